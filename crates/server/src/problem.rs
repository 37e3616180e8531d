//! How the backend refuses calls: RFC 9457 problem documents with the contract's codes.

use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Map, Value, json};

/// Why a call was refused. Each reason has a status and, except for deliberate faults, a code of the
/// contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// Signing in is temporarily unavailable.
    AuthUnavailable,
    /// Setting up a passkey is temporarily unavailable.
    RegistrationUnavailable,
    /// A deliberate fault: unavailable, without a code.
    Unavailable,
    /// A deliberate fault: a code that no client knows.
    UnknownCode,
    /// No passkey has this credential ID.
    CredentialUnknown,
    /// The authenticator didn't verify the user.
    UserVerificationFailed,
    /// The passkey is already registered.
    CredentialExists,
    /// The attestation didn't verify, or the passkey couldn't be stored.
    DeviceActivationFailed,
    /// The account has as many passkeys as it may have.
    PasskeyLimitReached,
    /// Nobody is signed in.
    SignedOut,
    /// The flow or its challenge no longer exists.
    SessionExpired,
    /// The assertion didn't verify.
    VerificationFailed,
    /// The name or the password is wrong.
    PasswordIncorrect,
    /// The code is wrong.
    CodeIncorrect {
        /// How many more tries this code allows.
        tries_left: u8,
    },
    /// The code has expired.
    CodeExpired,
    /// The code was entered wrongly too often.
    CodeTriesExhausted,
    /// A new code can't be sent yet.
    ResendTooSoon {
        /// Seconds until one can be sent.
        retry_after_s: u32,
    },
    /// There were too many tries.
    RateLimited {
        /// Seconds until the next one is allowed.
        retry_after_s: u32,
    },
    /// The request doesn't conform to the contract.
    RequestInvalid,
    /// The path doesn't have this method.
    MethodNotAllowed,
    /// The body isn't `application/json`.
    MediaTypeUnsupported,
    /// The body is larger than 64 KiB.
    RequestTooLarge,
    /// The request comes from another origin.
    OriginRejected,
    /// The signed-in user has to prove their identity again.
    VerificationRequired,
    /// The signed-in user's role doesn't allow this.
    RoleInsufficient,
    /// The request names something that doesn't exist.
    NotFound,
    /// The backend itself failed; this becomes one of the two `…_unavailable` codes, depending on the call.
    Internal,
}

impl Problem {
    /// Returns the HTTP status.
    pub fn status(self) -> StatusCode {
        match self {
            Self::AuthUnavailable | Self::RegistrationUnavailable | Self::Unavailable | Self::Internal => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            Self::CredentialUnknown | Self::NotFound => StatusCode::NOT_FOUND,
            Self::UserVerificationFailed
            | Self::SignedOut
            | Self::VerificationFailed
            | Self::PasswordIncorrect
            | Self::CodeIncorrect { .. } => StatusCode::UNAUTHORIZED,
            Self::CredentialExists | Self::PasskeyLimitReached => StatusCode::CONFLICT,
            Self::DeviceActivationFailed | Self::CodeExpired | Self::CodeTriesExhausted => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
            Self::SessionExpired => StatusCode::GONE,
            Self::ResendTooSoon { .. } | Self::RateLimited { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::RequestInvalid | Self::UnknownCode => StatusCode::BAD_REQUEST,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::MediaTypeUnsupported => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::RequestTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::OriginRejected | Self::VerificationRequired | Self::RoleInsufficient => {
                StatusCode::FORBIDDEN
            }
        }
    }

    /// Returns the machine-readable code; `None` for the fault without one.
    pub fn code(self) -> Option<&'static str> {
        Some(match self {
            Self::Unavailable => return None,
            Self::AuthUnavailable | Self::Internal => "auth_unavailable",
            Self::RegistrationUnavailable => "registration_unavailable",
            Self::UnknownCode => "policy_refused",
            Self::CredentialUnknown => "credential_unknown",
            Self::UserVerificationFailed => "user_verification_failed",
            Self::CredentialExists => "credential_exists",
            Self::DeviceActivationFailed => "device_activation_failed",
            Self::PasskeyLimitReached => "passkey_limit_reached",
            Self::SignedOut | Self::SessionExpired => "session_expired",
            Self::VerificationFailed => "verification_failed",
            Self::PasswordIncorrect => "password_incorrect",
            Self::CodeIncorrect { .. } => "code_incorrect",
            Self::CodeExpired => "code_expired",
            Self::CodeTriesExhausted => "code_tries_exhausted",
            Self::ResendTooSoon { .. } => "resend_too_soon",
            Self::RateLimited { .. } => "rate_limited",
            Self::RequestInvalid | Self::MethodNotAllowed | Self::MediaTypeUnsupported => "request_invalid",
            Self::RequestTooLarge => "request_too_large",
            Self::OriginRejected => "origin_rejected",
            Self::VerificationRequired => "verification_required",
            Self::RoleInsufficient => "role_insufficient",
            Self::NotFound => "not_found",
        })
    }

    /// Returns one sentence for developers; what users read is up to the client.
    pub fn title(self) -> &'static str {
        match self {
            Self::AuthUnavailable | Self::Internal => "Signing in is temporarily unavailable.",
            Self::RegistrationUnavailable => "Setting up a passkey is temporarily unavailable.",
            Self::Unavailable => "The service is unavailable.",
            Self::UnknownCode => "The request was refused for an undocumented reason.",
            Self::CredentialUnknown => "No passkey has this credential ID.",
            Self::UserVerificationFailed => "The authenticator did not verify the user.",
            Self::CredentialExists => "This passkey is already registered.",
            Self::DeviceActivationFailed => "The attestation could not be verified or stored.",
            Self::PasskeyLimitReached => "The account has reached its passkey limit.",
            Self::SignedOut => "Nobody is signed in.",
            Self::SessionExpired => "The flow or its challenge no longer exists.",
            Self::VerificationFailed => "The assertion did not verify.",
            Self::PasswordIncorrect => "The name or the password is wrong.",
            Self::CodeIncorrect { .. } => "The code is wrong.",
            Self::CodeExpired => "The code is too old.",
            Self::CodeTriesExhausted => "There were too many wrong codes.",
            Self::ResendTooSoon { .. } => "A new code cannot be sent yet.",
            Self::RateLimited { .. } => "There were too many tries.",
            Self::RequestInvalid => "The request does not follow the contract.",
            Self::MethodNotAllowed => "This path does not support this method.",
            Self::MediaTypeUnsupported => "The body must be application/json.",
            Self::RequestTooLarge => "The body is larger than 64 KiB.",
            Self::OriginRejected => "The request comes from another origin.",
            Self::VerificationRequired => "The user's last verification was too long ago.",
            Self::RoleInsufficient => "The account's role does not allow this.",
            Self::NotFound => "Not found.",
        }
    }

    /// Returns the seconds to wait, if waiting helps.
    pub(crate) fn retry_after_s(self) -> Option<u32> {
        if let Self::ResendTooSoon { retry_after_s } | Self::RateLimited { retry_after_s } = self {
            Some(retry_after_s)
        } else {
            None
        }
    }

    /// Returns the problem document. A ceremony call's has the two members of the FIDO conformance Server
    /// API, whose `status` replaces RFC 9457's.
    pub(crate) fn document(self, ceremony: bool) -> Map<String, Value> {
        let mut body = Map::new();
        let code = self.code();
        let kind =
            code.map_or_else(|| "about:blank".to_owned(), |code| format!("urn:latchkey:problem:{code}"));
        body.insert("type".to_owned(), kind.into());
        body.insert("title".to_owned(), self.title().into());
        if ceremony {
            body.insert("status".to_owned(), "failed".into());
            body.insert("errorMessage".to_owned(), self.title().into());
        } else {
            body.insert("status".to_owned(), self.status().as_u16().into());
        }
        if let Some(code) = code {
            body.insert("code".to_owned(), code.into());
        }
        if let Self::CodeIncorrect { tries_left } = self {
            body.insert("triesLeft".to_owned(), tries_left.into());
        }
        if let Some(retry_after_s) = self.retry_after_s() {
            body.insert("retryAfterS".to_owned(), json!(retry_after_s));
        }
        body
    }

    /// Builds the response, in the shape of a ceremony call's or of any other.
    pub fn answer(self, ceremony: bool) -> Response {
        let mut answer = Response::new(Body::from(Value::Object(self.document(ceremony)).to_string()));
        *answer.status_mut() = self.status();
        let headers = answer.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if let Some(retry_after_s) = self.retry_after_s() {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(retry_after_s));
        }
        answer.extensions_mut().insert(self);
        answer
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        self.answer(false)
    }
}

impl From<rusqlite::Error> for Problem {
    fn from(error: rusqlite::Error) -> Self {
        tracing::error!(%error, "the database reported an error");
        Self::Internal
    }
}

impl From<serde_json::Error> for Problem {
    fn from(error: serde_json::Error) -> Self {
        tracing::error!(%error, "a stored document could not be read or written");
        Self::Internal
    }
}

#[cfg(test)]
mod tests {
    use latchkey_core::problem::Operation;

    use super::*;

    #[test]
    fn each_documented_code_is_one_that_the_app_knows() {
        use latchkey_core::Problem as Documented;
        for (problem, operation, documented) in [
            (Problem::AuthUnavailable, Operation::SignIn, Documented::SignInUnavailable),
            (Problem::RegistrationUnavailable, Operation::SetUp, Documented::SetUpUnavailable),
            (Problem::CredentialUnknown, Operation::SignIn, Documented::NotOnThisDevice),
            (Problem::UserVerificationFailed, Operation::SignIn, Documented::UserNotVerified),
            (Problem::CredentialExists, Operation::SetUp, Documented::AlreadyRegistered),
            (Problem::DeviceActivationFailed, Operation::SetUp, Documented::ActivationFailed),
            (Problem::PasskeyLimitReached, Operation::SetUp, Documented::LimitReached),
            (Problem::SessionExpired, Operation::SignIn, Documented::SessionExpired),
            (Problem::SignedOut, Operation::SetUp, Documented::SessionExpired),
            (Problem::VerificationFailed, Operation::SignIn, Documented::VerificationFailed),
        ] {
            assert_eq!(problem.code(), documented.code(), "{problem:?}");
            assert!(documented.occurs_in(operation), "{problem:?}");
        }
    }
}
