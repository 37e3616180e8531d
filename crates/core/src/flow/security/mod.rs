//! The user's own passkeys: viewing, renaming, removing and adding them.

mod event;
mod examples;
mod listing;
mod look;
mod removal;
mod renaming;
mod state;
#[cfg(test)]
mod tests;
mod update;

pub use event::{Answer, Command, Event};
pub use state::{Action, Content, Destination, Security, Task};
