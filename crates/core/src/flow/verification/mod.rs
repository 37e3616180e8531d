//! Verification by passkey or password that the user making a change is the one who is signed in.
//!
//! A flow inside another one, which continues with what it was about to do once this one is
//! [`Step::Verified`].

mod event;
mod examples;
mod look;
mod prompt;
mod state;
#[cfg(test)]
pub(super) mod tests;
mod update;

pub use event::{Command, Event};
pub use state::{Step, Verification};
