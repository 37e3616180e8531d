//! The machine codes by which a backend names a documented state (RFC 9457 problem+json, member `code`).

use super::{Operation, Problem};

impl Problem {
    /// Returns the code that a backend sends for this state; `None` for states that arise only in the
    /// browser.
    pub fn code(self) -> Option<&'static str> {
        match self {
            Self::SignInUnavailable => Some("auth_unavailable"),
            Self::NotOnThisDevice => Some("credential_unknown"),
            Self::UserNotVerified => Some("user_verification_failed"),
            Self::SetUpUnavailable => Some("registration_unavailable"),
            Self::AlreadyRegistered => Some("credential_exists"),
            Self::ActivationFailed => Some("device_activation_failed"),
            Self::LimitReached => Some("passkey_limit_reached"),
            Self::SessionExpired => Some("session_expired"),
            Self::NotSupported => Some("not_supported"),
            Self::VerificationFailed => Some("verification_failed"),
            Self::NotFoundOrCanceled
            | Self::SignInTimedOut
            | Self::SetUpCanceled
            | Self::SetUpTimedOut
            | Self::NotCompleted
            | Self::NoCompatibleDevice => None,
        }
    }

    /// Returns the state that a backend's code names in `operation`. A code that is unknown, or that can't
    /// occur there, is taken to be from a future version of the API, which the documentation assigns to B1.
    pub fn from_code(code: &str, operation: Operation) -> Self {
        Self::ALL
            .into_iter()
            .find(|problem| problem.code() == Some(code) && problem.occurs_in(operation))
            .unwrap_or(Self::SessionExpired)
    }
}
