//! The flows, each a pure reducer.
//!
//! `update` turns a state into the next one, and returns the commands to carry out. It is total: an event that is out of place changes nothing. Answers carry the [`Attempt`](crate::Attempt) of the
//! command they answer, and those of a superseded attempt are dropped in one place.

pub mod account;
mod announced;
#[cfg(test)]
mod explorer;
pub mod fetched;
pub mod form_error;
pub mod guarded;
mod names;
pub mod prompt;
pub mod secret;
pub mod security;
pub mod session_clock;
pub mod set_up;
pub mod sign_in;
pub mod signal;
mod signed_in_page;
pub mod target;
pub mod user_security;
pub mod users;
pub mod verification;
pub mod wait;

pub use account::Account;
pub use announced::Announced;
pub use security::Security;
pub use session_clock::SessionClock;
pub use set_up::SetUp;
pub use sign_in::SignIn;
pub use signed_in_page::SignedInPage;
pub use user_security::UserSecurity;
pub use users::Users;
pub use verification::Verification;

/// A flow: a value that events change.
pub trait Flow: Clone + 'static {
    /// What can happen to the flow.
    type Event;
    /// What the flow asks the edge to do.
    type Command;

    /// Changes the state as `event` says. Returns the commands to carry out.
    fn update(&mut self, event: Self::Event) -> Vec<Self::Command>;

    /// Returns the state after `event`, and the commands to carry out. This one stays as it is.
    fn after(&self, event: Self::Event) -> (Self, Vec<Self::Command>) {
        let mut after = self.clone();
        let commands = after.update(event);
        (after, commands)
    }
}
