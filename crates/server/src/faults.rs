//! Deliberate faults, so that a demo and the tests can show every state. A fault is switched on for an
//! operation, either for a number of calls or until it is switched off.

use std::{
    collections::BTreeMap,
    future,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    body::{Body, to_bytes},
    extract::{ConnectInfo, OriginalUri, Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use latchkey_core::call::Operation;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{
    app::App, authenticator_data, base64url, connection::Connection, problem::Problem, relying_party::set,
    request::MAX_BODY,
};

/// How a call fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Fault {
    /// 503 without a code.
    Unavailable,
    /// The connection is cut.
    Drop,
    /// 200 with an HTML page, as a captive portal responds.
    Html,
    /// 200 with half a JSON document.
    Truncated,
    /// 200 with two megabytes of JSON.
    Oversized,
    /// No response, ever.
    Hang,
    /// The real options, with a challenge that can't be read.
    MalformedOptions,
    /// The real sign-in options, except that they don't require user verification, although the result needs
    /// it.
    VerificationDiscouraged,
    /// The real set-up options, with algorithms of a type that no browser knows.
    UnknownAlgorithms,
    /// 410 `session_expired`.
    SessionExpired,
    /// The result is altered before it is verified.
    Tampered,
    /// 400 with a code that no client knows.
    UnknownCode,
}

/// A switch that is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Switch {
    operation: Operation,
    fault: Fault,
    /// How many more calls fail; all of them if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    times: Option<u32>,
}

/// The switches, at most one per operation.
#[derive(Debug, Default)]
pub(crate) struct Faults(Mutex<BTreeMap<Operation, Switch>>);

impl Faults {
    /// Returns the switches that are on.
    pub(crate) fn switches(&self) -> Vec<Switch> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).values().copied().collect()
    }

    /// Switches a fault on, in place of the operation's earlier one. A fault that the operation can't have is
    /// `request_invalid`.
    pub(crate) fn switch_on(&self, switch: Switch) -> Result<(), Problem> {
        let fits = match switch.fault {
            Fault::MalformedOptions => switch.operation.gives_options(),
            Fault::VerificationDiscouraged => switch.operation == Operation::AssertionOptions,
            Fault::UnknownAlgorithms => switch.operation == Operation::AttestationOptions,
            Fault::Tampered => switch.operation.takes_credential(),
            Fault::Unavailable
            | Fault::Drop
            | Fault::Html
            | Fault::Truncated
            | Fault::Oversized
            | Fault::Hang
            | Fault::SessionExpired
            | Fault::UnknownCode => true,
        };
        // These options come from the call that gives those for signing in.
        let is_called = switch.operation != Operation::VerificationOptions;
        if !fits || !is_called || switch.times == Some(0) {
            return Err(Problem::RequestInvalid);
        }
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(switch.operation, switch);
        Ok(())
    }

    /// Switches all faults off.
    pub(crate) fn all_off(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Returns the operation's fault, if it has one, and uses up one of its times.
    fn strike(&self, operation: Operation) -> Option<Fault> {
        let mut switches = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let switch = switches.get_mut(&operation)?;
        let fault = switch.fault;
        if let Some(times) = &mut switch.times {
            *times -= 1;
            if *times == 0 {
                switches.remove(&operation);
            }
        }
        Some(fault)
    }
}

/// Counts a call, and makes it fail if its operation's switch is on.
pub(crate) async fn apply(
    State(app): State<Arc<App>>,
    OriginalUri(uri): OriginalUri,
    ConnectInfo(connection): ConnectInfo<Connection>,
    request: Request,
    next: Next,
) -> Response {
    let Some(demo) = &app.demo else { return next.run(request).await };
    let operation = uri
        .path()
        .strip_prefix("/api")
        .and_then(|path| Operation::of_native_call(request.method().as_str(), path));
    let Some(operation) = operation else { return next.run(request).await };
    demo.calls.count(operation);
    let Some(fault) = demo.faults.strike(operation) else {
        return next.run(request).await;
    };
    match fault {
        Fault::Unavailable => Problem::Unavailable.into_response(),
        Fault::UnknownCode => Problem::UnknownCode.into_response(),
        Fault::SessionExpired => Problem::SessionExpired.into_response(),
        Fault::Html => {
            Html("<!doctype html><title>Sign in to this network</title><p>Sign in to this network.")
                .into_response()
        }
        Fault::Truncated => json_text(r#"{"status":"ok","errorMessage":"","flow":"AAAA"#.to_owned()),
        Fault::Oversized => json_text(json!({ "padding": "x".repeat(2_000_000) }).to_string()),
        Fault::Hang => future::pending().await,
        Fault::Drop => {
            // Only browsers send this header.
            if request.headers().contains_key("sec-fetch-mode") {
                connection.cut_for_good();
            } else {
                connection.cut();
            }
            // Nobody reads this: nothing is written to a connection that was cut.
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
        Fault::MalformedOptions => {
            altered(next.run(request).await, "challenge", "This is not base64url!".into()).await
        }
        Fault::VerificationDiscouraged => {
            altered(next.run(request).await, "userVerification", "discouraged".into()).await
        }
        Fault::UnknownAlgorithms => {
            let algorithms = json!([{ "type": "private-key", "alg": -7 }]);
            altered(next.run(request).await, "pubKeyCredParams", algorithms).await
        }
        Fault::Tampered => match tampered(request).await {
            Ok(request) => next.run(request).await,
            Err(problem) => problem.into_response(),
        },
    }
}

fn json_text(text: String) -> Response {
    ([(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))], text).into_response()
}

/// Returns the response with one member of its options replaced.
async fn altered(answer: Response, member: &str, value: Value) -> Response {
    if answer.status() != StatusCode::OK {
        return answer;
    }
    let (mut parts, body) = answer.into_parts();
    let read = to_bytes(body, usize::MAX).await.ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let Some(mut options) = read else { return Problem::Internal.into_response() };
    set(&mut options, member, value);
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(options.to_string()))
}

async fn tampered(request: Request) -> Result<Request, Problem> {
    let (mut parts, body) = request.into_parts();
    let bytes = to_bytes(body, MAX_BODY).await.map_err(|_| Problem::RequestTooLarge)?;
    let mut result: Value = serde_json::from_slice(&bytes).map_err(|_| Problem::RequestInvalid)?;
    if let Some(response) = result.get_mut("response") {
        alter(response, "signature", |signature| {
            let last = signature.last_mut()?;
            *last ^= 1;
            Some(())
        });
        alter(response, "attestationObject", |object| {
            let mut data = authenticator_data::read(object)?;
            *data.first_mut()? ^= 1;
            *object = authenticator_data::replace(object, data)?;
            Some(())
        });
    }
    parts.headers.remove(header::CONTENT_LENGTH);
    Ok(Request::from_parts(parts, Body::from(result.to_string())))
}

fn alter(response: &mut Value, member: &str, change: impl FnOnce(&mut Vec<u8>) -> Option<()>) {
    let Some(mut bytes) = response.get(member).and_then(Value::as_str).and_then(base64url::decode) else {
        return;
    };
    if change(&mut bytes).is_some() {
        set(response, member, base64url::encode(&bytes).into());
    }
}
