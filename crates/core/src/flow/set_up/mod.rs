//! The flow of setting up a passkey.

mod another_device;
mod event;
mod examples;
mod look;
mod prompt;
mod quiet;
mod state;
#[cfg(test)]
mod tests;
mod update;

pub use event::{Answer, Command, Event};
pub use state::{Destination, Retry, SetUp, Step};
