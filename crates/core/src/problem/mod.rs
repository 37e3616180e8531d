//! The sixteen documented states in which sign-in or set-up can end.

mod cause;
mod code;
mod recovery;
#[cfg(test)]
mod tests;

pub use recovery::Recovery;

use crate::Message;

/// The ceremony that a failure belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operation {
    /// Signing in: the authentication ceremony, `navigator.credentials.get()`.
    SignIn,
    /// Setting up a passkey: the registration ceremony, `navigator.credentials.create()`.
    SetUp,
}

impl Operation {
    /// Both operations.
    pub const ALL: [Self; 2] = [Self::SignIn, Self::SetUp];
}

/// A documented state. The letter of its ID says where it can occur: `A` in sign-in, `R` in set-up, `B` in
/// both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Problem {
    /// A1: the backend can't be reached or fails, or the address was altered.
    SignInUnavailable,
    /// A2: canceled, or this device has no passkey; browsers don't distinguish the two.
    NotFoundOrCanceled,
    /// A3: nobody acted on the prompt.
    SignInTimedOut,
    /// A4: this device has no passkey, or the requested one can't be used anymore.
    NotOnThisDevice,
    /// A5: user verification did not succeed.
    UserNotVerified,
    /// R1: the backend can't be reached or fails, or the address was altered.
    SetUpUnavailable,
    /// R2: canceled during set-up.
    SetUpCanceled,
    /// R3: nobody acted on the prompt.
    SetUpTimedOut,
    /// R4: this device already has a passkey for the account.
    AlreadyRegistered,
    /// R5: the call that activates the new passkey failed.
    ActivationFailed,
    /// R6: the account has as many passkeys as it may have.
    LimitReached,
    /// B1: idle for too long, another session's address, or an error that this version doesn't know.
    SessionExpired,
    /// B2: no WebAuthn, or none of the required algorithms.
    NotSupported,
    /// B3: the authenticator failed, or something unhandled happened.
    NotCompleted,
    /// B4: no compatible authenticator.
    NoCompatibleDevice,
    /// B5: the signature did not verify.
    VerificationFailed,
}

impl Problem {
    /// All sixteen states, in the order of the documentation.
    pub const ALL: [Self; 16] = [
        Self::SignInUnavailable,
        Self::NotFoundOrCanceled,
        Self::SignInTimedOut,
        Self::NotOnThisDevice,
        Self::UserNotVerified,
        Self::SetUpUnavailable,
        Self::SetUpCanceled,
        Self::SetUpTimedOut,
        Self::AlreadyRegistered,
        Self::ActivationFailed,
        Self::LimitReached,
        Self::SessionExpired,
        Self::NotSupported,
        Self::NotCompleted,
        Self::NoCompatibleDevice,
        Self::VerificationFailed,
    ];

    /// Returns the state's ID: `A1` to `B5`.
    pub fn id(self) -> &'static str {
        match self {
            Self::SignInUnavailable => "A1",
            Self::NotFoundOrCanceled => "A2",
            Self::SignInTimedOut => "A3",
            Self::NotOnThisDevice => "A4",
            Self::UserNotVerified => "A5",
            Self::SetUpUnavailable => "R1",
            Self::SetUpCanceled => "R2",
            Self::SetUpTimedOut => "R3",
            Self::AlreadyRegistered => "R4",
            Self::ActivationFailed => "R5",
            Self::LimitReached => "R6",
            Self::SessionExpired => "B1",
            Self::NotSupported => "B2",
            Self::NotCompleted => "B3",
            Self::NoCompatibleDevice => "B4",
            Self::VerificationFailed => "B5",
        }
    }

    /// Returns the documented title.
    pub fn title(self) -> Message {
        match self {
            Self::SignInUnavailable => Message::A1Title,
            Self::NotFoundOrCanceled => Message::A2Title,
            Self::SignInTimedOut => Message::A3Title,
            Self::NotOnThisDevice => Message::A4Title,
            Self::UserNotVerified => Message::A5Title,
            Self::SetUpUnavailable => Message::R1Title,
            Self::SetUpCanceled => Message::R2Title,
            Self::SetUpTimedOut => Message::R3Title,
            Self::AlreadyRegistered => Message::R4Title,
            Self::ActivationFailed => Message::R5Title,
            Self::LimitReached => Message::R6Title,
            Self::SessionExpired => Message::B1Title,
            Self::NotSupported => Message::B2Title,
            Self::NotCompleted => Message::B3Title,
            Self::NoCompatibleDevice => Message::B4Title,
            Self::VerificationFailed => Message::B5Title,
        }
    }

    /// Returns the documented body or, for B3, which has none, our own.
    pub fn body(self) -> Message {
        match self {
            Self::SignInUnavailable => Message::A1Body,
            Self::NotFoundOrCanceled => Message::A2Body,
            Self::SignInTimedOut => Message::A3Body,
            Self::NotOnThisDevice => Message::A4Body,
            Self::UserNotVerified => Message::A5Body,
            Self::SetUpUnavailable => Message::R1Body,
            Self::SetUpCanceled => Message::R2Body,
            Self::SetUpTimedOut => Message::R3Body,
            Self::AlreadyRegistered => Message::R4Body,
            Self::ActivationFailed => Message::R5Body,
            Self::LimitReached => Message::R6Body,
            Self::SessionExpired => Message::B1Body,
            Self::NotSupported => Message::B2Body,
            Self::NotCompleted => Message::B3Body,
            Self::NoCompatibleDevice => Message::B4Body,
            Self::VerificationFailed => Message::B5Body,
        }
    }

    /// Returns whether the state can occur in `operation`.
    pub fn occurs_in(self, operation: Operation) -> bool {
        match operation {
            Operation::SignIn => !self.id().starts_with('R'),
            Operation::SetUp => !self.id().starts_with('A'),
        }
    }

    /// Returns the state for an unavailable backend: A1 or R1.
    pub fn unavailable(operation: Operation) -> Self {
        match operation {
            Operation::SignIn => Self::SignInUnavailable,
            Operation::SetUp => Self::SetUpUnavailable,
        }
    }

    /// Returns the state for a canceled ceremony: A2 or R2.
    pub fn canceled(operation: Operation) -> Self {
        match operation {
            Operation::SignIn => Self::NotFoundOrCanceled,
            Operation::SetUp => Self::SetUpCanceled,
        }
    }

    /// Returns the state for a ceremony that timed out: A3 or R3.
    pub fn timed_out(operation: Operation) -> Self {
        match operation {
            Operation::SignIn => Self::SignInTimedOut,
            Operation::SetUp => Self::SetUpTimedOut,
        }
    }
}
