//! The ways to embed sign-in, each tested with the page that documents it.

mod below_a_path;
mod element;
mod frame;
mod own_pages;

use std::path::{Path, PathBuf};

/// Returns the folder of the pages that document the ways to embed.
fn pages() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/embed")
}
