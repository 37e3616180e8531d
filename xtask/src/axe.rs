//! The accessibility checker that the browser tests run in every state.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail};

use crate::{
    digest::sha_256,
    process::{self, Output},
    steps::Lane,
    workspace::Workspace,
};

const VERSION: &str = "4.14.1";

/// The SHA-256 of this version's script, which makes sure that it is the one that was reviewed.
const SHA_256: &str = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c";

/// Returns the path of the checker's script, and fetches it from the npm registry first if it isn't there.
pub(crate) fn ensure(workspace: &Workspace, lane: &Lane<'_>) -> Result<PathBuf> {
    let folder = workspace.scratch().join(format!("axe-core-{VERSION}"));
    let script = folder.join("node_modules/axe-core/axe.min.js");
    if fs::read(&script).is_ok_and(|content| is_the_one(&content)) {
        return Ok(script);
    }
    lane.step(&format!("fetch axe-core {VERSION}"), |output| {
        fetch(workspace, &folder, output)?;
        let content = fs::read(&script).context("npm didn't install the script of axe-core")?;
        if !is_the_one(&content) {
            bail!("the script of axe-core {VERSION} doesn't have the SHA-256 {SHA_256}");
        }
        Ok(script)
    })
}

/// Installs the package. It has no dependencies, and the only part of it that ever runs is the script, later, in the
/// browser.
fn fetch(workspace: &Workspace, folder: &Path, output: &Output) -> Result<()> {
    let npm = workspace.program(&["npm"]).context("npm is not in PATH")?;
    let mut command = workspace.command(npm);
    command
        .args(["install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix"])
        .arg(folder)
        .arg(format!("axe-core@{VERSION}"));
    process::run(&mut command, output)
}

fn is_the_one(content: &[u8]) -> bool {
    sha_256(content) == SHA_256
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_that_somebody_changed_is_not_taken() {
        assert!(!is_the_one(b"window.axe = { run: () => ({ violations: [] }) }"));
    }
}
