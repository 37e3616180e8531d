//! Python virtual environments, for programs that come from `PyPI`.

use std::{
    env::consts::EXE_SUFFIX,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};

use crate::{
    process::{self, Output},
    workspace::Workspace,
};

/// Creates a virtual environment, replacing one that is there, and installs the packages that a file lists with their
/// versions and the SHA-256 of each file that may be installed.
pub(crate) fn create(
    workspace: &Workspace,
    folder: &Path,
    requirements: &Path,
    output: &Output,
) -> Result<()> {
    let python = workspace.program(&["python3"]).context("python3 is not in PATH")?;
    process::run(workspace.command(python).args(["-m", "venv", "--clear"]).arg(folder), output)?;
    let mut install = pip(workspace, folder);
    // A module is compiled when it is imported, and most never are.
    install.args(["install", "--quiet", "--no-compile", "--only-binary", ":all:", "--require-hashes"]);
    process::run(install.arg("--requirement").arg(requirements), output)
}

/// Returns a command that runs the environment's own pip.
pub(crate) fn pip(workspace: &Workspace, folder: &Path) -> std::process::Command {
    let mut command = workspace.command(program(folder, "python"));
    command.args(["-m", "pip", "--disable-pip-version-check"]);
    command
}

/// Returns the path of a program in the environment.
pub(crate) fn program(folder: &Path, name: &str) -> PathBuf {
    folder.join(if cfg!(windows) { "Scripts" } else { "bin" }).join(format!("{name}{EXE_SUFFIX}"))
}
