//! Installs the program that checks the reference backend against its own `OpenAPI` description.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};

use crate::{debian, steps::Lane, venv, workspace::Workspace};

/// The list of all packages with their versions, and the SHA-256 of each file that may be installed.
const PACKAGES: &str = "tests/schemathesis.txt";

/// Returns the path of the program. If it isn't there, it is installed from `PyPI` into its own virtual environment.
pub(crate) fn ensure(workspace: &Workspace, lane: &Lane<'_>) -> Result<PathBuf> {
    let wanted = workspace.root.join(PACKAGES);
    let folder = workspace.scratch().join("schemathesis");
    let program = venv::program(&folder, "schemathesis");
    // Written last, so that an interrupted installation doesn't count as one.
    let installed = folder.join("installed.txt");
    if program.is_file() && is_the_one(&installed, &wanted)? {
        return Ok(program);
    }
    debian::ensure_python(workspace, lane)?;
    lane.step("fetch schemathesis", |output| {
        venv::create(workspace, &folder, &wanted, output)?;
        fs::copy(&wanted, &installed)?;
        Ok(program)
    })
}

fn is_the_one(installed: &Path, wanted: &Path) -> Result<bool> {
    let wanted = fs::read(wanted).with_context(|| format!("{} can't be read", wanted.display()))?;
    Ok(fs::read(installed).is_ok_and(|installed| installed == wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_installation_of_other_versions_is_made_anew() {
        let folder = std::env::temp_dir().join(format!("latchkey-packages-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let (installed, wanted) = (folder.join("installed.txt"), folder.join("wanted.txt"));
        fs::write(&wanted, "schemathesis==2").unwrap();
        let before = is_the_one(&installed, &wanted).unwrap();
        fs::write(&installed, "schemathesis==1").unwrap();
        let other = is_the_one(&installed, &wanted).unwrap();
        fs::write(&installed, "schemathesis==2").unwrap();
        let same = is_the_one(&installed, &wanted).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!((before, other, same), (false, false, true));
    }
}
