//! Backends that are talked to through a profile. Which requests that takes is another program's to say
//! (`src/engine`); this one makes them.

use gloo_net::http::Method;
use js_sys::{Array, Object};
use latchkey_core::Features;
use latchkey_core::call::{Operation, Parts};
use latchkey_core::classify::BackendFailure;
use wasm_bindgen::JsValue;
use web_sys::AbortSignal;

use super::http::{Answer, Request, send};
use super::js;

/// A backend, and the program that knows how to talk to it.
pub(crate) struct ProfileEngine {
    engine: JsValue,
    features: Features,
}

impl ProfileEngine {
    /// Creates the backend for the profile that `engine` has read.
    pub(super) fn new(engine: JsValue) -> Self {
        let bits = js::call(&engine, "features", &[]).and_then(|bits| bits.as_f64()).unwrap_or_default();
        #[expect(
            clippy::as_conversions,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the program returns a 32-bit integer"
        )]
        let features = Features::from_bits(bits as u32);
        Self { engine, features }
    }

    /// Returns what the backend can do.
    pub(super) fn features(&self) -> Features {
        self.features
    }

    /// Carries out an operation. Returns the native contract's answer as JSON.
    pub(super) async fn ask(&self, parts: Parts, abort: &AbortSignal) -> Result<String, BackendFailure> {
        let operation = parts.operation;
        let malformed = BackendFailure::Malformed(operation.stage());
        let begin = [operation.name().into(), variables(parts)];
        let mut step = js::call_async(&self.engine, "begin", &begin).await;
        let mut failure = malformed.clone();
        loop {
            let Some(next) = step.filter(|next| !next.is_undefined()) else { return Err(failure) };
            if let Some(text) = next.as_string() {
                return Ok(text);
            }
            let (Some(run), Some(request)) = (js::member(&next, "run"), js::member(&next, "request")) else {
                return Err(refusal(&next, operation).unwrap_or(malformed));
            };
            let answer = match send(call(&request, operation), abort).await {
                Ok(answer) => {
                    failure = malformed.clone();
                    said(answer)
                }
                Err(unanswered) => {
                    failure = unanswered;
                    JsValue::UNDEFINED
                }
            };
            step = js::call_async(&self.engine, "resume", &[run, answer]).await;
        }
    }
}

/// Reads a refusal; `None` if the value is none.
fn refusal(value: &JsValue, operation: Operation) -> Option<BackendFailure> {
    let number = |name| js::member(value, name).and_then(|value| value.as_f64());
    Some(BackendFailure::Refused {
        stage: operation.stage(),
        status: whole(number("status")?),
        code: js::text(value, "code"),
        retry_after_s: number("retryAfterS").map(|seconds| whole(seconds).into()),
        tries_left: number("triesLeft").map(|tries| whole(tries).into()),
    })
}

#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a float saturates, and no wait is longer than 18 hours"
)]
fn whole(number: f64) -> u16 {
    number as u16
}

/// Returns an operation's variables: what its native call would have in its body, path and query.
fn variables(parts: Parts) -> JsValue {
    let body = parts.body.and_then(|body| js::parse_json(&body));
    let variables = match body {
        Some(credential) if parts.operation.takes_credential() => {
            let variables = Object::new();
            js::set(&variables, "credential", &credential);
            variables.into()
        }
        Some(body) => body,
        None => Object::new().into(),
    };
    for (name, value) in parts.segments {
        js::set(&variables, name, &value.into());
    }
    if let Some(flow) = &parts.flow {
        js::set(&variables, "flow", &flow.as_str().into());
    }
    variables
}

/// Returns an answer in the form that the program reads.
fn said(answer: Answer) -> JsValue {
    let said = Object::new();
    js::set(&said, "status", &answer.status.into());
    js::set(&said, "headers", &answer.headers.into_raw());
    js::set(&said, "text", &answer.body.into());
    said.into()
}

fn call(request: &JsValue, operation: Operation) -> Request {
    let text = |name| js::text(request, name).unwrap_or_default();
    let headers = js::member(request, "headers").map(|headers| Array::from(&headers)).unwrap_or_default();
    let headers = headers.iter().filter_map(|header| {
        let header = Array::from(&header);
        Some((header.get(0).as_string()?, header.get(1).as_string()?))
    });
    Request {
        method: Method::from_bytes(text("method").as_bytes()).unwrap_or(Method::GET),
        url: text("url"),
        headers: headers.collect(),
        body: js::text(request, "body"),
        with_cookies: js::member(request, "withCookies").is_some_and(|with| with.is_truthy()),
        stage: operation.stage(),
        repeatable: operation.is_repeatable(),
    }
}
