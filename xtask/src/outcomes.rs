//! A table of how the journeys with third-party backends went. For each operation, they leave a file with one word.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use anyhow::Result;

use crate::workspace::Workspace;

/// The operations that the journeys cover, in the order of the table.
const OPERATIONS: [&str; 9] = [
    "create",
    "sign in",
    "cancel",
    "unknown passkey",
    "tampered signature",
    "expired challenge",
    "list",
    "rename",
    "remove",
];

/// The file that names the versions of a backend.
const VERSIONS: &str = "versions";

/// Removes what earlier runs left.
pub(crate) fn forget(workspace: &Workspace) -> Result<()> {
    let folder = folder(workspace);
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Ok(())
}

/// Returns the table of all journeys that were played, which is empty if there were none.
pub(crate) fn table(workspace: &Workspace) -> String {
    table_of(&folder(workspace))
}

fn folder(workspace: &Workspace) -> PathBuf {
    workspace.target.join("backends")
}

fn table_of(folder: &Path) -> String {
    let mut backends: Vec<(String, PathBuf)> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path()))
        .collect();
    backends.sort();
    let mut table = String::new();
    if backends.is_empty() {
        return table;
    }
    let left = OPERATIONS.iter().map(|name| name.len()).max().unwrap_or_default();
    let row = |table: &mut String, name: &str, cell: &dyn Fn(&str, &Path) -> String| {
        let _ = write!(table, "  {name:left$}");
        for (backend, path) in &backends {
            let _ = write!(table, "  {:width$}", cell(backend, path), width = backend.len());
        }
        table.truncate(table.trim_end().len());
        table.push('\n');
    };
    row(&mut table, "", &|backend, _| backend.to_owned());
    for operation in OPERATIONS {
        row(&mut table, operation, &|_, path| {
            fs::read_to_string(path.join(operation)).unwrap_or_else(|_| "-".to_owned())
        });
    }
    for (_, path) in &backends {
        let _ = writeln!(table, "  {}", fs::read_to_string(path.join(VERSIONS)).unwrap_or_default());
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_says_of_every_backend_what_passed_what_failed_and_what_it_does_not_have() {
        let folder = std::env::temp_dir().join(format!("latchkey-outcomes-{}", std::process::id()));
        for (backend, operation, word) in [
            ("one", "create", "passed"),
            ("two", "create", "failed"),
            ("two", "list", "passed"),
            ("two", "versions", "two 2.0"),
        ] {
            fs::create_dir_all(folder.join(backend)).unwrap();
            fs::write(folder.join(backend).join(operation), word).unwrap();
        }
        let table = table_of(&folder);
        fs::remove_dir_all(&folder).unwrap();
        let words = |name: &str| -> Vec<String> {
            let line = table.lines().find(|line| line.trim_start().starts_with(name)).unwrap();
            line.trim_start().strip_prefix(name).unwrap().split_whitespace().map(str::to_owned).collect()
        };
        assert_eq!(words("create"), ["passed", "failed"]);
        assert_eq!(words("list"), ["-", "passed"]);
        assert_eq!(words("two"), ["2.0"]);
        assert_eq!(table_of(&folder), "");
    }
}
