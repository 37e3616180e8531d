//! What the browser lets this document do inside another one: its Permissions Policy and its cookies.

use std::cell::Cell;

use latchkey_core::Message;
use latchkey_core::frame_policy::{self, Framing};
use latchkey_core::problem::{Operation, Problem};
use leptos::prelude::document;
use wasm_bindgen::JsValue;

use super::js;

/// Milliseconds within which nobody can have seen and answered a prompt.
const MOMENT_MS: u32 = 250;
/// A cookie that only shows whether one like the session's is kept.
const PROBE: &str = "latchkey-probe=1; SameSite=Strict; Max-Age=";

thread_local! {
    /// Whether the browser has refused a request at once that it couldn't have refused for any other reason.
    static REFUSED: Cell<bool> = const { Cell::new(false) };
}

/// Reports what is missing to the developer in the console, as far as the browser says so before anything
/// fails.
pub(crate) fn check() {
    for operation in Operation::ALL {
        report(explanation(Problem::unavailable(operation), operation));
    }
    report(explanation(Problem::SessionExpired, Operation::SignIn));
}

fn report(found: Option<Message>) {
    if let Some(message) = found {
        leptos::logging::error!("latchkey: {}", message.english());
    }
}

/// Returns what to tell a developer about a documented state.
pub(crate) fn explanation(problem: Problem, operation: Operation) -> Option<Message> {
    let is_framed = is_framed_by_another_origin();
    let framing = Framing {
        is_framed,
        refuses_ceremony: allows(frame_policy::feature(operation))
            .map_or_else(|| REFUSED.get(), |allows| !allows),
        refuses_cookie: is_framed && !keeps_cookie(),
    };
    let origin = js::global("origin").and_then(|origin| origin.as_string()).unwrap_or_default();
    frame_policy::explanation(framing, problem, operation, &origin)
}

/// Takes note of how a request failed, for browsers that don't reveal their policy.
pub(crate) fn note_refusal(error: &str, elapsed_ms: u32) {
    if is_framed_by_another_origin()
        && elapsed_ms < MOMENT_MS
        && matches!(error, "NotAllowedError" | "SecurityError")
    {
        REFUSED.set(true);
        check();
    }
}

/// Returns whether this document's policy allows the feature; `None` if the browser doesn't say.
fn allows(feature: &str) -> Option<bool> {
    let policy =
        js::member(&document(), "permissionsPolicy").or_else(|| js::member(&document(), "featurePolicy"))?;
    let asked = |of: &JsValue, method| js::call(of, method, &[feature.into()])?.as_bool();
    // Browsers report features that they don't know as not allowed.
    asked(&js::call(&policy, "features", &[])?, "includes")?.then(|| asked(&policy, "allowsFeature"))?
}

fn is_framed_by_another_origin() -> bool {
    // A parent of the same origin can be looked into; without a frame, the parent is the document itself.
    js::global("parent").is_some_and(|parent| js::member(&parent, "document").is_none())
}

/// Returns whether the browser keeps a cookie like the session's here.
fn keeps_cookie() -> bool {
    let write = |age: &str| js::set(&document(), "cookie", &[PROBE, age].concat().into());
    write("9");
    let kept = js::text(&document(), "cookie").is_some_and(|cookies| cookies.contains("latchkey-probe"));
    write("0");
    kept
}
