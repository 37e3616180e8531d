//! Puts compressed copies next to the app's files, so that no server has to compress them.

use std::{
    fs,
    io::Write as _,
    num::NonZero,
    panic::resume_unwind,
    path::{Path, PathBuf},
    sync::Mutex,
    thread,
};

use anyhow::{Context as _, Result};
use flate2::{Compression, write::GzEncoder};

use crate::stamp::files_under;

/// The file types that compression makes smaller; pictures and fonts are compressed already.
const COMPRESSIBLE: [&str; 11] =
    ["css", "html", "js", "json", "map", "mjs", "svg", "txt", "wasm", "webmanifest", "xml"];

/// Writes `.br` and `.gz` copies next to each file in `folder` that gets smaller, using all processors. If the folder
/// `earlier` has a file of the same name and content, its compressed copies are reused.
pub(crate) fn precompress(folder: &Path, earlier: &Path) -> Result<()> {
    let mut files = files_under(folder)?;
    files.retain(|file| is_compressible(file));
    // The largest file is taken first, so that it isn't left to one processor while the others are idle.
    files.sort_by_key(|file| fs::metadata(file).map_or(0, |about| about.len()));
    let waiting = Mutex::new(files);
    let next = || waiting.lock().ok().and_then(|mut files| files.pop());
    thread::scope(|scope| {
        let processors = thread::available_parallelism().map_or(1, NonZero::get);
        let workers: Vec<_> = (0..processors)
            .map(|_| {
                scope.spawn(|| {
                    while let Some(file) = next() {
                        let before = earlier.join(file.strip_prefix(folder)?);
                        compress(&file, &before)
                            .with_context(|| format!("{} can't be compressed", file.display()))?;
                    }
                    Ok(())
                })
            })
            .collect();
        workers.into_iter().try_for_each(|worker| worker.join().unwrap_or_else(|panic| resume_unwind(panic)))
    })
}

fn compress(file: &Path, before: &Path) -> Result<()> {
    let content = fs::read(file)?;
    if fs::read(before).is_ok_and(|before| before == content) {
        for ending in ["br", "gz"] {
            let earlier = beside(before, ending);
            if earlier.is_file() {
                fs::copy(earlier, beside(file, ending))?;
            }
        }
        return Ok(());
    }
    for (ending, compressed) in [("br", brotli(&content)?), ("gz", gzip(&content)?)] {
        // A server sends the plain file if there is no compressed one.
        if compressed.len() < content.len() {
            fs::write(beside(file, ending), compressed)?;
        }
    }
    Ok(())
}

/// Appends `.ending` to `path`.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}

fn is_compressible(file: &Path) -> bool {
    file.extension().and_then(|ending| ending.to_str()).is_some_and(|ending| COMPRESSIBLE.contains(&ending))
}

/// Compresses with Brotli at its highest quality, 11.
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
    fn compressed_copies_hold_the_file_and_are_there_only_for_those_worth_it() {
        let folder = std::env::temp_dir().join(format!("latchkey-compress-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let text = "the person's eye finds what happened, then what to do. ".repeat(200);
        fs::write(folder.join("app.js"), &text).unwrap();
        fs::write(folder.join("short.txt"), "a").unwrap();
        fs::write(folder.join("picture.png"), &text).unwrap();
        precompress(&folder, &folder.join("earlier")).unwrap();
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

    #[test]
    fn only_a_file_that_has_changed_is_compressed_again() {
        let folder = std::env::temp_dir().join(format!("latchkey-compress-again-{}", std::process::id()));
        let (new, old) = (folder.join("new"), folder.join("old"));
        for (folder, changed) in
            [(&new, "after, after, after, after"), (&old, "before, before, before, before")]
        {
            fs::create_dir_all(folder).unwrap();
            fs::write(folder.join("same.js"), "same, same, same, same, same").unwrap();
            fs::write(folder.join("changed.js"), changed).unwrap();
        }
        for name in ["same.js.br", "changed.js.br"] {
            fs::write(old.join(name), "from before").unwrap();
        }
        precompress(&new, &old).unwrap();
        let same = fs::read(new.join("same.js.br")).unwrap();
        let changed = fs::read(new.join("changed.js.br")).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(same, b"from before");
        assert_ne!(changed, b"from before");
    }
}
