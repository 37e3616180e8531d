//! `cargo xtask snapshots`: builds what is needed, and runs the program that takes pictures of every state.

use std::env;

use anyhow::{Context as _, Result, bail};
use latchkey_core::route::Base;

use crate::{
    app,
    commands::{NATIVE, with_steps},
    debian::ensure_chromium,
    process::run,
    tools::ensure_toolchain,
    workspace::Workspace,
};

/// The options that take a value.
const OPTIONS: [&str; 10] =
    ["width", "theme", "text", "direction", "language", "brand", "drawn", "state", "out", "against"];

/// Rejects unknown options before anything is built. The program checks the values.
pub(crate) fn known(options: &[&str]) -> Result<()> {
    let mut options = options.iter();
    while let Some(option) = options.next() {
        let name = option.strip_prefix("--").unwrap_or_default();
        if name == "accept" || name.split_once('=').is_some_and(|(name, _)| OPTIONS.contains(&name)) {
            continue;
        }
        if !OPTIONS.contains(&name) {
            bail!("`{option}` is not an option of snapshots");
        }
        options.next().with_context(|| format!("`{option}` takes a value"))?;
    }
    Ok(())
}

/// Builds everything and takes the pictures.
pub(crate) fn take(workspace: &Workspace, options: &[&str]) -> Result<()> {
    with_steps(workspace, |steps| {
        ensure_toolchain(workspace, &steps.foreground())?;
        steps.side_by_side(
            |lane| app::build(workspace, lane, &Base::default()),
            &[&|lane| {
                ensure_chromium(workspace, lane)?;
                lane.step("build the backend and the snapshot tool", |output| {
                    let build = format!("build {NATIVE} --bin snapshots");
                    run(&mut workspace.cargo(&build), output)
                })
            }],
        )?;
        steps.foreground().step("pictures", |output| {
            let mut command = workspace.command(workspace.built("snapshots"));
            command
                .args(options)
                // Paths in the options are relative to the caller's folder.
                .current_dir(env::current_dir()?)
                .env("LATCHKEY_DIST", workspace.dist())
                .env("LATCHKEY_SNAPSHOTS", workspace.target.join("snapshots"));
            run(&mut command, output)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::known;

    #[test]
    fn an_option_that_is_none_is_refused_before_anything_is_built() {
        assert!(known(&["--theme", "dark", "--width=320,360", "--accept"]).is_ok());
        for options in [&["--sate", "A1"][..], &["A1"], &["--sate=A1"], &["--theme", "dark", "dark"]] {
            assert!(known(options).is_err(), "{options:?}");
        }
        assert!(format!("{:#}", known(&["--out"]).unwrap_err()).contains("`--out`"));
    }
}
