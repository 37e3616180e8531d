//! The record of a run: a line of JSON per journey. `cargo xtask test` sums it up at the end.

use std::env;
use std::fs::OpenOptions;
use std::io::{Write as _, stderr};
use std::time::Instant;

use serde::Serialize;
use serde_json::json;

use crate::setup::Kind;

/// The environment variable that names the file of the record. Without it, nothing is recorded.
const FILE: &str = "LATCHKEY_RECORD";

/// What is known about a journey that is being played.
pub(crate) struct Record<'a> {
    journey: &'a str,
    browser: Kind,
    begin: Instant,
    /// Why it had to be played again.
    retried: Option<String>,
}

#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Outcome {
    Passed,
    Failed,
}

impl<'a> Record<'a> {
    pub(crate) fn begin(journey: &'a str, browser: Kind) -> Self {
        Self { journey, browser, begin: Instant::now(), retried: None }
    }

    /// Records that the journey failed and is played again.
    pub(crate) fn retries(&mut self, why: &str) {
        self.says("failed, and is run again", why);
        self.retried = Some(why.to_owned());
    }

    pub(crate) fn passed(&self) {
        println!("{} in {}: {:.1} s", self.journey, self.browser, self.begin.elapsed().as_secs_f64());
        self.write(Outcome::Passed);
    }

    pub(crate) fn failed(&self, why: &str) {
        self.says("failed", why);
        self.write(Outcome::Failed);
    }

    /// Prints a message at once: the test runner holds back, until all tests have ended, what the standard
    /// library's macros print, but nothing else.
    fn says(&self, what: &str, why: &str) {
        let _ = writeln!(stderr(), "\n{} in {} {what}: {why}\n", self.journey, self.browser);
    }

    fn write(&self, outcome: Outcome) {
        let Some(file) = env::var_os(FILE) else { return };
        let line = json!({
            "journey": self.journey,
            "browser": self.browser.to_string(),
            "seconds": self.begin.elapsed().as_secs_f64(),
            "outcome": outcome,
            "retried": self.retried,
        });
        let file = OpenOptions::new().create(true).append(true).open(file);
        let mut file = file.expect("the record of the run should be writable");
        file.write_all(format!("{line}\n").as_bytes()).expect("the record of the run should be writable");
    }
}
