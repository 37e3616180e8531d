//! Locates the checkout, the build folder and cargo's own folders.

use std::{
    env,
    ffi::OsString,
    iter,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result};

/// Variables of the caller's cargo that would make builds here go to another folder or platform.
const MISLEADING: [&str; 2] = ["CARGO_BUILD_TARGET", "CARGO_BUILD_TARGET_DIR"];

/// The folders that all commands work in, as absolute paths.
pub(crate) struct Workspace {
    pub(crate) root: PathBuf,
    /// The caller's `CARGO_TARGET_DIR` or `CARGO_BUILD_TARGET_DIR`, or else `target/`.
    pub(crate) target: PathBuf,
    /// The root folder of `cargo install`, which all checkouts share.
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

    /// The folder of the app as it is served.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The folder for what the commands themselves keep between runs.
    pub(crate) fn scratch(&self) -> PathBuf {
        self.target.join("xtask")
    }

    pub(crate) fn server(&self) -> PathBuf {
        self.built("latchkey-server")
    }

    /// Returns the path of a program of the workspace, built in the dev profile.
    pub(crate) fn built(&self, name: &str) -> PathBuf {
        self.target.join("debug").join(format!("{name}{}", env::consts::EXE_SUFFIX))
    }

    /// Returns a command that runs in the root of the checkout and builds into [`Self::target`].
    pub(crate) fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        for name in MISLEADING {
            command.env_remove(name);
        }
        command.env("CARGO_TARGET_DIR", &self.target);
        command
    }

    /// Returns a command for the cargo that runs this, with the words of `line` as its arguments.
    pub(crate) fn cargo(&self, line: &str) -> Command {
        let mut command = self.command(cargo());
        command.args(line.split_whitespace());
        command
    }

    /// Returns `PATH` with the folders of these programs first, so that they win over others of the same name.
    pub(crate) fn path_with(&self, programs: &[&Path]) -> Result<OsString> {
        let own = programs.iter().filter_map(|program| program.parent()).map(Path::to_path_buf);
        env::join_paths(own.chain(self.folders())).context("PATH can't be extended")
    }

    /// Returns the path of the first of `names` that is a program in the folders of the installed tools and
    /// in `PATH`.
    pub(crate) fn program(&self, names: &[&str]) -> Option<PathBuf> {
        names.iter().find_map(|name| self.programs(name).next())
    }

    /// Returns the paths of all programs of this name, in the same folders.
    pub(crate) fn programs(&self, name: &str) -> impl Iterator<Item = PathBuf> {
        let file = format!("{name}{}", env::consts::EXE_SUFFIX);
        self.folders().map(move |folder| folder.join(&file)).filter(|candidate| candidate.is_file())
    }

    fn folders(&self) -> impl Iterator<Item = PathBuf> {
        let inherited: Vec<PathBuf> = env::split_paths(&env::var_os("PATH").unwrap_or_default()).collect();
        iter::once(self.tools_root.join("bin")).chain(inherited)
    }
}

/// Returns the path of the cargo that runs this.
pub(crate) fn cargo() -> OsString {
    env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}
