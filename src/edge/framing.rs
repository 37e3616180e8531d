//! What the browser lets this document do, where another one is around it: its Permissions Policy and its cookies.

use std::cell::Cell;

use latchkey_core::Message;
use latchkey_core::framing::{self, Framing};
use latchkey_core::problem::{Operation, Problem};
use leptos::prelude::document;
use wasm_bindgen::JsValue;

use super::js;

/// Milliseconds within which nobody can have seen and answered a prompt.
const MOMENT_MS: u32 = 250;
/// A cookie that only shows whether one like the session's is kept.
const PROBE: &str = "latchkey-probe=1; SameSite=Strict; Max-Age=";

thread_local! {
    /// The browser refused a request at once that it couldn't have refused for another reason.
    static REFUSED: Cell<bool> = const { Cell::new(false) };
}

/// Tells the developer in the console what is missing, as far as the browser says so before anything fails.
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

/// What there is to tell a developer of a documented state.
pub(crate) fn explanation(problem: Problem, operation: Operation) -> Option<Message> {
    let is_framed = is_framed_by_another_origin();
    let framing = Framing {
        is_framed,
        refuses_ceremony: allows(framing::feature(operation)).map_or_else(|| REFUSED.get(), |allows| !allows),
        refuses_cookie: is_framed && !keeps_cookie(),
    };
    let origin = js::global("origin").and_then(|origin| origin.as_string()).unwrap_or_default();
    framing::explanation(framing, problem, operation, &origin)
}

/// Keeps in mind what a request failed by, for browsers that don't tell their policy.
pub(crate) fn note_refusal(error: &str, elapsed_ms: u32) {
    if is_framed_by_another_origin()
        && elapsed_ms < MOMENT_MS
        && matches!(error, "NotAllowedError" | "SecurityError")
    {
        REFUSED.set(true);
        check();
    }
}

/// Whether the policy of this document has the feature; `None` where the browser doesn't tell.
fn allows(feature: &str) -> Option<bool> {
    let policy =
        js::member(&document(), "permissionsPolicy").or_else(|| js::member(&document(), "featurePolicy"))?;
    let asked = |of: &JsValue, method| js::call(of, method, &[feature.into()])?.as_bool();
    // Of a feature that it doesn't know, a browser says that it isn't allowed.
    asked(&js::call(&policy, "features", &[])?, "includes")?.then(|| asked(&policy, "allowsFeature"))?
}

fn is_framed_by_another_origin() -> bool {
    // A document of the same origin, as around no frame there is this one itself, can be looked at.
    js::global("parent").is_some_and(|parent| js::member(&parent, "document").is_none())
}

/// Whether the browser keeps a cookie such as that of the session here.
fn keeps_cookie() -> bool {
    let write = |age: &str| js::set(&document(), "cookie", &[PROBE, age].concat().into());
    write("9");
    let kept = js::text(&document(), "cookie").is_some_and(|cookies| cookies.contains("latchkey-probe"));
    write("0");
    kept
}
