//! What can happen on an account's Security tab, and what the flow asks for in response.

use super::{Details, Which};
use crate::classify::BackendFailure;
use crate::flow::verification;
use crate::{Attempt, Device};

/// Something that happened: a user action, a timer or an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The page has opened.
    Opened,
    /// The browser reported its capabilities.
    DeviceKnown(Device),
    /// The page came back into view.
    RefreshDue,
    /// The administrator pressed 'Load again', shown when the page may be out of date.
    ReloadChosen,
    /// The administrator pressed 'Remove passkey' or 'Remove all'.
    RemoveChosen(Which),
    /// The administrator confirmed the removal, with this reason as typed.
    RemovalConfirmed(String),
    /// The administrator pressed 'Cancel', possibly while the page was waiting.
    CancelChosen,
    /// The administrator pressed 'Try again'.
    RetryChosen,
    /// The administrator pressed 'Restart'.
    RestartChosen,
    /// Something happened to the embedded verification.
    Verification(verification::Event),
    /// The pages were left idle for too long.
    SessionExpired,
    /// The answer to the command with this attempt.
    Answered(Attempt, Answer),
}

/// The result of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Answers [`Command::Fetch`].
    Fetched(Result<Box<Details>, BackendFailure>),
    /// Answers [`Command::Remove`].
    Removed(Result<(), BackendFailure>),
}

/// Something for the edge to do. Every command with an attempt is answered under that attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Fetch the administrator's session and the account.
    Fetch {
        /// Attempt to return with the answer.
        attempt: Attempt,
        /// ID of the account.
        user: String,
    },
    /// Remove passkeys of the account.
    Remove {
        /// Attempt to return with the answer.
        attempt: Attempt,
        /// ID of the account.
        user: String,
        /// Which passkeys to remove.
        which: Which,
        /// The reason the administrator gave.
        reason: String,
    },
    /// Carry out a command of the embedded verification.
    Verify(verification::Command),
    /// Abort the call that runs under this attempt.
    Abort(Attempt),
}
