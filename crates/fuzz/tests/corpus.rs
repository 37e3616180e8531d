//! What must hold does so for the corpus, even where no fuzzer runs.
#![expect(clippy::unwrap_used, reason = "a test fails where something is missing")]

use std::{fs, path::Path};

use arbitrary::{Arbitrary, Unstructured};
use latchkey_fuzz::{Case, classify, wire};

fn corpus() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/wire");
    let files: Vec<_> =
        fs::read_dir(folder).unwrap().map(|file| fs::read(file.unwrap().path()).unwrap()).collect();
    assert!(!files.is_empty());
    files
}

#[test]
fn what_is_parsed_of_the_corpus_is_written_and_parsed_alike() {
    for bytes in corpus() {
        wire(&bytes);
        // Cut off anywhere, as a connection can be.
        for end in 0..bytes.len() {
            wire(&bytes[..end]);
        }
    }
}

#[test]
fn whatever_the_corpus_stands_for_is_classified() {
    for bytes in corpus() {
        for start in 0..bytes.len() {
            classify(&Case::arbitrary(&mut Unstructured::new(&bytes[start..])).unwrap());
        }
    }
}
