//! Finds what has changed in the sources. It polls their modification times, because that works with every editor,
//! container and file system.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

use anyhow::Result;

use crate::stamp::files_under;

/// A part of the demo that has to be made again.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Kind {
    /// Style sheets.
    Style,
    /// Pages and other files that are served as they are.
    Page,
    /// The app's programs.
    Program,
    /// The backend.
    Backend,
}

const WATCHED: [&str; 8] =
    ["Cargo.lock", "Cargo.toml", "crates/core", "crates/server/src", "index.html", "public", "src", "style"];

/// The parts of core that the backend doesn't use.
const ONLY_FOR_THE_APP: [&str; 4] =
    ["crates/core/src/flow", "crates/core/src/gallery", "crates/core/src/message", "crates/core/src/theme"];

/// The sources, with their modification times when they were last polled.
pub(crate) struct Changes<'a> {
    root: &'a Path,
    known: BTreeMap<PathBuf, SystemTime>,
}

impl<'a> Changes<'a> {
    /// Polls the sources for the first time.
    pub(crate) fn begin(root: &'a Path) -> Result<Self> {
        Ok(Self { root, known: times(root)? })
    }

    /// Returns what has to be made again because of changes since the last call.
    pub(crate) fn since_last_time(&mut self) -> Result<BTreeSet<Kind>> {
        let now = times(self.root)?;
        let mut kinds = BTreeSet::new();
        for file in now.keys().chain(self.known.keys()) {
            if now.get(file) != self.known.get(file) {
                kinds.extend(kinds_of(file.strip_prefix(self.root)?));
            }
        }
        self.known = now;
        Ok(kinds)
    }
}

fn times(root: &Path) -> Result<BTreeMap<PathBuf, SystemTime>> {
    let mut times = BTreeMap::new();
    for watched in WATCHED {
        for file in files_under(&root.join(watched))? {
            // An editor may be replacing the file right now: then the next poll sees it.
            if let Ok(changed) = fs::metadata(&file).and_then(|about| about.modified()) {
                times.insert(file, changed);
            }
        }
    }
    Ok(times)
}

fn kinds_of(file: &Path) -> &'static [Kind] {
    if file.starts_with("style") {
        return &[Kind::Style];
    }
    if file.starts_with("public") || file == Path::new("index.html") {
        return &[Kind::Page];
    }
    if file.starts_with("crates/server") {
        return &[Kind::Backend];
    }
    if file.starts_with("src") {
        let is_script = file.extension().is_some_and(|ending| ending == "js");
        return if is_script { &[Kind::Page] } else { &[Kind::Program] };
    }
    if ONLY_FOR_THE_APP.iter().any(|folder| file.starts_with(folder)) {
        return &[Kind::Program];
    }
    // The rest of the pure code is part of both.
    &[Kind::Program, Kind::Backend]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_seen_once_and_as_what_has_to_be_made_again() {
        let root = std::env::temp_dir().join(format!("latchkey-changes-{}", std::process::id()));
        let write = |file: &str, text: &str, time: u64| {
            let file = root.join(file);
            fs::create_dir_all(file.with_file_name("")).unwrap();
            fs::write(&file, text).unwrap();
            let time = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(time);
            fs::File::options().write(true).open(file).unwrap().set_modified(time).unwrap();
        };
        write("style/tokens.css", "one", 1);
        write("src/app.rs", "one", 1);
        let mut changes = Changes::begin(&root).unwrap();
        let unchanged = changes.since_last_time().unwrap();
        write("style/tokens.css", "two", 2);
        let style = changes.since_last_time().unwrap();
        write("crates/core/src/lib.rs", "new", 1);
        let core = changes.since_last_time().unwrap();
        fs::remove_file(root.join("src/app.rs")).unwrap();
        let removed = changes.since_last_time().unwrap();
        let after = changes.since_last_time().unwrap();
        fs::remove_dir_all(&root).unwrap();
        assert_eq!(unchanged, BTreeSet::new());
        assert_eq!(style, BTreeSet::from([Kind::Style]));
        assert_eq!(core, BTreeSet::from([Kind::Program, Kind::Backend]));
        assert_eq!(removed, BTreeSet::from([Kind::Program]));
        assert_eq!(after, BTreeSet::new());
    }

    #[test]
    fn what_a_file_belongs_to_follows_from_where_it_is() {
        for (file, kinds) in [
            ("src/boot.js", &[Kind::Page][..]),
            ("public/profiles/own.json", &[Kind::Page]),
            ("src/page/help.rs", &[Kind::Program]),
            ("crates/server/src/app.rs", &[Kind::Backend]),
            ("crates/server/src/migrations/0003.sql", &[Kind::Backend]),
            ("Cargo.lock", &[Kind::Program, Kind::Backend]),
            ("src/gallery/brands/ember.json", &[Kind::Program]),
            ("crates/core/src/message/english.rs", &[Kind::Program]),
            ("crates/core/src/wire/native.rs", &[Kind::Program, Kind::Backend]),
        ] {
            assert_eq!(kinds_of(Path::new(file)), kinds, "{file}");
        }
    }
}
