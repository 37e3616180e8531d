//! A warning about long files. What belongs together stays together, so it is no more than that.

use std::fs;

use anyhow::Result;

use crate::{stamp::files_under, workspace::Workspace};

/// The length up to which nobody asks, in lines.
const LONG: usize = 500;

/// Names the source files that are longer than a person reads at once.
pub(crate) fn warn(workspace: &Workspace) -> Result<()> {
    for folder in ["src", "style", "crates", "tests", "xtask"] {
        for file in files_under(&workspace.root.join(folder))? {
            if file.extension().is_some_and(|found| ["rs", "css"].iter().any(|ending| found == *ending))
                && let Some(warning) = warning(&fs::read_to_string(&file)?)
            {
                let file = file.strip_prefix(&workspace.root).unwrap_or(&file);
                eprintln!("    {}: {warning}", file.display());
            }
        }
    }
    Ok(())
}

fn warning(text: &str) -> Option<String> {
    let lines = text.lines().count();
    (lines > LONG).then(|| format!("{lines} lines; is it all one thing?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_long_file_is_warned_about() {
        assert_eq!(warning(&"a\n".repeat(LONG)), None);
        assert_eq!(warning(&"a\n".repeat(LONG + 1)).as_deref(), Some("501 lines; is it all one thing?"));
    }
}
