//! The check of the real reference backend, run the way an integrator would.

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
