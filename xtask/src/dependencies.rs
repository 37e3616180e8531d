//! Checks the dependencies against deny.toml, with cargo-deny.

use anyhow::Result;

use crate::{process::run, steps::Lane, workspace::Workspace};

/// Checks licenses, bans and sources, and also advisories if they have been fetched: nothing is fetched here. Without
/// cargo-deny it says so and succeeds, because compiling cargo-deny takes longer than everything else.
pub(crate) fn check(workspace: &Workspace, lane: &Lane<'_>) -> Result<()> {
    if workspace.program(&["cargo-deny"]).is_none() {
        eprintln!(
            "==> cargo-deny is not installed: licenses, bans and sources of dependencies are not checked"
        );
        return Ok(());
    }
    let mut checks = String::from("deny --offline check licenses bans sources");
    if workspace.tools_root.join("advisory-dbs").is_dir() {
        checks.push_str(" advisories");
    }
    lane.step("dependencies", |output| run(&mut workspace.cargo(&checks), output))
}
