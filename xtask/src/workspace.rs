//! Where things are: the checkout, the build folder and cargo's own folders.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result};

/// Variables of a caller's cargo that would send what is built here to another place or platform.
const MISLEADING: [&str; 2] = ["CARGO_BUILD_TARGET", "CARGO_BUILD_TARGET_DIR"];

/// The folders that all commands work in, as absolute paths.
pub(crate) struct Workspace {
    pub(crate) root: PathBuf,
    /// The caller's `CARGO_TARGET_DIR`, or `target/`.
    pub(crate) target: PathBuf,
    /// Where `cargo install` puts binaries: shared by all checkouts.
    pub(crate) tools_root: PathBuf,
}

impl Workspace {
    pub(crate) fn find() -> Result<Self> {
        let manifest = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let root = Path::new(&manifest).parent().context("xtask has no folder above it")?.to_path_buf();
        let target = ["CARGO_TARGET_DIR", "CARGO_BUILD_TARGET_DIR"]
            .into_iter()
            .find_map(env::var_os)
            .map_or_else(|| Ok(root.join("target")), std::path::absolute)?;
        let tools_root = match env::var_os("CARGO_INSTALL_ROOT").or_else(|| env::var_os("CARGO_HOME")) {
            Some(folder) => std::path::absolute(folder)?,
            None => env::home_dir().context("there is neither CARGO_HOME nor a home folder")?.join(".cargo"),
        };
        Ok(Self { root, target, tools_root })
    }

    /// The application as it is served.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// What the commands themselves keep between runs.
    pub(crate) fn scratch(&self) -> PathBuf {
        self.target.join("xtask")
    }

    pub(crate) fn server(&self) -> PathBuf {
        self.built("latchkey-server")
    }

    /// A program of the workspace, in the dev profile.
    pub(crate) fn built(&self, name: &str) -> PathBuf {
        self.target.join("debug").join(format!("{name}{}", env::consts::EXE_SUFFIX))
    }

    /// A program that runs in the root of the checkout and builds into [`Self::target`].
    pub(crate) fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        for name in MISLEADING {
            command.env_remove(name);
        }
        command.env("CARGO_TARGET_DIR", &self.target);
        command
    }

    /// The cargo that runs this, with the words of `line` as its arguments.
    pub(crate) fn cargo(&self, line: &str) -> Command {
        let mut command = self.command(cargo());
        command.args(line.split_whitespace());
        command
    }

    /// `PATH` with the installed tools in front, so that they win over others of the same name.
    pub(crate) fn path(&self) -> Result<std::ffi::OsString> {
        let inherited = env::var_os("PATH").unwrap_or_default();
        let folders = std::iter::once(self.tools_root.join("bin")).chain(env::split_paths(&inherited));
        env::join_paths(folders).context("PATH can't be extended")
    }

    /// The first of `names` that is a program in [`Self::path`].
    pub(crate) fn program(&self, names: &[&str]) -> Option<PathBuf> {
        let path = self.path().ok()?;
        names.iter().find_map(|name| {
            env::split_paths(&path)
                .map(|folder| folder.join(format!("{name}{}", env::consts::EXE_SUFFIX)))
                .find(|candidate| candidate.is_file())
        })
    }
}

/// The program of the cargo that runs this.
pub(crate) fn cargo() -> std::ffi::OsString {
    env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}
