//! Journeys through Latchkey in real browsers. Run them by `cargo xtask test`.
#![expect(clippy::unwrap_used, reason = "a test fails where something is missing")]

mod harness;
mod page_server;
