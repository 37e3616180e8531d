//! The third-party backends that the browser tests sign in to. They are installed from the registries and never
//! altered; only their wiring, in `tests/third_party`, is the project's own.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail};

use crate::{
    debian,
    digest::sha_256,
    process::{self, Output},
    stamp::{Stamp, copy_files},
    steps::Lane,
    venv,
    workspace::Workspace,
};

const WIRING: &str = "tests/third_party";

/// The folder of the virtual environment, inside that of the installation.
const VENV: &str = "venv";

/// The file that marks an installation as finished and identifies the wiring it was made from.
const STAMP: &str = "installed";

/// Where a backend comes from.
enum Origin {
    Npm,
    PyPi,
    /// The environment, and a package's source archive, for what it holds in addition to the package itself.
    PyPiWithSource {
        requirement: &'static str,
        file: &'static str,
        sha_256: &'static str,
    },
}

const BACKENDS: [(&str, Origin); 4] = [
    ("better-auth", Origin::Npm),
    ("django-allauth", Origin::PyPi),
    (
        "python-fido2",
        Origin::PyPiWithSource {
            requirement: "fido2==2.2.1",
            file: "fido2-2.2.1.tar.gz",
            sha_256: "85787428a94c3f8eaf72f0ff30afba983b559a1b1b795c93318c81b4ad4062c4",
        },
    ),
    ("simplewebauthn", Origin::Npm),
];

/// Installs the backends that are missing or whose wiring has changed, and returns the folder that holds a folder for
/// each backend.
pub(crate) fn ensure(workspace: &Workspace, lane: &Lane<'_>) -> Result<PathBuf> {
    let all = workspace.scratch().join("third-party");
    for (name, origin) in &BACKENDS {
        let folder = all.join(name);
        let mut stamp = Stamp::default();
        stamp.path(&workspace.root, &format!("{WIRING}/{name}"))?;
        let stamp = stamp.finish();
        if fs::read_to_string(folder.join(STAMP)).is_ok_and(|found| found == stamp) {
            continue;
        }
        debian::ensure_python(workspace, lane)?;
        lane.step(&format!("install {name}"), |output| {
            copy(&workspace.root.join(WIRING).join(name), &folder)?;
            install(workspace, origin, &folder, output)?;
            fs::write(folder.join(STAMP), stamp).context("the folder of the installation can't be written")
        })?;
    }
    Ok(all)
}

/// Copies the wiring next to the packages, because Node resolves packages relative to the program.
fn copy(from: &Path, to: &Path) -> Result<()> {
    if to.exists() {
        fs::remove_dir_all(to)?;
    }
    copy_files(from, to)
}

fn install(workspace: &Workspace, origin: &Origin, folder: &Path, output: &Output) -> Result<()> {
    match origin {
        Origin::Npm => {
            let npm = workspace.program(&["npm"]).context("npm is not in PATH")?;
            let words = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
            process::run(workspace.command(npm).args(words).current_dir(folder), output)
        }
        Origin::PyPi => venv::create(workspace, &folder.join(VENV), &folder.join("requirements.txt"), output),
        Origin::PyPiWithSource { requirement, file, sha_256: expected } => {
            let venv = folder.join(VENV);
            venv::create(workspace, &venv, &folder.join("requirements.txt"), output)?;
            let mut download = venv::pip(workspace, &venv);
            // The package's build system is already in the environment, in a known version.
            download.args(["download", "--quiet", "--no-deps", "--no-build-isolation"]);
            download.args(["--no-binary", ":all:", "--dest"]);
            process::run(download.arg(folder).arg(requirement), output)?;
            let archive = folder.join(file);
            let found = sha_256(&fs::read(&archive).with_context(|| format!("pip didn't download {file}"))?);
            if found != *expected {
                bail!("{file} doesn't have the SHA-256 {expected}");
            }
            unpack(workspace, &venv, &archive, folder, output)
        }
    }
}

/// Unpacks the archive with Python, which is certainly there; `tar` might not be.
fn unpack(workspace: &Workspace, venv: &Path, archive: &Path, to: &Path, output: &Output) -> Result<()> {
    let mut command = workspace.command(venv::program(venv, "python"));
    process::run(command.args(["-m", "tarfile", "--extract"]).arg(archive).arg(to), output)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wiring_is_of_a_backend_and_pins_what_it_installs() {
        let wiring = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join(WIRING);
        for (name, origin) in &BACKENDS {
            let read = |file: &str| fs::read_to_string(wiring.join(name).join(file)).unwrap();
            match origin {
                Origin::Npm => assert!(read("package-lock.json").contains("\"integrity\"")),
                Origin::PyPi | Origin::PyPiWithSource { .. } => {
                    let requirements = read("requirements.txt");
                    assert!(requirements.contains(" \\\n    --hash=sha256:"), "{requirements}");
                }
            }
        }
    }
}
