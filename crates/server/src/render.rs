//! The last step of every API response: it gives problems their shape, and forbids storing the response.

use std::time::Duration;

use axum::{
    extract::{OriginalUri, Request},
    http::{HeaderValue, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::problem::Problem;

/// How long a handler may take before it counts as failed.
const DEADLINE: Duration = Duration::from_secs(30);

/// Gives up on a handler that takes too long.
pub(crate) async fn within_the_deadline(request: Request, next: Next) -> Response {
    tokio::time::timeout(DEADLINE, next.run(request))
        .await
        .unwrap_or_else(|_| Problem::Internal.into_response())
}

/// Gives the problems of the ceremony calls their own shape, and names a failure of the backend after the
/// call.
pub(crate) async fn problems(OriginalUri(uri): OriginalUri, request: Request, next: Next) -> Response {
    let assertion =
        uri.path().starts_with("/api/assertion/") || uri.path() == "/api/session/verification/passkey";
    let attestation = uri.path().starts_with("/api/attestation/");
    let mut answer = next.run(request).await;
    if let Some(&problem) = answer.extensions().get::<Problem>() {
        let failed_there = attestation && problem == Problem::Internal;
        let named = if failed_there { Problem::RegistrationUnavailable } else { problem };
        answer = named.answer(assertion || attestation);
    }
    answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}
