//! The check against the real reference backend, as an integrator would call it.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "in a test a helper may fail like the test itself"
)]

mod backend;
mod findings;
mod good;
mod recording;
mod refusals;
