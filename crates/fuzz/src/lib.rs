//! What must hold for any bytes that reach the parsers, and for any failure that is classified.
//!
//! Each target is a function that panics if something doesn't hold. One program per target feeds it with what
//! a coverage-guided fuzzer makes up; the native tests feed it with the corpus.
#![expect(clippy::panic, clippy::expect_used, reason = "a target reports what doesn't hold by panicking")]

mod classify;
mod wire;

pub use classify::{Case, classify};
pub use wire::wire;
