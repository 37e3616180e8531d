//! Stamps of what the app was built from, and of the result.

use std::{
    fs,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    io::ErrorKind,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};

/// A hash of names and contents. It detects changes, but doesn't protect against forgery.
#[derive(Default)]
pub(crate) struct Stamp(DefaultHasher);

impl Stamp {
    /// Adds something that isn't in a file, such as a tool's version.
    pub(crate) fn word(&mut self, word: &str) {
        word.hash(&mut self.0);
    }

    /// Adds a file, or a folder with everything in it. That nothing is there counts as well.
    pub(crate) fn path(&mut self, root: &Path, name: &str) -> Result<()> {
        let files = files_under(&root.join(name))?;
        files.len().hash(&mut self.0);
        for file in files {
            file.strip_prefix(root)?.hash(&mut self.0);
            fs::read(&file).with_context(|| format!("{} can't be read", file.display()))?.hash(&mut self.0);
        }
        Ok(())
    }

    pub(crate) fn finish(self) -> String {
        format!("{:016x}", self.0.finish())
    }
}

/// Returns all files below `path`, or `path` itself if it is a file, sorted.
pub(crate) fn files_under(path: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut waiting = vec![path.to_path_buf()];
    while let Some(path) = waiting.pop() {
        match fs::read_dir(&path) {
            Ok(entries) => {
                for entry in entries {
                    waiting.push(entry?.path());
                }
            }
            Err(error) if error.kind() == ErrorKind::NotADirectory => files.push(path),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(error).with_context(|| format!("{} can't be read", path.display())),
        }
    }
    files.sort();
    Ok(files)
}

/// Copies all files in the folder `from` to the same places in the folder `to`.
pub(crate) fn copy_files(from: &Path, to: &Path) -> Result<()> {
    for file in files_under(from)? {
        let copy = to.join(file.strip_prefix(from)?);
        fs::create_dir_all(copy.parent().context("a file is in a folder")?)?;
        fs::copy(&file, &copy).with_context(|| format!("{} can't be written", copy.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamp_of(root: &Path) -> String {
        let mut stamp = Stamp::default();
        stamp.path(root, "src").unwrap();
        stamp.path(root, "Cargo.lock").unwrap();
        stamp.finish()
    }

    #[test]
    fn a_stamp_changes_with_a_files_content_its_name_and_its_presence_and_with_nothing_else() {
        let root = std::env::temp_dir().join(format!("latchkey-stamp-{}", std::process::id()));
        fs::create_dir_all(root.join("src/page")).unwrap();
        fs::write(root.join("src/page/help.rs"), "one").unwrap();
        let first = stamp_of(&root);
        assert_eq!(stamp_of(&root), first);

        fs::write(root.join("README.md"), "not an input").unwrap();
        assert_eq!(stamp_of(&root), first);

        fs::write(root.join("src/page/help.rs"), "two").unwrap();
        let changed = stamp_of(&root);
        fs::rename(root.join("src/page/help.rs"), root.join("src/help.rs")).unwrap();
        let renamed = stamp_of(&root);
        fs::write(root.join("Cargo.lock"), "").unwrap();
        let added = stamp_of(&root);
        fs::remove_dir_all(&root).unwrap();
        let removed = stamp_of(&root);

        let mut all = vec![first, changed, renamed, added, removed];
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 5);
    }
}
