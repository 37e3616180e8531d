//! The person's own passkeys: seeing them, naming them, removing them, adding one.

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
pub use state::{Action, Destination, Listing, Security, Task};
