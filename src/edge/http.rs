//! Calls to the backend: JSON both ways, with a deadline, an `AbortSignal` and a limit of size.

use std::pin::pin;

use futures::future::{Either, select};
use gloo_net::http::{Method, RequestBuilder, Response};
use gloo_timers::future::TimeoutFuture;
use js_sys::Uint8Array;
use latchkey_core::classify::{BackendFailure, Stage};
use latchkey_core::wire::ProblemDetails;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, ReadableStreamDefaultReader};

use super::js;

/// Milliseconds that a call may take, its body included.
const DEADLINE_MS: u32 = 15_000;
/// Bytes of the largest answer that is read.
const ANSWER_LIMIT: usize = 256 * 1024;

/// A call to be made.
pub(crate) struct Call {
    /// The method.
    pub(crate) method: Method,
    /// The path, with its query.
    pub(crate) path: String,
    /// The body, as JSON.
    pub(crate) body: Option<String>,
    /// What the call is for.
    pub(crate) stage: Stage,
}

/// Makes the call. Gives the answer's body, which is JSON or empty; it is still to be parsed.
pub(crate) async fn send(call: Call, abort: &AbortController) -> Result<String, BackendFailure> {
    let stage = call.stage;
    let answer = pin!(exchange(call, abort));
    match select(answer, TimeoutFuture::new(DEADLINE_MS)).await {
        Either::Left((result, _)) => result,
        Either::Right(_) => {
            abort.abort();
            Err(BackendFailure::TimedOut(stage))
        }
    }
}

async fn exchange(call: Call, abort: &AbortController) -> Result<String, BackendFailure> {
    let stage = call.stage;
    let builder = RequestBuilder::new(&call.path)
        .method(call.method)
        .header("accept", "application/json, application/problem+json")
        .cache(web_sys::RequestCache::NoStore)
        .redirect(web_sys::RequestRedirect::Error)
        .abort_signal(Some(&abort.signal()));
    let request = match call.body {
        Some(body) => builder.header("content-type", "application/json").body(body),
        None => builder.build(),
    };
    let request = request.map_err(|_| BackendFailure::Unreachable(stage))?;
    let response = request.send().await.map_err(|_| BackendFailure::Unreachable(stage))?;
    let body = read(&response).await;
    if response.ok() {
        let body = body.map_err(|failure| failure.at(stage))?;
        if !body.is_empty() && !is_json(&response) {
            return Err(BackendFailure::Malformed(stage));
        }
        return Ok(body);
    }
    // A refusal counts even where its body can't be read.
    let details: ProblemDetails =
        body.ok().and_then(|body| serde_json::from_str(&body).ok()).unwrap_or_default();
    Err(BackendFailure::Refused {
        stage,
        status: response.status(),
        code: details.code,
        retry_after_s: details.retry_after_s,
        tries_left: details.tries_left,
    })
}

enum ReadFailure {
    Cut,
    TooLarge,
}

impl ReadFailure {
    fn at(self, stage: Stage) -> BackendFailure {
        match self {
            Self::Cut => BackendFailure::Unreachable(stage),
            Self::TooLarge => BackendFailure::Malformed(stage),
        }
    }
}

/// Reads the body piece by piece, so that an endless one doesn't fill the memory.
async fn read(response: &Response) -> Result<String, ReadFailure> {
    let Some(stream) = response.body() else { return Ok(String::new()) };
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let mut bytes = Vec::new();
    loop {
        let piece = JsFuture::from(reader.read()).await.map_err(|_| ReadFailure::Cut)?;
        let Some(value) = js::member(&piece, "value") else { break };
        let piece: Uint8Array = value.unchecked_into();
        let piece = piece.to_vec();
        if bytes.len() + piece.len() > ANSWER_LIMIT {
            let _ = reader.cancel();
            return Err(ReadFailure::TooLarge);
        }
        bytes.extend(piece);
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn is_json(response: &Response) -> bool {
    response.headers().get("content-type").is_some_and(|kind| {
        let kind = kind.to_ascii_lowercase();
        kind.starts_with("application/json") || kind.starts_with("application/problem+json")
    })
}
