//! Lints. Clippy takes the compiler's place while the tests are built, so nothing is compiled twice.

use std::{
    collections::BTreeSet,
    process::{Command, Stdio},
};

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;

use crate::{
    process::{Output, capture, read_to_the_end},
    workspace::Workspace,
};

/// The compiler version with which warnings are errors. A newer one may have lints that nobody has seen yet, and
/// these mustn't stop anyone from working.
const KNOWN: &str = env!("CARGO_PKG_RUST_VERSION");

/// One line of cargo's output with `--message-format json`.
#[derive(Deserialize)]
struct Line {
    /// The compiler's message, if the line has one.
    message: Option<Message>,
}

#[derive(Deserialize)]
struct Message {
    level: String,
    /// The message as the compiler would print it.
    rendered: Option<String>,
}

/// Makes a cargo build check the lints of the workspace's own crates. Every command that builds native crates for
/// tests does so, because cargo doesn't share artifacts between different compilers.
pub(crate) fn watch(workspace: &Workspace, command: &mut Command) -> Result<()> {
    let clippy = workspace.program(&["clippy-driver"]).context("clippy-driver is not in PATH")?;
    command.env("RUSTC_WORKSPACE_WRAPPER", clippy);
    Ok(())
}

/// Runs a cargo command that compiles, prints the compiler's messages, and fails if there is a warning.
pub(crate) fn check(workspace: &Workspace, command: &mut Command, output: &Output) -> Result<()> {
    command.args(["--message-format", "json"]).stdout(Stdio::piped());
    let (lines, succeeded) = read_to_the_end(command, output)?;
    let messages = messages(&lines)?;
    for rendered in messages.iter().filter_map(|message| message.rendered.as_deref()) {
        eprintln!("{rendered}");
    }
    succeeded?;
    let warnings = messages.iter().filter(|message| message.level == "warning").count();
    if warnings == 0 {
        return Ok(());
    }
    let version = capture(workspace.command("rustc").arg("--version"))?;
    if is_known(&version) {
        bail!("{warnings} warnings, which are errors with Rust {KNOWN}");
    }
    eprintln!("    {warnings} warnings, which are errors only with Rust {KNOWN}; this is {}", version.trim());
    Ok(())
}

/// Returns the compiler's messages, each only once: a library and its tests are compiled from the same files.
fn messages(lines: &str) -> Result<Vec<Message>> {
    let lines = lines.lines().map(serde_json::from_str).collect::<Result<Vec<Line>, _>>();
    let lines = lines.context("cargo printed something other than JSON")?;
    let mut known = BTreeSet::new();
    let all = lines.into_iter().filter_map(|line| line.message);
    Ok(all.filter(|message| known.insert(message.rendered.clone())).collect())
}

/// Whether `rustc 1.95.0 (…)` is the compiler that the project is developed with.
fn is_known(version: &str) -> bool {
    let number = version.split_whitespace().nth(1).unwrap_or_default();
    number.strip_prefix(KNOWN).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_compiler_says_is_found_among_what_cargo_says() {
        let unused =
            "{\"reason\":\"compiler-message\",\"message\":{\"level\":\"warning\",\"rendered\":\"unused\"}}\n";
        let said = format!(
            "{{\"reason\":\"compiler-artifact\",\"fresh\":true}}\n{unused}{unused}\
             {{\"reason\":\"build-finished\",\"success\":true}}\n"
        );
        let messages = messages(&said).unwrap();
        assert_eq!(messages.len(), 1);
        assert_eq!(messages[0].rendered.as_deref(), Some("unused"));
        assert!(super::messages("warning: unused import").is_err());
    }

    #[test]
    fn a_newer_compiler_is_not_the_known_one() {
        assert!(is_known(&format!("rustc {KNOWN}.0 (59807616e 2026-04-14)")));
        assert!(!is_known(&format!("rustc {KNOWN}0.0 (59807616e 2026-04-14)")));
        assert!(!is_known("rustc 2.0.0"));
        assert!(!is_known(""));
    }
}
