//! The sign-in flow.

mod another_device;
mod event;
mod examples;
mod look;
mod password;
mod prompt;
mod quiet;
mod state;
#[cfg(test)]
pub(super) mod tests;
mod update;

pub use event::{Answer, Command, Event};
pub use state::{Destination, Retry, SignIn, Step};
