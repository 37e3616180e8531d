//! What can happen on the page of the user's own passkeys, and what the flow asks for in response.

use crate::classify::BackendFailure;
use crate::flow::account::Details;
use crate::flow::signal::Signal;
use crate::flow::verification;
use crate::{Attempt, Device};

/// Something that happened: a user action, a timer or an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The page has opened.
    Opened,
    /// The browser reported its capabilities.
    DeviceKnown(Device),
    /// The passkeys may have changed: another tab said so, or the page came back into view.
    RefreshDue,
    /// The user pressed 'Load again', shown when the list may be out of date.
    ReloadChosen,
    /// The user pressed 'Rename' on the passkey with this ID.
    RenameChosen(String),
    /// The user submitted this name.
    NameSubmitted(String),
    /// The user pressed 'Remove passkey' on the passkey with this ID.
    RemoveChosen(String),
    /// The checkbox guarding the removal of the last passkey was ticked (`true`) or cleared.
    Acknowledged(bool),
    /// The user pressed 'Remove passkey' in the confirmation.
    RemovalConfirmed,
    /// The user pressed 'Add a passkey'.
    AddChosen,
    /// The user pressed 'Cancel', possibly while the page was waiting.
    CancelChosen,
    /// The user pressed 'Manage passkeys' after reaching the limit.
    ManageChosen,
    /// The user pressed 'Try again'.
    RetryChosen,
    /// The user pressed 'Restart'.
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
    /// Answers [`Command::Rename`] with the name that was saved.
    Renamed(Result<String, BackendFailure>),
    /// Answers [`Command::Remove`].
    Removed(Result<(), BackendFailure>),
}

/// Something for the edge to do. Every command with an attempt is answered under that attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Fetch the session and the passkeys.
    Fetch(Attempt),
    /// Rename a passkey.
    Rename {
        /// Attempt to return with the answer.
        attempt: Attempt,
        /// ID of the passkey.
        id: String,
        /// The new name.
        name: String,
    },
    /// Remove a passkey.
    Remove {
        /// Attempt to return with the answer.
        attempt: Attempt,
        /// ID of the passkey.
        id: String,
    },
    /// Carry out a command of the embedded verification.
    Verify(verification::Command),
    /// Tell the browser what the backend knows about the user's passkeys.
    Signal(Signal),
    /// Tell the other tabs that the passkeys have changed.
    TellTabs,
    /// Abort the call that runs under this attempt.
    Abort(Attempt),
}
