//! Sums up the record that the browser tests leave behind: which journeys took longest, how long each suite took, and
//! which journeys passed only when they were played again.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};
use serde::Deserialize;

use crate::workspace::Workspace;

/// How many of the slowest journeys are listed.
const SLOWEST: usize = 10;

/// A journey that was played, as `tests/src/record.rs` writes it.
#[derive(Deserialize)]
struct Played {
    /// Its suite and name, such as `security::adding::a_passkey_is_added`.
    journey: String,
    browser: String,
    /// How long it took, including a second attempt.
    seconds: f64,
    outcome: Outcome,
    /// Why it was played again.
    retried: Option<String>,
}

#[derive(Deserialize, Eq, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum Outcome {
    Passed,
    Failed,
}

/// Starts an empty record, and returns its file.
pub(crate) fn begin(workspace: &Workspace) -> Result<PathBuf> {
    let file = workspace.scratch().join("journeys.jsonl");
    fs::write(&file, "").with_context(|| format!("{} can't be written", file.display()))?;
    Ok(file)
}

/// Sums up a record. The summary is empty if there are no journeys.
pub(crate) fn summary(file: &Path) -> Result<String> {
    let text = fs::read_to_string(file).with_context(|| format!("{} can't be read", file.display()))?;
    let played = text.lines().map(serde_json::from_str).collect::<Result<Vec<Played>, _>>()?;
    Ok(summary_of(played))
}

fn summary_of(mut played: Vec<Played>) -> String {
    let mut summary = String::new();
    if played.is_empty() {
        return summary;
    }
    let mut suites = BTreeMap::<_, (usize, f64)>::new();
    for journey in &played {
        let suite = journey.journey.split_once("::").map_or(journey.journey.as_str(), |(suite, _)| suite);
        let (count, seconds) = suites.entry(suite).or_default();
        *count += 1;
        *seconds += journey.seconds;
    }
    let mut suites: Vec<_> = suites.into_iter().collect();
    suites.sort_by(|(_, (_, one)), (_, (_, other))| other.total_cmp(one));
    let width = suites.iter().map(|(suite, _)| suite.len()).max().unwrap_or_default();
    let _ = writeln!(summary, "  time by suite");
    for (suite, (count, seconds)) in suites {
        let _ = writeln!(summary, "    {suite:width$}  {seconds:>7.1} s  {count:>4} journeys");
    }

    played.sort_by(|one, other| other.seconds.total_cmp(&one.seconds));
    let _ = writeln!(summary, "  slowest");
    for Played { journey, browser, seconds, .. } in played.iter().take(SLOWEST) {
        let _ = writeln!(summary, "    {seconds:>5.1} s  {journey} in {browser}");
    }

    let again: Vec<_> = played.iter().filter(|journey| journey.outcome == Outcome::Passed).collect();
    let again = again.into_iter().filter_map(|journey| Some((journey, journey.retried.as_deref()?)));
    for (number, (Played { journey, browser, .. }, why)) in again.enumerate() {
        if number == 0 {
            let _ = writeln!(summary, "  passed only when run again");
        }
        // The first line is the place, the second the message.
        let why = why.lines().take(2).collect::<Vec<_>>().join(" ");
        let _ = writeln!(summary, "    {journey} in {browser}: {why}");
    }
    summary
}

#[cfg(test)]
mod tests {
    use super::*;

    fn played(journey: &str, seconds: f64, outcome: Outcome, retried: Option<&str>) -> Played {
        let (journey, retried) = (journey.to_owned(), retried.map(str::to_owned));
        Played { journey, browser: "firefox".to_owned(), seconds, outcome, retried }
    }

    #[test]
    fn the_summary_has_each_suite_the_slowest_journeys_and_what_was_played_again() {
        let mut all: Vec<Played> =
            (0..12).map(|n| played(&format!("idle::n{n}"), f64::from(n), Outcome::Passed, None)).collect();
        all.push(played("forms::a", 99.0, Outcome::Passed, Some("panicked at a.rs:1:\nno button\nmore")));
        all.push(played("forms::b", 0.5, Outcome::Failed, Some("no link")));
        let summary = summary_of(all);
        let lines: Vec<&str> = summary.lines().map(str::trim).collect();
        assert_eq!(
            lines[..3],
            ["time by suite", "forms     99.5 s     2 journeys", "idle      66.0 s    12 journeys"]
        );
        assert_eq!(lines[3..5], ["slowest", "99.0 s  forms::a in firefox"]);
        assert_eq!(lines[13], "3.0 s  idle::n3 in firefox");
        assert_eq!(
            lines[14..],
            ["passed only when run again", "forms::a in firefox: panicked at a.rs:1: no button"]
        );
    }
}
