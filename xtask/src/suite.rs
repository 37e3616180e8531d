//! The parts of the test suite.

use std::{fs, path::Path};

use anyhow::Result;

use crate::{stamp::files_under, workspace::Workspace};

/// A part of the test suite, as options for cargo.
pub(crate) struct Tests {
    pub(crate) options: Vec<String>,
}

impl Tests {
    /// Returns the tests that need nothing but the code.
    pub(crate) fn native(workspace: &Workspace) -> Result<Self> {
        let mut options = vec!["--lib".to_owned(), "--bins".to_owned()];
        for member in fs::read_dir(workspace.root.join("crates"))? {
            options.extend(targets(&member?.path().join("tests"))?);
        }
        Ok(Self { options })
    }

    /// Returns the tests that need the app, the server and browsers.
    pub(crate) fn in_browsers() -> Self {
        Self::target("browsers")
    }

    /// Returns the tests that need the server and schemathesis.
    pub(crate) fn of_contract() -> Self {
        Self::target("contract")
    }

    fn target(name: &str) -> Self {
        Self { options: vec!["--test".to_owned(), name.to_owned()] }
    }
}

/// Returns the options that select the integration tests in a folder, named as cargo names them.
fn targets(folder: &Path) -> Result<Vec<String>> {
    let mut names: Vec<String> = files_under(folder)?
        .iter()
        .filter_map(|file| file.strip_prefix(folder).ok()?.to_str()?.strip_suffix(".rs"))
        .filter_map(|name| name.strip_suffix("/main").or(Some(name)).filter(|name| !name.contains('/')))
        .map(str::to_owned)
        .collect();
    names.sort();
    Ok(names.into_iter().flat_map(|name| ["--test".to_owned(), name]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integration_tests_are_found_as_files_and_as_folders_with_a_main_file() {
        let folder = std::env::temp_dir().join(format!("latchkey-targets-{}", std::process::id()));
        fs::create_dir_all(folder.join("browsers")).unwrap();
        for file in ["contract.rs", "browsers/main.rs", "browsers/sign_in.rs", "page.html"] {
            fs::write(folder.join(file), "").unwrap();
        }
        let found = targets(&folder);
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(found.unwrap(), ["--test", "browsers", "--test", "contract"]);
        assert!(targets(&folder).unwrap().is_empty());
    }
}
