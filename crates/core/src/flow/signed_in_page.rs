//! What the pages of signed-in users have in common.

use super::Flow;
use crate::problem::{Problem, Recovery};
use crate::wire::Session;

/// The flow of a page that needs a session.
pub trait SignedInPage: Flow {
    /// What is announced on the page.
    type Announcement;

    /// The page has opened.
    const OPENED: Self::Event;
    /// The pages were left idle for too long.
    const SESSION_EXPIRED: Self::Event;
    /// The user pressed 'Try again'.
    const RETRY_CHOSEN: Self::Event;
    /// The user pressed 'Restart'.
    const RESTART_CHOSEN: Self::Event;

    /// Returns the event that a recovery's button sends; `None` for recoveries that only some pages have.
    fn of_recovery(recovery: Recovery) -> Option<Self::Event> {
        match recovery {
            Recovery::Retry => Some(Self::RETRY_CHOSEN),
            Recovery::Restart => Some(Self::RESTART_CHOSEN),
            Recovery::Password
            | Recovery::SetUpLater
            | Recovery::AnotherDevice
            | Recovery::ManagePasskeys => None,
        }
    }

    /// Returns the documented state that is shown, if any.
    fn problem(&self) -> Option<Problem>;

    /// Returns the recoveries from that state; empty if there is none.
    fn recoveries(&self) -> Vec<Recovery>;

    /// Returns what to announce: what is in progress, or what was done.
    fn announcement(&self) -> Option<Self::Announcement>;

    /// Returns the session, once it is known.
    fn session(&self) -> Option<&Session>;

    /// Whether there is no longer a session to keep alive.
    fn is_over(&self) -> bool;

    /// Whether the app moves to sign-in.
    fn is_signed_out(&self) -> bool;

    /// Returns the page's path, to which the user returns after signing in again.
    fn address(&self) -> String;
}
