//! Virtual environments of Python, for programs that come from `PyPI`.

use std::{
    env::consts::EXE_SUFFIX,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};

use crate::{
    process::{self, Output},
    workspace::Workspace,
};

/// Makes a virtual environment, in place of one that was there, and installs what a file of requirements lists.
pub(crate) fn create(
    workspace: &Workspace,
    folder: &Path,
    requirements: &Path,
    output: &Output,
) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    let python = workspace.program(&["python3", "python"]).context("python3 is not in PATH")?;
    process::run(workspace.command(python).args(["-m", "venv"]).arg(folder), output)?;
    process::run(
        pip(workspace, folder).args(["install", "--quiet", "--requirement"]).arg(requirements),
        output,
    )
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
