//! The Security tab of an account, for administrators: viewing its passkeys and removing them.
//!
//! Authenticators are never sent a signal: the passkeys in this browser belong to the administrator.

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
pub use state::{Content, Details, Refusal, Removal, Task, UserSecurity, Which};
