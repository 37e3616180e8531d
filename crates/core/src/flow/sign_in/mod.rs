//! The flow of signing in.

mod event;
mod password;
mod prompt;
mod state;
#[cfg(test)]
mod tests;
mod update;

pub use event::{Answer, Command, Event};
pub use state::{Retry, SignIn, Step, Target};
