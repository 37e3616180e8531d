//! What a call has beyond its bodies: whether it belongs to a flow, and how it can be refused.

use crate::{operation::Operation, problem::Problem};

/// How a call uses `?flow=`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    /// It doesn't belong to a flow.
    None,
    /// It continues a flow, or opens one.
    Opens,
    /// It continues an existing flow.
    Needs,
}

impl Operation {
    /// Returns how the call uses `?flow=`.
    pub(super) fn flow(self) -> Flow {
        match self {
            Self::AssertionOptions | Self::AttestationOptions | Self::Identify | Self::Password => {
                Flow::Opens
            }
            Self::AssertionResult
            | Self::AttestationResult
            | Self::Code
            | Self::Resend
            | Self::VerifyByPasskey => Flow::Needs,
            Self::Session
            | Self::SignOut
            | Self::Deferral
            | Self::Passkeys
            | Self::DeletePasskey
            | Self::AccountRename
            | Self::RenamePasskey
            | Self::VerifyByPassword
            | Self::AdminUsers
            | Self::AdminUser
            | Self::AdminRemove
            | Self::AdminRemoveAll
            | Self::AdminCounts
            | Self::Report => Flow::None,
        }
    }

    /// Describes the session cookie in the response, if there can be one.
    pub(super) fn cookie(self) -> Option<&'static str> {
        if matches!(self, Self::Code | Self::AssertionResult) {
            Some("The new session.")
        } else if self == Self::SignOut {
            Some("Deletes the session's cookie.")
        } else if self.flow() == Flow::Opens && self != Self::AttestationOptions {
            Some("The session, if this call created it.")
        } else {
            None
        }
    }

    /// Returns the call's own problems, in addition to those that any call can have.
    pub(super) fn refusals(self) -> &'static [Problem] {
        use Problem as P;
        const WAIT: Problem = P::RateLimited { retry_after_s: 0 };
        match self {
            Self::AssertionOptions | Self::Identify => &[P::SessionExpired],
            Self::AssertionResult => {
                &[P::SessionExpired, P::CredentialUnknown, P::UserVerificationFailed, P::VerificationFailed]
            }
            Self::AttestationOptions => {
                &[P::SignedOut, P::SessionExpired, P::PasskeyLimitReached, P::VerificationRequired]
            }
            Self::AttestationResult => &[
                P::SignedOut,
                P::SessionExpired,
                P::PasskeyLimitReached,
                P::DeviceActivationFailed,
                P::CredentialExists,
            ],
            Self::Password => &[P::SessionExpired, P::PasswordIncorrect, WAIT],
            Self::Code => &[
                P::SessionExpired,
                P::CodeIncorrect { tries_left: 0 },
                P::CodeExpired,
                P::CodeTriesExhausted,
            ],
            Self::Resend => &[P::SessionExpired, P::ResendTooSoon { retry_after_s: 0 }, WAIT],
            Self::SignOut => &[],
            Self::Session | Self::Deferral | Self::Passkeys | Self::AccountRename => &[P::SignedOut],
            Self::DeletePasskey | Self::RenamePasskey => {
                &[P::SignedOut, P::VerificationRequired, P::NotFound]
            }
            Self::VerifyByPassword => &[P::SignedOut, P::PasswordIncorrect, WAIT],
            Self::VerifyByPasskey => &[
                P::SignedOut,
                P::SessionExpired,
                P::CredentialUnknown,
                P::UserVerificationFailed,
                P::VerificationFailed,
            ],
            Self::AdminUsers | Self::AdminCounts => &[P::SignedOut, P::RoleInsufficient],
            Self::AdminUser => &[P::SignedOut, P::RoleInsufficient, P::NotFound],
            Self::AdminRemove | Self::AdminRemoveAll => {
                &[P::SignedOut, P::RoleInsufficient, P::VerificationRequired, P::NotFound]
            }
            Self::Report => &[WAIT],
        }
    }

    /// Returns whether the call's problems have the shape of the FIDO conformance Server API.
    pub(super) fn is_ceremony(self) -> bool {
        self.gives_options() || self.takes_result()
    }

    /// Returns the problem that the call responds with if the backend itself fails.
    pub(super) fn failure(self) -> Problem {
        if matches!(self, Self::AttestationOptions | Self::AttestationResult) {
            Problem::RegistrationUnavailable
        } else {
            Problem::AuthUnavailable
        }
    }
}
