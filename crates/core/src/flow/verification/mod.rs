//! Making sure that it is the signed-in person who wants to change something: by a passkey or the password.
//!
//! A flow inside another one, which goes on with what it wanted to do once this one is [`Step::Verified`].

mod event;
mod examples;
mod look;
mod prompt;
mod state;
#[cfg(test)]
pub(super) mod tests;
mod update;

pub use event::{Answer, Command, Event};
pub use state::{Step, Verification};
