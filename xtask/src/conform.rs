//! `cargo xtask conform`: builds and runs the program that checks a profile.

use std::env;

use anyhow::Result;

use crate::{
    commands::{NATIVE, with_steps},
    process::{become_program, run},
    tools::ensure_toolchain,
    workspace::Workspace,
};

/// Builds the program and becomes it, so that its exit status and its prompts are those of this command.
pub(crate) fn conform(workspace: &Workspace, options: &[&str]) -> Result<()> {
    with_steps(workspace, |steps| {
        let lane = steps.foreground();
        ensure_toolchain(workspace, &lane)?;
        lane.step("build the profile checker", |output| {
            run(&mut workspace.cargo(&format!("build {NATIVE} --bin latchkey-conform")), output)
        })
    })?;
    become_program(
        workspace
            .command(workspace.built("latchkey-conform"))
            .args(options)
            // Paths in the options are relative to the caller's folder.
            .current_dir(env::current_dir()?),
    )
}
