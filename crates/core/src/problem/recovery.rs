//! What a user can do after a problem.

use super::{Operation, Problem};
use crate::Message;

/// A documented way to continue after a problem, shown as a button.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Recovery {
    /// Try the same thing again.
    Retry,
    /// Sign in with a password and a code.
    Password,
    /// Continue without a passkey, signed in.
    SetUpLater,
    /// Start over with a new flow.
    Restart,
    /// Use a passkey on another device: a nearby phone or a security key.
    AnotherDevice,
    /// View and remove the account's passkeys.
    ManagePasskeys,
}

impl Recovery {
    /// Returns the button's label.
    pub fn label(self) -> Message {
        match self {
            Self::Retry => Message::TryAgain,
            Self::Password => Message::UsePassword,
            Self::SetUpLater => Message::SetItUpLater,
            Self::Restart => Message::Restart,
            Self::AnotherDevice => Message::UseAnotherDevice,
            Self::ManagePasskeys => Message::ManagePasskeys,
        }
    }
}

impl Problem {
    /// Returns the recoveries, the best one first. Never empty.
    pub fn recoveries(self, operation: Operation) -> &'static [Recovery] {
        use Recovery::{AnotherDevice, ManagePasskeys, Password, Restart, Retry, SetUpLater};
        match (self, operation) {
            (Self::SessionExpired, _) => &[Restart],
            (Self::LimitReached, _) => &[ManagePasskeys, SetUpLater],
            (Self::SignInUnavailable | Self::SignInTimedOut, _) => &[Retry, Password],
            (Self::NotFoundOrCanceled | Self::UserNotVerified, _) => &[Retry, Password, AnotherDevice],
            (Self::NotOnThisDevice, _) => &[Password, AnotherDevice],
            (Self::SetUpUnavailable | Self::ActivationFailed, _)
            | (Self::NotCompleted | Self::VerificationFailed, Operation::SetUp) => &[Retry, SetUpLater],
            (Self::SetUpCanceled | Self::SetUpTimedOut, _) | (Self::NoCompatibleDevice, Operation::SetUp) => {
                &[Retry, SetUpLater, AnotherDevice]
            }
            (Self::AlreadyRegistered, _) => &[SetUpLater, AnotherDevice],
            (Self::NotSupported, Operation::SetUp) => &[SetUpLater],
            (Self::NotSupported, Operation::SignIn) => &[Password],
            (Self::NotCompleted, Operation::SignIn) => &[Retry, Password],
            (Self::NoCompatibleDevice, Operation::SignIn) => &[Password, Retry, AnotherDevice],
            (Self::VerificationFailed, Operation::SignIn) => &[Password, Retry],
        }
    }
}
