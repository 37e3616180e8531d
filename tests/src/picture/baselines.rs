//! The pictures that are kept in the repository, so that unintended changes of the look are noticed.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::error::Error;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use image::{ImageFormat, Rgb, RgbImage, load_from_memory_with_format};
use oxipng::{Options, StripChunks, optimize_from_memory};

use crate::installed::evidence_folder;
use crate::picture::difference::{Drawn, compare};

/// The states with a picture in the repository: the sixteen documented ones, and one of each other kind of page.
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
    "users-none-found",
    "user-confirming-one",
];

/// How far apart two shades may be, in each channel, to be merged into one in a kept picture. It is less than what
/// counts as a difference.
const SHADE: u8 = 8;

/// Returns the folder of the pictures.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("baselines")
}

/// Returns the file in which the picture of a state is kept.
pub fn baseline_file(id: &str) -> PathBuf {
    folder().join(format!("{id}.png"))
}

/// Returns the files among the kept pictures that don't belong to any of these states.
///
/// # Panics
/// If the folder can't be read.
pub fn files_besides(ids: &[&str]) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder()).expect("the pictures in the repository should be readable");
    let files = entries.flatten().map(|entry| entry.path());
    files.filter(|file| !ids.iter().any(|id| *file == baseline_file(id))).collect()
}

/// Compares a picture of a state with the one that is kept.
///
/// # Errors
/// If they look different, or none is kept: how much differs, and the files with before, after and difference.
///
/// # Panics
/// If one of the two isn't a picture, or nothing can be written.
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

/// Returns the same picture in fewer bytes, with fewer shades along its edges.
///
/// # Errors
/// If it isn't a PNG.
pub fn pack(png: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut picture = load_from_memory_with_format(png, ImageFormat::Png)?.to_rgb8();
    merge_shades(&mut picture);
    let mut merged = Cursor::new(Vec::new());
    picture.write_to(&mut merged, ImageFormat::Png)?;
    let mut options = Options::from_preset(4);
    options.strip = StripChunks::All;
    Ok(optimize_from_memory(merged.get_ref(), &options)?)
}

/// Gives every pixel the most frequent of the colors that nobody can distinguish from its own, so that
/// surfaces stay as they are, and their edges have few shades.
fn merge_shades(picture: &mut RgbImage) {
    let mut counts: HashMap<Rgb<u8>, usize> = HashMap::new();
    for colour in picture.pixels() {
        *counts.entry(*colour).or_default() += 1;
    }
    let mut by_frequency: Vec<(Rgb<u8>, usize)> = counts.into_iter().collect();
    // Between equally frequent colors, the order is always the same.
    by_frequency.sort_by_key(|(colour, count)| (Reverse(*count), colour.0));
    let mut kept: Vec<Rgb<u8>> = Vec::new();
    let mut merged = HashMap::new();
    for (colour, _) in by_frequency {
        let near = |kept: &&Rgb<u8>| kept.0.iter().zip(colour.0).all(|(a, b)| a.abs_diff(b) <= SHADE);
        let into = kept.iter().find(near).copied().unwrap_or(colour);
        if into == colour {
            kept.push(colour);
        }
        merged.insert(colour, into);
    }
    for colour in picture.pixels_mut() {
        *colour = merged[colour];
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use image::imageops;

    use super::*;

    #[test]
    fn a_packed_picture_looks_the_same_and_has_fewer_colours() {
        let mut shades = RgbImage::from_fn(200, 200, |x, y| {
            let shade = u8::try_from(u32::midpoint(x, y)).unwrap_or(u8::MAX);
            Rgb([shade, shade, shade])
        });
        let surface = RgbImage::from_pixel(100, 200, Rgb([29, 78, 216]));
        imageops::replace(&mut shades, &surface, 100, 0);
        let mut png = Cursor::new(Vec::new());
        shades.write_to(&mut png, ImageFormat::Png).unwrap();

        let packed = pack(png.get_ref()).unwrap();
        assert!(packed.len() < png.get_ref().len());
        assert_eq!(compare(png.get_ref(), &packed, Drawn::Alike).unwrap().pixels, 0);
        let packed = load_from_memory_with_format(&packed, ImageFormat::Png).unwrap().to_rgb8();
        assert_eq!(*packed.get_pixel(150, 100), Rgb([29, 78, 216]));
        let colours: HashSet<_> = packed.pixels().collect();
        assert!(colours.len() < 40, "{}", colours.len());
    }
}
