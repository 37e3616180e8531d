//! Steps with headings and times, in lanes that run in parallel.

use std::{
    fmt::Write as _,
    fs,
    path::PathBuf,
    sync::Mutex,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result};

use crate::process::{self, Output};

/// The work of one lane.
type Work<'a> = &'a (dyn Fn(&Lane<'_>) -> Result<()> + Sync);

/// All steps of a command, and how long each took.
pub(crate) struct Steps {
    began: Instant,
    done: Mutex<Vec<Step>>,
    logs: PathBuf,
}

struct Step {
    name: String,
    took: Duration,
    end: &'static str,
}

impl Steps {
    /// Starts with no steps. The output of background lanes is kept in the folder `logs`.
    pub(crate) fn new(logs: PathBuf) -> Result<Self> {
        fs::create_dir_all(&logs)?;
        Ok(Self { began: Instant::now(), done: Mutex::default(), logs })
    }

    /// Returns a lane whose output is shown as it comes.
    pub(crate) fn foreground(&self) -> Lane<'_> {
        Lane { steps: self, quiet: false }
    }

    /// Returns a lane whose output is shown only if a step fails.
    pub(crate) fn background(&self) -> Lane<'_> {
        Lane { steps: self, quiet: true }
    }

    /// Runs `front` and all of `back` in parallel. If one of them fails, the others are stopped.
    pub(crate) fn side_by_side(
        &self,
        front: impl FnOnce(&Lane<'_>) -> Result<()>,
        back: &[Work<'_>],
    ) -> Result<()> {
        let first_failure = Mutex::new(None);
        let settle = |outcome: Result<()>| {
            if let Err(error) = outcome
                && let Ok(mut failure) = first_failure.lock()
                && failure.is_none()
            {
                *failure = Some(error);
                process::stop_all();
            }
        };
        std::thread::scope(|scope| {
            for work in back {
                scope.spawn(|| settle(work(&self.background())));
            }
            settle(front(&self.foreground()));
        });
        first_failure.into_inner().ok().flatten().map_or(Ok(()), Err)
    }

    /// Returns the table of steps and times.
    pub(crate) fn summary(&self) -> String {
        let mut table = String::from("\n");
        let Ok(done) = self.done.lock() else { return table };
        let width = done.iter().map(|step| step.name.chars().count()).max().unwrap_or_default();
        for step in done.iter() {
            let _ = writeln!(table, "  {:width$}  {:>8}  {}", step.name, seconds(step.took), step.end);
        }
        let _ = writeln!(table, "  {:width$}  {:>8}", "total", seconds(self.began.elapsed()));
        table
    }
}

/// A sequence of steps.
pub(crate) struct Lane<'a> {
    steps: &'a Steps,
    quiet: bool,
}

impl Lane<'_> {
    /// Runs one step under a heading. If it fails, its name comes first in the error.
    pub(crate) fn step<T>(&self, name: &str, work: impl FnOnce(&Output) -> Result<T>) -> Result<T> {
        eprintln!("==> {name}");
        let output = if self.quiet {
            let file: String = name.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
            let log = self.steps.logs.join(format!("{file}.log"));
            // Every command of the step appends to it.
            fs::write(&log, "")?;
            Output::Log(log)
        } else {
            Output::Live
        };
        let began = Instant::now();
        let outcome = work(&output);
        let took = began.elapsed();
        let end = match &outcome {
            Ok(_) => "",
            Err(_) if process::stopped() => "stopped",
            Err(_) => "failed",
        };
        eprintln!("    {name}: {} {end}", seconds(took));
        if let Ok(mut done) = self.steps.done.lock() {
            done.push(Step { name: name.to_owned(), took, end });
        }
        outcome.with_context(|| name.to_owned())
    }
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use anyhow::bail;

    use super::*;

    #[test]
    fn the_table_names_every_step_and_marks_the_one_that_failed() {
        let steps = Steps::new(std::env::temp_dir()).unwrap();
        steps.foreground().step("formatting", |_| Ok(())).unwrap();
        let error =
            steps.foreground().step("lints", |_| -> Result<()> { bail!("two warnings") }).unwrap_err();
        assert_eq!(format!("{error:#}"), "lints: two warnings");
        let table = steps.summary();
        let lines: Vec<&str> = table.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(lines.len(), 3);
        assert!(lines[0].trim_start().starts_with("formatting") && !lines[0].contains("failed"), "{table}");
        assert!(lines[1].trim_start().starts_with("lints") && lines[1].ends_with("failed"), "{table}");
        assert!(lines[2].trim_start().starts_with("total"), "{table}");
    }
}
