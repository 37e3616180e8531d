//! Calls that can be made to fail, and the ways in which they can.

use serde::Serialize;

/// A call of the native contract that can be made to fail.
#[derive(Clone, Copy, Debug, Serialize)]
pub enum Operation {
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
    SignInIdentify,
    /// `POST /sign-in/password`
    #[serde(rename = "sign-in.password")]
    SignInPassword,
    /// `POST /sign-in/code`
    #[serde(rename = "sign-in.code")]
    SignInCode,
    /// `POST /sign-in/code/resend`
    #[serde(rename = "sign-in.code.resend")]
    SignInCodeResend,
    /// `GET /session`
    #[serde(rename = "session.get")]
    SessionGet,
    /// `DELETE /session`
    #[serde(rename = "session.end")]
    SessionEnd,
    /// `POST /passkeys/deferral`
    #[serde(rename = "passkeys.deferral")]
    PasskeysDeferral,
    /// `GET /passkeys`
    #[serde(rename = "passkeys.list")]
    PasskeysList,
    /// `DELETE /passkeys/{id}`
    #[serde(rename = "passkeys.delete")]
    PasskeysDelete,
    /// `PATCH /account`
    #[serde(rename = "account.rename")]
    AccountRename,
    /// `PATCH /passkeys/{id}`
    #[serde(rename = "passkeys.rename")]
    PasskeysRename,
    /// `POST /session/verification/password`
    #[serde(rename = "verification.password")]
    VerificationPassword,
    /// `POST /session/verification/passkey`
    #[serde(rename = "verification.passkey")]
    VerificationPasskey,
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
    Reports,
}

/// A way in which a call fails.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// 503 as `application/problem+json`, without a code.
    Unavailable,
    /// The connection is cut.
    Drop,
    /// 200 with an HTML page.
    Html,
    /// 200 with half a JSON document.
    Truncated,
    /// 200 with a JSON body of 2 MB.
    Oversized,
    /// No answer at all.
    Hang,
    /// The real answer, but its `challenge` isn't base64url.
    MalformedOptions,
    /// The real options for signing in, but they discourage user verification although the result needs it.
    VerificationDiscouraged,
    /// The real options for setting up, but their algorithms have a type that no browser knows.
    UnknownAlgorithms,
    /// 410 `session_expired`.
    SessionExpired,
    /// A ceremony's result is verified against an altered signature or attestation.
    Tampered,
    /// 400 with a code that no client knows.
    UnknownCode,
}
