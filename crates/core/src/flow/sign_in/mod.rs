//! The sign-in flow.

mod event;
mod examples;
mod look;
mod password;
mod prompt;
mod state;
#[cfg(test)]
pub(super) mod tests;
mod update;

pub use event::{Answer, Command, Event};
pub use state::{Destination, Retry, SignIn, Step};
