//! The flow of setting up a passkey.

mod event;
mod examples;
mod look;
mod prompt;
mod state;
#[cfg(test)]
pub(super) mod tests;
mod update;

pub use event::{Answer, Command, Event};
pub use state::{Destination, Retry, SetUp, Step};
