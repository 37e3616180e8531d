//! The calls, under the names that the demo's switches and counts use.

use axum::http::Method;
use serde::{Deserialize, Serialize};

/// A call of the native contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Operation {
    /// `POST /assertion/options`
    #[serde(rename = "assertion.options")]
    AssertionOptions,
    /// `POST /assertion/result`
    #[serde(rename = "assertion.result")]
    AssertionResult,
    /// `POST /attestation/options`
    #[serde(rename = "attestation.options")]
    AttestationOptions,
    /// `POST /attestation/result`
    #[serde(rename = "attestation.result")]
    AttestationResult,
    /// `POST /sign-in/identify`
    #[serde(rename = "sign-in.identify")]
    Identify,
    /// `POST /sign-in/password`
    #[serde(rename = "sign-in.password")]
    Password,
    /// `POST /sign-in/code`
    #[serde(rename = "sign-in.code")]
    Code,
    /// `POST /sign-in/code/resend`
    #[serde(rename = "sign-in.code.resend")]
    Resend,
    /// `GET /session`
    #[serde(rename = "session.get")]
    Session,
    /// `DELETE /session`
    #[serde(rename = "session.end")]
    SignOut,
    /// `POST /passkeys/deferral`
    #[serde(rename = "passkeys.deferral")]
    Deferral,
    /// `GET /passkeys`
    #[serde(rename = "passkeys.list")]
    Passkeys,
    /// `DELETE /passkeys/{id}`
    #[serde(rename = "passkeys.delete")]
    DeletePasskey,
    /// `PATCH /account`
    #[serde(rename = "account.rename")]
    AccountRename,
    /// `PATCH /passkeys/{id}`
    #[serde(rename = "passkeys.rename")]
    RenamePasskey,
    /// `POST /session/verification/password`
    #[serde(rename = "verification.password")]
    VerifyByPassword,
    /// `POST /session/verification/passkey`
    #[serde(rename = "verification.passkey")]
    VerifyByPasskey,
    /// `GET /admin/users`
    #[serde(rename = "admin.users")]
    AdminUsers,
    /// `GET /admin/users/{id}`
    #[serde(rename = "admin.user")]
    AdminUser,
    /// `DELETE /admin/users/{id}/passkeys/{passkeyId}`
    #[serde(rename = "admin.remove")]
    AdminRemove,
    /// `DELETE /admin/users/{id}/passkeys`
    #[serde(rename = "admin.remove-all")]
    AdminRemoveAll,
    /// `GET /admin/counts`
    #[serde(rename = "admin.counts")]
    AdminCounts,
    /// `POST /reports`
    #[serde(rename = "reports")]
    Report,
}

impl Operation {
    /// Returns the operation that a request calls, if it is one of these.
    pub(crate) fn of(method: &Method, path: &str) -> Option<Self> {
        let path = path.strip_prefix("/api/")?;
        let parts: Vec<&str> = path.split('/').collect();
        Some(match (method.as_str(), parts.as_slice()) {
            ("POST", ["assertion", "options"]) => Self::AssertionOptions,
            ("POST", ["assertion", "result"]) => Self::AssertionResult,
            ("POST", ["attestation", "options"]) => Self::AttestationOptions,
            ("POST", ["attestation", "result"]) => Self::AttestationResult,
            ("POST", ["sign-in", "identify"]) => Self::Identify,
            ("POST", ["sign-in", "password"]) => Self::Password,
            ("POST", ["sign-in", "code"]) => Self::Code,
            ("POST", ["sign-in", "code", "resend"]) => Self::Resend,
            ("GET", ["session"]) => Self::Session,
            ("DELETE", ["session"]) => Self::SignOut,
            ("POST", ["passkeys", "deferral"]) => Self::Deferral,
            ("GET", ["passkeys"]) => Self::Passkeys,
            ("DELETE", ["passkeys", _]) => Self::DeletePasskey,
            ("PATCH", ["account"]) => Self::AccountRename,
            ("PATCH", ["passkeys", _]) => Self::RenamePasskey,
            ("POST", ["session", "verification", "password"]) => Self::VerifyByPassword,
            ("POST", ["session", "verification", "passkey"]) => Self::VerifyByPasskey,
            ("GET", ["admin", "users"]) => Self::AdminUsers,
            ("GET", ["admin", "users", _]) => Self::AdminUser,
            ("DELETE", ["admin", "users", _, "passkeys", _]) => Self::AdminRemove,
            ("DELETE", ["admin", "users", _, "passkeys"]) => Self::AdminRemoveAll,
            ("GET", ["admin", "counts"]) => Self::AdminCounts,
            ("POST", ["reports"]) => Self::Report,
            _ => return None,
        })
    }

    /// Returns whether the operation responds with the options of a ceremony.
    pub(crate) fn gives_options(self) -> bool {
        matches!(self, Self::AssertionOptions | Self::AttestationOptions)
    }

    /// Returns whether the operation takes the result of a ceremony.
    pub(crate) fn takes_result(self) -> bool {
        matches!(self, Self::AssertionResult | Self::AttestationResult | Self::VerifyByPasskey)
    }
}
