//! Backends that are talked to through a profile. That is another program's job (`src/engine`); this one
//! makes its requests.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_net::http::Method;
use js_sys::{Array, Object, Promise};
use latchkey_core::Features;
use latchkey_core::classify::BackendFailure;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::future_to_promise;
use web_sys::AbortSignal;

use super::backend::{Asked, Purpose};
use super::http::{Call, send};
use super::js;

/// A backend, and the program that talks to it.
pub(crate) struct ProfileEngine {
    engine: JsValue,
    features: Features,
}

/// Where a request leaves the reason for its failure.
type Reason = Rc<RefCell<Option<BackendFailure>>>;

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
    pub(super) async fn ask(&self, asked: Asked, abort: &AbortSignal) -> Result<String, BackendFailure> {
        let stage = asked.purpose.stage();
        let reason = Reason::default();
        let exchange = exchange(asked.purpose, abort.clone(), Rc::clone(&reason));
        let arguments = [asked.operation.name().into(), variables(asked), exchange.as_ref().clone()];
        let Some(answer) = js::call_async(&self.engine, "ask", &arguments).await else {
            return Err(reason.take().unwrap_or(BackendFailure::Malformed(stage)));
        };
        if let Some(text) = answer.as_string() {
            return Ok(text);
        }
        let number = |name| js::member(&answer, name).and_then(|value| value.as_f64());
        let Some(status) = number("status") else { return Err(BackendFailure::Malformed(stage)) };
        Err(BackendFailure::Refused {
            stage,
            status: whole(status),
            code: js::text(&answer, "code"),
            retry_after_s: number("retryAfterS").map(|seconds| whole(seconds).into()),
            tries_left: number("triesLeft").map(|tries| whole(tries).into()),
        })
    }
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
fn variables(asked: Asked) -> JsValue {
    let body = asked.body.and_then(|body| js::parse_json(&body));
    let variables = match body {
        Some(credential) if asked.operation.takes_credential() => {
            let variables = Object::new();
            js::set(&variables, "credential", &credential);
            variables.into()
        }
        Some(body) => body,
        None => Object::new().into(),
    };
    for (name, value) in asked.segments {
        js::set(&variables, name, &value.into());
    }
    if let Some(flow) = &asked.flow {
        js::set(&variables, "flow", &flow.as_str().into());
    }
    variables
}

/// Returns the function that makes the program's requests: like all others, with a deadline and an abort
/// signal.
fn exchange(purpose: Purpose, abort: AbortSignal, reason: Reason) -> Closure<dyn FnMut(JsValue) -> Promise> {
    Closure::new(move |request: JsValue| {
        let call = call(&request, purpose);
        let (abort, reason) = (abort.clone(), Rc::clone(&reason));
        future_to_promise(async move {
            match send(call, &abort).await {
                Ok(answer) => {
                    let said = Object::new();
                    js::set(&said, "status", &answer.status.into());
                    js::set(&said, "headers", &answer.headers.into_raw());
                    js::set(&said, "text", &answer.body.into());
                    Ok(said.into())
                }
                Err(failure) => {
                    reason.replace(Some(failure));
                    Err(JsValue::NULL)
                }
            }
        })
    })
}

fn call(request: &JsValue, purpose: Purpose) -> Call {
    let text = |name| js::text(request, name).unwrap_or_default();
    let headers = js::member(request, "headers").map(|headers| Array::from(&headers)).unwrap_or_default();
    let headers = headers.iter().filter_map(|header| {
        let header = Array::from(&header);
        Some((header.get(0).as_string()?, header.get(1).as_string()?))
    });
    Call {
        method: Method::from_bytes(text("method").as_bytes()).unwrap_or(Method::GET),
        url: text("url"),
        headers: headers.collect(),
        body: js::text(request, "body"),
        with_cookies: js::member(request, "withCookies").is_some_and(|with| with.is_truthy()),
        stage: purpose.stage(),
        repeatable: purpose.is_repeatable(),
    }
}
