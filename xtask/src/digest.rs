//! Digests that distinguish a registry's file from a forged one.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// Returns the SHA-256 of `content`, in lowercase hexadecimal digits.
pub(crate) fn sha_256(content: &[u8]) -> String {
    Sha256::digest(content).iter().fold(String::new(), |mut written, byte| {
        // Writing into a string can't fail.
        let _ = write!(written, "{byte:02x}");
        written
    })
}
