//! The native contract (`crates/server/CONTRACT.md`): JSON both ways, refusals as problem+json.

use gloo_net::http::Method;
use latchkey_core::call::Parts;
use latchkey_core::classify::BackendFailure;
use latchkey_core::wire::ProblemDetails;
use web_sys::AbortSignal;

use super::http::{Request, send};

/// Makes an operation's call. Returns the answer's body, JSON or empty, still unparsed.
pub(super) async fn ask(parts: Parts, base: &str, abort: &AbortSignal) -> Result<String, BackendFailure> {
    let stage = parts.operation.stage();
    let (method, path) = parts.operation.native_call();
    let method = Method::from_bytes(method.as_bytes()).unwrap_or(Method::GET);
    let mut url = base.to_owned();
    for segment in path.split('/').skip(1) {
        url.push('/');
        match parts.segments.iter().find(|(name, _)| segment.strip_prefix('$') == Some(name)) {
            // The ID is from a page's address, where anyone can write, or from the backend.
            Some((_, value)) => url.extend(js_sys::encode_uri_component(value).as_string()),
            None => url.push_str(segment),
        }
    }
    url.push_str(&parts.query);
    if let Some(flow) = &parts.flow {
        url = flow.added_to(&url);
    }
    let kind = ("content-type".to_owned(), "application/json".to_owned());
    let headers = parts.body.iter().map(|_| kind.clone()).collect();
    let repeatable = parts.operation.is_repeatable();
    let call = Request { method, url, headers, body: parts.body, with_cookies: false, stage, repeatable };
    let answer = send(call, abort).await?;
    if (200..300).contains(&answer.status) {
        if answer.body.is_empty() || answer.is_json() {
            return Ok(answer.body);
        }
        return Err(BackendFailure::Malformed(stage));
    }
    let details: ProblemDetails = serde_json::from_str(&answer.body).unwrap_or_default();
    Err(BackendFailure::Refused {
        stage,
        status: answer.status,
        code: details.code,
        retry_after_s: details.retry_after_s,
        tries_left: details.tries_left,
    })
}
