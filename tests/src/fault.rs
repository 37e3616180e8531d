//! The ways in which a call can be made to fail.

use serde::Serialize;

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
