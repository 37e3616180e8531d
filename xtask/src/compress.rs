//! Compressed copies beside the files of the app, made once so that no server has to.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};
use flate2::{Compression, write::GzEncoder};

use crate::stamp::files_under;

/// The types that compression makes smaller; pictures and fonts are compressed already.
const COMPRESSIBLE: [&str; 11] =
    ["css", "html", "js", "json", "map", "mjs", "svg", "txt", "wasm", "webmanifest", "xml"];

/// Writes `.br` and `.gz` beside each file in `folder` that is worth it.
pub(crate) fn precompress(folder: &Path) -> Result<()> {
    for file in files_under(folder)? {
        if !is_compressible(&file) {
            continue;
        }
        let content = fs::read(&file)?;
        for (ending, compressed) in [("br", brotli(&content)?), ("gz", gzip(&content)?)] {
            // A server sends the plain file where there is no compressed one.
            if compressed.len() < content.len() {
                let copy = beside(&file, ending);
                fs::write(&copy, compressed)
                    .with_context(|| format!("{} can't be written", copy.display()))?;
            }
        }
    }
    Ok(())
}

/// `path` with `.ending` after its name.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}

fn is_compressible(file: &Path) -> bool {
    file.extension().and_then(|ending| ending.to_str()).is_some_and(|ending| COMPRESSIBLE.contains(&ending))
}

/// Brotli at its best quality, 11.
pub(crate) fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let settings = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: content.len(),
        ..Default::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &content[..], &mut compressed, &settings)?;
    Ok(compressed)
}

fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn compressed_copies_hold_the_file_and_stand_beside_those_worth_it_alone() {
        let folder = std::env::temp_dir().join(format!("latchkey-compress-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let text = "the person's eye finds what happened, then what to do. ".repeat(200);
        fs::write(folder.join("app.js"), &text).unwrap();
        fs::write(folder.join("short.txt"), "a").unwrap();
        fs::write(folder.join("picture.png"), &text).unwrap();
        precompress(&folder).unwrap();
        let names: Vec<_> = files_under(&folder)
            .unwrap()
            .iter()
            .map(|file| file.file_name().unwrap().to_string_lossy().into_owned())
            .collect();
        let mut from_gzip = String::new();
        flate2::read::GzDecoder::new(&fs::read(folder.join("app.js.gz")).unwrap()[..])
            .read_to_string(&mut from_gzip)
            .unwrap();
        let mut from_brotli = Vec::new();
        brotli::BrotliDecompress(&mut &fs::read(folder.join("app.js.br")).unwrap()[..], &mut from_brotli)
            .unwrap();
        fs::remove_dir_all(&folder).unwrap();

        assert_eq!(names, ["app.js", "app.js.br", "app.js.gz", "picture.png", "short.txt"]);
        assert!(from_gzip == text && from_brotli == text.as_bytes());
    }
}
