//! Builds the app with trunk, compresses it, and replaces `dist/` as a whole.

use std::{
    env, fs, iter,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result};
use latchkey_core::route::Base;

use crate::{
    below,
    compress::precompress,
    process::{self, capture},
    program::PROGRAMS,
    scripts,
    stamp::{Stamp, copy_files},
    steps::Lane,
    styles,
    tools::{Tool, WASM, fetch},
    workspace::Workspace,
};

/// Everything that the content of `dist/` depends on, other than the tools.
const INPUTS: [&str; 12] = [
    ".cargo/config.toml",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "build.rs",
    "crates/core",
    "index.html",
    "public",
    "rust-toolchain.toml",
    "src",
    "style",
    "xtask/src",
];

/// The tools that have to be installed before the app is put together, and are used for nothing else.
pub(crate) struct Tools {
    trunk: Tool,
    trunk_program: PathBuf,
    bindgen: Tool,
    bindgen_program: PathBuf,
}

impl Tools {
    pub(crate) fn ensure(workspace: &Workspace, lane: &Lane<'_>) -> Result<Self> {
        let (trunk, bindgen) = (Tool::trunk(), Tool::wasm_bindgen(workspace)?);
        let trunk_program = trunk.ensure(workspace, lane)?;
        let bindgen_program = bindgen.ensure(workspace, lane)?;
        Ok(Self { trunk, trunk_program, bindgen, bindgen_program })
    }
}

/// Builds `dist/` for addresses below `base`, unless it is already up to date.
pub(crate) fn build(workspace: &Workspace, lane: &Lane<'_>, base: &Base) -> Result<()> {
    compile(workspace, lane)?;
    assemble(workspace, lane, base)
}

/// Compiles all programs of the app in one cargo run, which links as many of them at a time as there are processors.
/// It needs no tool but the compiler, so it can run while the tools are being installed.
pub(crate) fn compile(workspace: &Workspace, lane: &Lane<'_>) -> Result<()> {
    lane.step("compile the app", |output| {
        fetch(workspace, output)?;
        let build = format!("build -p latchkey --bins --release --target {WASM}");
        process::run(&mut workspace.cargo(&build), output)
    })
}

/// Puts `dist/` together from the output of [`compile`].
pub(crate) fn assemble(workspace: &Workspace, lane: &Lane<'_>, base: &Base) -> Result<()> {
    let tools = Tools::ensure(workspace, lane)?;
    let dist = workspace.dist();
    let inputs = inputs(workspace, &[&tools.trunk, &tools.bindgen], base)?;
    let stamp = workspace.scratch().join("dist.stamp");
    if fs::read_to_string(&stamp).is_ok_and(|known| Some(known) == whole(&inputs, &dist)) {
        eprintln!("==> the app is unchanged");
        return Ok(());
    }
    lane.step("assemble the app", |output| {
        let new = workspace.scratch().join("dist-new");
        remove(&new)?;
        styles::bundle(&workspace.root)?;
        let build = |page: &Path, name: &str, folder: &Path| {
            let mut command = trunk_command(workspace, &tools)?;
            command.arg("build").arg(page).args(["--release", "--html-output", name, "--dist"]).arg(folder);
            process::run(&mut command, output)
        };
        for program in &PROGRAMS {
            let folder = workspace.scratch().join("dist-program");
            remove(&folder)?;
            build(&program.source(workspace)?, &program.page(), &folder)?;
            move_files(&folder, &new)?;
        }
        for script in [scripts::ELEMENT, scripts::PROFILES] {
            script.write(&workspace.root.join("src"), &new)?;
        }
        below::move_pages(&new, base)?;
        precompress(&new, &dist)?;
        add_states(&new)?;
        swap(&new, &dist, &workspace.scratch().join("dist-old"))?;
        fs::write(&stamp, whole(&inputs, &dist).context("dist can't be read")?)?;
        Ok(())
    })
}

/// Returns a trunk command that has all its tools at hand, so that it downloads none.
fn trunk_command(workspace: &Workspace, tools: &Tools) -> Result<Command> {
    let mut command = workspace.command(&tools.trunk_program);
    command
        .env("PATH", workspace.path_with(&[&tools.bindgen_program])?)
        .env("TRUNK_TOOLS_WASM_BINDGEN", &tools.bindgen.version)
        .env("TRUNK_OFFLINE", "true")
        .env("TRUNK_SKIP_VERSION_CHECK", "true")
        // The compiler's error should be the last thing printed, not trunk's own backtrace.
        .env("RUST_BACKTRACE", "0");
    if env::var_os("NO_COLOR").is_some() {
        // By convention any value counts, but trunk accepts only this one.
        command.env("NO_COLOR", "true");
    }
    Ok(command)
}

/// Copies the gallery's page to the address of each of its states, so that it works on a plain file server.
fn add_states(dist: &Path) -> Result<()> {
    let gallery = dist.join("gallery");
    let states = latchkey_core::gallery::states();
    for folder in iter::once(gallery.clone()).chain(states.iter().map(|state| gallery.join(&state.id))) {
        fs::create_dir_all(&folder)?;
        fs::copy(dist.join("gallery.html"), folder.join("index.html"))
            .with_context(|| format!("{} can't be written", folder.display()))?;
    }
    Ok(())
}

fn inputs(workspace: &Workspace, tools: &[&Tool], base: &Base) -> Result<String> {
    let mut stamp = Stamp::default();
    stamp.word(base.as_str());
    for input in INPUTS {
        stamp.path(&workspace.root, input)?;
    }
    for tool in tools {
        stamp.word(&tool.version);
    }
    stamp.word(&capture(workspace.command("rustc").arg("-vV"))?);
    stamp.word(&env::var("RUSTFLAGS").unwrap_or_default());
    Ok(stamp.finish())
}

/// Returns the stamp of the inputs and of the present content of `dist`: if something else has changed `dist/`, it
/// isn't up to date either.
fn whole(inputs: &str, dist: &Path) -> Option<String> {
    let mut stamp = Stamp::default();
    stamp.path(dist, "").ok()?;
    dist.is_dir().then(|| format!("{inputs} {}\n", stamp.finish()))
}

/// Replaces the folder `dist` with `new`.
fn swap(new: &Path, dist: &Path, old: &Path) -> Result<()> {
    remove(old)?;
    if dist.exists() && fs::rename(dist, old).is_err() {
        // The build folder is on another file system, so that it can't be renamed.
        remove(dist)?;
    }
    if fs::rename(new, dist).is_err() {
        move_files(new, dist)?;
    }
    remove(old)
}

/// Moves all files in the folder `from` to the folder `to`, and removes `from`.
fn move_files(from: &Path, to: &Path) -> Result<()> {
    copy_files(from, to)?;
    remove(from)
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("{} can't be removed", folder.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stamp::files_under;

    #[test]
    fn a_new_dist_replaces_the_old_one_as_a_whole() {
        let folder = env::temp_dir().join(format!("latchkey-swap-{}", std::process::id()));
        let (new, dist, old) = (folder.join("new"), folder.join("dist"), folder.join("old"));
        fs::create_dir_all(&new).unwrap();
        fs::create_dir_all(&dist).unwrap();
        fs::write(dist.join("app-1.js"), "").unwrap();
        fs::write(new.join("app-2.js"), "").unwrap();
        let before = whole("inputs", &dist);
        swap(&new, &dist, &old).unwrap();
        let after = whole("inputs", &dist);
        let files = files_under(&folder).unwrap();
        fs::remove_dir_all(&folder).unwrap();

        assert_eq!(files, [dist.join("app-2.js")]);
        assert_ne!(before, after);
        assert_eq!(whole("inputs", &dist), None);
    }
}
