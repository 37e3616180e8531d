//! The flow of setting a passkey up.

mod event;
mod prompt;
mod state;
#[cfg(test)]
mod tests;
mod update;

pub use event::{Answer, Command, Event};
pub use state::{Destination, Retry, SetUp, Step, Target};
