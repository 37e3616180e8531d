//! Virtual environments of Python, for programs that come from `PyPI`.

use std::{
    env::consts::EXE_SUFFIX,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};

use crate::{
    process::{self, Output},
    workspace::Workspace,
};

/// Makes a virtual environment, in place of one that was there, and installs what a file lists: packages in their
/// versions, with the SHA-256 of each file that may be installed.
pub(crate) fn create(
    workspace: &Workspace,
    folder: &Path,
    requirements: &Path,
    output: &Output,
) -> Result<()> {
    let python = workspace.program(&["python3"]).context("python3 is not in PATH")?;
    process::run(workspace.command(python).args(["-m", "venv", "--clear"]).arg(folder), output)?;
    let mut install = pip(workspace, folder);
    // What is imported is compiled when it is; most of it never is.
    install.args(["install", "--quiet", "--no-compile", "--only-binary", ":all:", "--require-hashes"]);
    process::run(install.arg("--requirement").arg(requirements), output)
}

/// The environment's own client of `PyPI`.
pub(crate) fn pip(workspace: &Workspace, folder: &Path) -> std::process::Command {
    let mut command = workspace.command(program(folder, "python"));
    command.args(["-m", "pip", "--disable-pip-version-check"]);
    command
}

/// A program of the environment.
pub(crate) fn program(folder: &Path, name: &str) -> PathBuf {
    folder.join(if cfg!(windows) { "Scripts" } else { "bin" }).join(format!("{name}{EXE_SUFFIX}"))
}
