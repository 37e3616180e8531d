//! The pictures that are kept in the repository, so that a change of the looks is seen where it was not meant.

use std::fs;
use std::path::{Path, PathBuf};

use oxipng::{Options, PngError, StripChunks, optimize_from_memory};

use crate::installed::evidence_folder;
use crate::picture::difference::{Drawn, compare};

/// The states with a picture in the repository: the sixteen plain ones, and one of each further kind of page.
pub const BASELINES: [&str; 28] = [
    "A1",
    "A2",
    "A3",
    "A4",
    "A5",
    "R1",
    "R2",
    "R3",
    "R4",
    "R5",
    "R6",
    "B1",
    "B2",
    "B3",
    "B4",
    "B5",
    "identifier",
    "passkey",
    "another-device",
    "prompt-50s",
    "password-incorrect",
    "code",
    "set-up",
    "clock-60s",
    "account",
    "security",
    "users",
    "user-confirming-one",
];

/// The folder of the pictures.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("baselines")
}

/// Where the picture of a state is kept.
pub fn baseline_file(id: &str) -> PathBuf {
    folder().join(format!("{id}.png"))
}

/// The files among the kept pictures that are of none of these states.
///
/// # Panics
/// Where the folder can't be read.
pub fn files_besides(ids: &[&str]) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder()).expect("the pictures in the repository should be readable");
    let files = entries.flatten().map(|entry| entry.path());
    files.filter(|file| !ids.iter().any(|id| *file == baseline_file(id))).collect()
}

/// Holds a picture of a state against the one that is kept.
///
/// # Errors
/// Where they look different or none is kept: how much differs, and where before, after and difference lie.
///
/// # Panics
/// Where one of the two is no picture, or nothing can be written.
pub fn compare_with_kept(id: &str, after: &[u8]) -> Result<(), String> {
    let file = baseline_file(id);
    let before = fs::read(&file).map_err(|error| format!("{id}: {}: {error}", file.display()))?;
    let comparison = compare(&before, after, Drawn::Apart).expect("both should be pictures");
    if !comparison.is_visible() {
        return Ok(());
    }
    let difference = comparison.png().expect("the difference should be a picture");
    let pictures = [("before", before.as_slice()), ("after", after), ("difference", &difference)];
    for (name, png) in pictures {
        fs::write(evidence(id, name), png).expect("the folder of the screenshots should be writable");
    }
    let [before, after, difference] = ["before", "after", "difference"].map(|name| evidence(id, name));
    Err(format!(
        "{id}: {comparison}\n  before: {}\n  after: {}\n  difference: {}\n  \
         if that is meant: cargo xtask snapshots --accept",
        before.display(),
        after.display(),
        difference.display()
    ))
}

fn evidence(id: &str, name: &str) -> PathBuf {
    evidence_folder().join(format!("picture-{id}-{name}.png"))
}

/// The same picture in fewer bytes.
///
/// # Errors
/// Where it is no PNG.
pub fn pack(png: &[u8]) -> Result<Vec<u8>, PngError> {
    let mut options = Options::from_preset(4);
    options.strip = StripChunks::All;
    optimize_from_memory(png, &options)
}
