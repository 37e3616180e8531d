//! What can happen on the page of one's own passkeys, and what is then to be done.

use crate::classify::BackendFailure;
use crate::flow::account::Details;
use crate::flow::signal::Signal;
use crate::flow::verification;
use crate::{Attempt, Device};

/// A fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The page is there.
    Opened,
    /// The browser told what it can do.
    DeviceKnown(Device),
    /// The passkeys may have changed: another tab said so, or the page is looked at again.
    RefreshDue,
    /// 'Load again', where the list may be out of date.
    ReloadChosen,
    /// 'Rename' at this passkey.
    RenameChosen(String),
    /// The new name was submitted.
    NameSubmitted(String),
    /// 'Remove' at this passkey.
    RemoveChosen(String),
    /// The box that stands before the removal of the last passkey.
    Acknowledged(bool),
    /// 'Remove passkey', in the confirmation.
    RemovalConfirmed,
    /// 'Add a passkey'.
    AddChosen,
    /// 'Cancel', also while something is waited for.
    CancelChosen,
    /// 'Manage passkeys', after the limit was reached.
    ManageChosen,
    /// 'Try again'.
    RetryChosen,
    /// 'Restart'.
    RestartChosen,
    /// Something happened to the verification.
    Verification(verification::Event),
    /// The pages were left idle for too long.
    SessionExpired,
    /// The answer to a command.
    Answered(Attempt, Answer),
}

/// What came of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Of [`Command::Fetch`].
    Fetched(Result<Box<Details>, BackendFailure>),
    /// Of [`Command::Rename`]: the name that was kept.
    Renamed(Result<String, BackendFailure>),
    /// Of [`Command::Remove`].
    Removed(Result<(), BackendFailure>),
}

/// Something for the edge to do. Those with an attempt are answered by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Fetch session and passkeys.
    Fetch(Attempt),
    /// Give a passkey another name.
    Rename {
        /// To be given back.
        attempt: Attempt,
        /// Which.
        id: String,
        /// The name.
        name: String,
    },
    /// Remove a passkey.
    Remove {
        /// To be given back.
        attempt: Attempt,
        /// Which.
        id: String,
    },
    /// Do something for the verification.
    Verify(verification::Command),
    /// Tell the browser what the backend knows of the person's passkeys.
    Signal(Signal),
    /// Tell the other tabs that the passkeys have changed.
    TellTabs,
    /// End the call that runs under this attempt.
    Abort(Attempt),
}
