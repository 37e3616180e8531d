//! The programs from crates.io and the parts of the toolchain that the project needs.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result, bail};

use crate::{
    lockfile::locked_version,
    process::{self, Output, capture},
    steps::Lane,
    workspace::{Workspace, cargo},
};

/// The app's target platform.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Settings that make the tools compile as fast as possible: they run for seconds, but compile for minutes.
const CHEAP: [(&str, &str); 5] = [
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "1"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "0"),
    ("CARGO_PROFILE_RELEASE_PANIC", "abort"),
];

/// A program that `cargo install` provides, in the only version that the project works with.
pub(crate) struct Tool {
    package: &'static str,
    program: &'static str,
    pub(crate) version: String,
    options: &'static [&'static str],
}

impl Tool {
    pub(crate) fn trunk() -> Self {
        Self {
            package: "trunk",
            program: "trunk",
            version: "0.21.14".to_owned(),
            // Without TLS, whose libraries take longer to compile than trunk itself: it downloads nothing here.
            options: &["--locked", "--no-default-features"],
        }
    }

    /// The generator of the JavaScript glue, which works only with the same version of the library.
    pub(crate) fn wasm_bindgen(workspace: &Workspace) -> Result<Self> {
        Ok(Self {
            package: "wasm-bindgen-cli",
            program: "wasm-bindgen",
            version: locked_version(&workspace.root, "wasm-bindgen")?,
            // Without `--locked`: its lock file names a version that not every registry serves.
            options: &[],
        })
    }

    pub(crate) fn geckodriver() -> Self {
        Self { package: "geckodriver", program: "geckodriver", version: "0.37.1".to_owned(), options: &[] }
    }

    /// Returns the program's path, and installs the right version first if it isn't there.
    pub(crate) fn ensure(&self, workspace: &Workspace, lane: &Lane<'_>) -> Result<PathBuf> {
        if let Some(found) = self.find(workspace) {
            return Ok(found);
        }
        lane.step(&format!("install {} {}", self.package, self.version), |output| {
            let ready_made = self.download(workspace);
            if ready_made.is_none_or(|mut download| process::run(&mut download, output).is_err()) {
                process::run(&mut self.installation(workspace), output)?;
            }
            self.find(workspace)
                .with_context(|| format!("{} is still missing after its installation", self.program))
        })
    }

    fn find(&self, workspace: &Workspace) -> Option<PathBuf> {
        workspace.programs(self.program).find(|program| {
            let answer = capture(Command::new(program).arg("--version"));
            answer.is_ok_and(|answer| version_in(&answer) == Some(self.version.as_str()))
        })
    }

    /// Returns the command that fetches the program ready-made, if there is cargo-binstall. It may have none for this
    /// platform.
    fn download(&self, workspace: &Workspace) -> Option<Command> {
        let mut command = Command::new(workspace.program(&["cargo-binstall"])?);
        command
            .args(["--no-confirm", "--disable-telemetry", "--disable-strategies", "compile", "--root"])
            .arg(&workspace.tools_root)
            .arg(format!("{}@{}", self.package, self.version));
        Some(command)
    }

    fn installation(&self, workspace: &Workspace) -> Command {
        let mut command = Command::new(cargo());
        command
            .args(["install", self.package, "--version", &self.version])
            .args(self.options)
            // Replaces another version, or a program that isn't from cargo, too.
            .arg("--force")
            .arg("--root")
            .arg(&workspace.tools_root)
            .envs(CHEAP)
            // Outside this workspace, whose settings and build folder aren't meant for the tools.
            .current_dir(
                workspace.tools_root.ancestors().find(|folder| folder.is_dir()).unwrap_or(Path::new("/")),
            );
        for name in ["CARGO_TARGET_DIR", "CARGO_BUILD_TARGET_DIR", "CARGO_BUILD_TARGET"] {
            command.env_remove(name);
        }
        command
    }
}

/// Finds the version in output such as `trunk 0.21.14` or `geckodriver 0.37.1 (…)`.
fn version_in(answer: &str) -> Option<&str> {
    answer.split_whitespace().nth(1)
}

/// Adds the parts of the toolchain that are missing: the WebAssembly target, rustfmt and clippy.
pub(crate) fn ensure_toolchain(workspace: &Workspace, lane: &Lane<'_>) -> Result<()> {
    let library = capture(workspace.command("rustc").args(["--print", "target-libdir", "--target", WASM]))
        .context("the Rust compiler can't be run")?;
    let mut missing = Vec::new();
    if !Path::new(library.trim()).is_dir() {
        missing.push(["target", "add", WASM]);
    }
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if capture(workspace.cargo(subcommand).arg("--version")).is_err() {
            missing.push(["component", "add", component]);
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    lane.step("complete the Rust toolchain", |output| {
        for words in missing {
            if workspace.program(&["rustup"]).is_none() {
                let typed = words.join(" ");
                bail!("{} is missing; if rustup manages Rust, `rustup {typed}` installs it", words[2]);
            }
            process::run(workspace.command("rustup").args(words), output)?;
        }
        Ok(())
    })
}

/// Downloads the crates that the app and the native programs are built from.
pub(crate) fn fetch(workspace: &Workspace, output: &Output) -> Result<()> {
    let host = host(workspace)?;
    process::run(workspace.cargo("fetch --quiet --target").args([WASM, "--target", &host]), output)
}

/// Returns the target triple of the machine that this runs on.
pub(crate) fn host(workspace: &Workspace) -> Result<String> {
    let answer = capture(workspace.command("rustc").arg("-vV"))?;
    let host = answer.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).context("rustc doesn't name its host")
}

#[cfg(test)]
mod tests {
    use super::version_in;

    #[test]
    fn a_tools_version_is_read_from_what_it_says_of_itself() {
        assert_eq!(version_in("trunk 0.21.14\n"), Some("0.21.14"));
        assert_eq!(version_in("wasm-bindgen 0.2.130\n"), Some("0.2.130"));
        assert_eq!(
            version_in("geckodriver 0.37.1 (abc 2025-01-01 12:00 +0000)\n\nThe source…"),
            Some("0.37.1")
        );
        assert_eq!(version_in(""), None);
    }
}
