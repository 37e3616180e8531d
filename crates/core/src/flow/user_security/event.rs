//! What can happen on an account's Security tab, and what is then to be done.

use super::{Details, Which};
use crate::classify::BackendFailure;
use crate::flow::verification;
use crate::{Attempt, Device};

/// A fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The page is there.
    Opened,
    /// The browser told what it can do.
    DeviceKnown(Device),
    /// The page is looked at again.
    RefreshDue,
    /// 'Load again', where what is shown may be out of date.
    ReloadChosen,
    /// 'Remove passkey' or 'Remove all'.
    RemoveChosen(Which),
    /// The removal was confirmed, for this reason.
    RemovalConfirmed(String),
    /// 'Cancel', also while something is waited for.
    CancelChosen,
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
    /// Of [`Command::Remove`].
    Removed(Result<(), BackendFailure>),
}

/// Something for the edge to do. Those with an attempt are answered by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Fetch the administrator's session and the account.
    Fetch {
        /// To be given back.
        attempt: Attempt,
        /// The account.
        user: String,
    },
    /// Remove passkeys of the account.
    Remove {
        /// To be given back.
        attempt: Attempt,
        /// The account.
        user: String,
        /// Which.
        which: Which,
        /// Why.
        reason: String,
    },
    /// Do something for the verification.
    Verify(verification::Command),
    /// End the call that runs under this attempt.
    Abort(Attempt),
}
