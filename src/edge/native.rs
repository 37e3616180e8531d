//! The native contract (`crates/server/CONTRACT.md`): JSON both ways, refusals as problem+json.

use gloo_net::http::Method;
use latchkey_core::classify::BackendFailure;
use latchkey_core::profile::Operation;
use latchkey_core::wire::ProblemDetails;
use web_sys::AbortSignal;

use super::backend::Asked;
use super::http::{Call, send};

/// Where the calls are that a page makes by their operation alone; users' calls are in `administration`.
fn route(operation: Operation) -> (Method, &'static str) {
    match operation {
        Operation::AssertionOptions | Operation::VerificationOptions => (Method::POST, "/assertion/options"),
        Operation::AssertionResult => (Method::POST, "/assertion/result"),
        Operation::AttestationOptions => (Method::POST, "/attestation/options"),
        Operation::AttestationResult => (Method::POST, "/attestation/result"),
        Operation::Identify => (Method::POST, "/sign-in/identify"),
        Operation::Password => (Method::POST, "/sign-in/password"),
        Operation::Code => (Method::POST, "/sign-in/code"),
        Operation::ResendCode => (Method::POST, "/sign-in/code/resend"),
        Operation::Session => (Method::GET, "/session"),
        Operation::EndSession => (Method::DELETE, "/session"),
        Operation::RenameAccount => (Method::PATCH, "/account"),
        Operation::Deferral => (Method::POST, "/passkeys/deferral"),
        Operation::Passkeys => (Method::GET, "/passkeys"),
        Operation::RenamePasskey => (Method::PATCH, "/passkeys/$id"),
        Operation::RemovePasskey => (Method::DELETE, "/passkeys/$id"),
        Operation::VerifyByPassword => (Method::POST, "/session/verification/password"),
        Operation::VerifyByPasskey => (Method::POST, "/session/verification/passkey"),
        Operation::Users => (Method::GET, "/admin/users"),
        Operation::User => (Method::GET, "/admin/users/$user"),
        Operation::RemovePasskeyOf => (Method::DELETE, "/admin/users/$user/passkeys/$id"),
        Operation::RemoveAllPasskeysOf => (Method::DELETE, "/admin/users/$user/passkeys"),
        Operation::Counts => (Method::GET, "/admin/counts"),
    }
}

/// Makes the call of an operation. Gives the answer's body, which is JSON or empty; it is still to be parsed.
pub(super) async fn ask(asked: Asked, base: &str, abort: &AbortSignal) -> Result<String, BackendFailure> {
    let stage = asked.purpose.stage();
    let (method, path) = route(asked.operation);
    let mut url = base.to_owned();
    for segment in path.split('/').skip(1) {
        url.push('/');
        match asked.segments.iter().find(|(name, _)| segment.strip_prefix('$') == Some(name)) {
            // The id stands in the address of a page, where anybody can write, or comes from the backend.
            Some((_, value)) => url.extend(js_sys::encode_uri_component(value).as_string()),
            None => url.push_str(segment),
        }
    }
    url.push_str(&asked.query);
    if let Some(flow) = &asked.flow {
        url = [&url, "?flow=", flow.as_str()].concat();
    }
    let kind = ("content-type".to_owned(), "application/json".to_owned());
    let headers = asked.body.iter().map(|_| kind.clone()).collect();
    let repeatable = asked.purpose.is_repeatable();
    let call = Call { method, url, headers, body: asked.body, with_cookies: false, stage, repeatable };
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
