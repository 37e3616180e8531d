//! The Security tab of an account, for administrators: seeing its passkeys and removing them.
//!
//! Nothing is ever told to whoever keeps passkeys: those of this browser belong to the administrator.

mod event;
mod examples;
mod listing;
mod look;
mod removal;
mod state;
#[cfg(test)]
mod tests;
mod update;

pub use event::{Answer, Command, Event};
pub use state::{Details, Listing, Task, UserSecurity, Which};
