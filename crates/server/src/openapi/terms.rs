//! What a call has beyond its bodies: whether it belongs to a flow, and how it can be refused.

use latchkey_core::call::Operation;

use crate::problem::Problem;

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

/// What is described of an operation's call.
pub(super) trait Terms {
    /// Returns how the call uses `?flow=`.
    fn flow(self) -> Flow;

    /// Describes the session cookie in the response, if there can be one.
    fn cookie(self) -> Option<&'static str>;

    /// Returns the call's own problems, in addition to those that any call can have.
    fn refusals(self) -> &'static [Problem];

    /// Returns whether the call's problems have the shape of the FIDO conformance Server API.
    fn has_fido_problems(self) -> bool;

    /// Returns the problem that the call responds with if the backend itself fails.
    fn failure(self) -> Problem;
}

impl Terms for Operation {
    fn flow(self) -> Flow {
        match self {
            Self::AssertionOptions
            | Self::VerificationOptions
            | Self::AttestationOptions
            | Self::Identify
            | Self::Password => Flow::Opens,
            Self::AssertionResult
            | Self::AttestationResult
            | Self::Code
            | Self::ResendCode
            | Self::VerifyByPasskey => Flow::Needs,
            Self::Session
            | Self::EndSession
            | Self::Deferral
            | Self::Passkeys
            | Self::RemovePasskey
            | Self::RenameAccount
            | Self::RenamePasskey
            | Self::VerifyByPassword
            | Self::Users
            | Self::User
            | Self::RemovePasskeyOf
            | Self::RemoveAllPasskeysOf
            | Self::Counts
            | Self::Report => Flow::None,
        }
    }

    fn cookie(self) -> Option<&'static str> {
        if matches!(self, Self::Code | Self::AssertionResult) {
            Some("The new session.")
        } else if self == Self::EndSession {
            Some("Deletes the session's cookie.")
        } else if self.flow() == Flow::Opens && self != Self::AttestationOptions {
            Some("The session, if this call created it.")
        } else {
            None
        }
    }

    fn refusals(self) -> &'static [Problem] {
        use Problem as P;
        const WAIT: Problem = P::RateLimited { retry_after_s: 0 };
        match self {
            Self::AssertionOptions | Self::VerificationOptions | Self::Identify => &[P::SessionExpired],
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
            Self::ResendCode => &[P::SessionExpired, P::ResendTooSoon { retry_after_s: 0 }, WAIT],
            Self::EndSession => &[],
            Self::Session | Self::Deferral | Self::Passkeys | Self::RenameAccount => &[P::SignedOut],
            Self::RemovePasskey | Self::RenamePasskey => {
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
            Self::Users | Self::Counts => &[P::SignedOut, P::RoleInsufficient],
            Self::User => &[P::SignedOut, P::RoleInsufficient, P::NotFound],
            Self::RemovePasskeyOf | Self::RemoveAllPasskeysOf => {
                &[P::SignedOut, P::RoleInsufficient, P::VerificationRequired, P::NotFound]
            }
            Self::Report => &[WAIT],
        }
    }

    fn has_fido_problems(self) -> bool {
        self.gives_options() || self.takes_credential()
    }

    fn failure(self) -> Problem {
        if matches!(self, Self::AttestationOptions | Self::AttestationResult) {
            Problem::RegistrationUnavailable
        } else {
            Problem::AuthUnavailable
        }
    }
}
