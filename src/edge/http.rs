//! Calls to the backend, with a deadline, an `AbortSignal` and a size limit. While offline, they wait.

use std::pin::pin;

use futures::future::{Either, select};
use gloo_net::http::{Headers, Method, RequestBuilder, Response};
use js_sys::Uint8Array;
use latchkey_core::classify::{BackendFailure, Stage};
use latchkey_core::network::{LostCall, Next};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, AbortSignal, ReadableStreamDefaultReader, RequestCache, RequestCredentials,
    RequestRedirect,
};

use super::js;
use super::network::{self, Interruption};
use super::timers;

/// Milliseconds that a call may take, including its body.
const DEADLINE_MS: u32 = 15_000;
/// Size of the largest answer that is read, in bytes.
const ANSWER_LIMIT: usize = 256 * 1024;

/// A call to be made.
pub(crate) struct Request {
    pub(crate) method: Method,
    /// The path with its query, or a URL with another origin.
    pub(crate) url: String,
    /// Header names and values, including the body's type.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Option<String>,
    /// Whether cookies are sent to other origins as well.
    pub(crate) with_cookies: bool,
    pub(crate) stage: Stage,
    /// Whether it does no harm if the backend receives the call twice.
    pub(crate) repeatable: bool,
}

/// An answer that arrived, whatever it says.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Headers,
    /// The body; for a refusal, it may be missing.
    pub(crate) body: String,
}

impl Answer {
    /// Returns whether the body is declared to be JSON.
    pub(crate) fn is_json(&self) -> bool {
        self.headers.get("content-type").is_some_and(|kind| {
            let kind = kind.to_ascii_lowercase();
            kind.starts_with("application/json") || kind.starts_with("application/problem+json")
        })
    }
}

/// Why a try yielded no answer to act on.
enum Loss {
    /// Not even the head of an answer arrived.
    NoAnswer,
    /// The answer broke off.
    Cut,
    /// Nothing that the network could fix.
    Final(BackendFailure),
}

/// Makes the call, holding it while the browser is offline. `abort` ends it at any time.
pub(crate) async fn send(call: Request, abort: &AbortSignal) -> Result<Answer, BackendFailure> {
    let unreachable = || BackendFailure::Unreachable(call.stage);
    let mut repeated = false;
    while !abort.aborted() {
        let was_online = network::is_online();
        // A call that may be sent again needn't wait out the time that a lost network leaves it unanswered.
        let interrupted = Interruption::of(abort, (call.repeatable && !repeated).then_some("offline"));
        let may_have_arrived = match try_once(&call, interrupted).await {
            Ok(answer) => return Ok(answer),
            Err(Loss::Final(failure)) => return Err(failure),
            Err(Loss::NoAnswer) => was_online,
            Err(Loss::Cut) => true,
        };
        let online = network::is_online();
        let lost = LostCall { may_have_arrived, online, repeatable: call.repeatable, repeated };
        if lost.next() == Next::Fail {
            return Err(unreachable());
        }
        repeated |= may_have_arrived;
        network::wait_until_online(abort).await;
    }
    Err(unreachable())
}

/// Makes the call once.
async fn try_once(call: &Request, interrupted: Interruption) -> Result<Answer, Loss> {
    let unreachable = BackendFailure::Unreachable(call.stage);
    let own = AbortController::new().map_err(|_| Loss::Final(unreachable))?;
    let signal = own.signal();
    let (answer, deadline) = (pin!(exchange(call, &signal)), pin!(timers::pass(DEADLINE_MS)));
    let end = match select(select(answer, interrupted), deadline).await {
        Either::Left((Either::Left((result, _)), _)) => return result,
        Either::Left((Either::Right(_), _)) => Loss::NoAnswer,
        Either::Right(_) => Loss::Final(BackendFailure::TimedOut(call.stage)),
    };
    own.abort();
    Err(end)
}

async fn exchange(call: &Request, abort: &AbortSignal) -> Result<Answer, Loss> {
    let stage = call.stage;
    let mut builder = RequestBuilder::new(&call.url)
        .method(call.method.clone())
        .header("accept", "application/json, application/problem+json")
        .cache(RequestCache::NoStore)
        .redirect(RequestRedirect::Error)
        .abort_signal(Some(abort));
    if call.with_cookies {
        builder = builder.credentials(RequestCredentials::Include);
    }
    for (name, value) in &call.headers {
        builder = builder.header(name, value);
    }
    let request = match &call.body {
        Some(body) => builder.body(body),
        None => builder.build(),
    };
    let request = request.map_err(|_| Loss::Final(BackendFailure::Unreachable(stage)))?;
    let response = request.send().await.map_err(|_| Loss::NoAnswer)?;
    let body = read(&response).await;
    let body = match body {
        Ok(body) => body,
        Err(failure) if response.ok() => return Err(failure.at(stage)),
        // A refusal counts even if its body can't be read.
        Err(_) => String::new(),
    };
    Ok(Answer { status: response.status(), headers: response.headers(), body })
}

enum ReadFailure {
    Cut,
    TooLarge,
}

impl ReadFailure {
    fn at(self, stage: Stage) -> Loss {
        match self {
            Self::Cut => Loss::Cut,
            Self::TooLarge => Loss::Final(BackendFailure::Malformed(stage)),
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
