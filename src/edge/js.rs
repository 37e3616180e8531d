//! Access to JavaScript values of unknown shape.

use js_sys::{Function, JSON, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Returns the member `name` of `object`; `None` if there is none, or reading it throws.
pub(crate) fn member(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &name.into()).ok().filter(|value| !value.is_undefined() && !value.is_null())
}

/// Returns the string in the member `name` of `object`.
pub(crate) fn text(object: &JsValue, name: &str) -> Option<String> {
    member(object, name)?.as_string()
}

/// Sets the member `name` of `object`.
pub(crate) fn set(object: &JsValue, name: &str, value: &JsValue) {
    // Only frozen objects refuse, and the ones set here are our own.
    let _ = Reflect::set(object, &name.into(), value);
}

/// Calls the method `name` of `object`. `None` if there is none, or it throws.
pub(crate) fn call(object: &JsValue, name: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let method: Function = member(object, name)?.dyn_into().ok()?;
    method.apply(object, &arguments.iter().cloned().collect()).ok()
}

/// Calls the method `name` of `object` and awaits its promise. `None` if any of that fails.
pub(crate) async fn call_async(object: &JsValue, name: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let promise: Promise = call(object, name, arguments)?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}

/// Returns the member `name` of the window.
pub(crate) fn global(name: &str) -> Option<JsValue> {
    member(&window(), name)
}

/// Parses JSON into a JavaScript value.
pub(crate) fn parse_json(text: &str) -> Option<JsValue> {
    JSON::parse(text).ok()
}

/// Serializes a JavaScript value to JSON.
pub(crate) fn to_json(value: &JsValue) -> Option<String> {
    JSON::stringify(value).ok()?.as_string()
}

/// Returns the milliseconds on a clock that isn't affected by changes to the system time.
pub(crate) fn monotonic_ms() -> f64 {
    window().performance().map_or(0.0, |performance| performance.now())
}

/// Returns [`monotonic_ms`] as a whole number.
pub(crate) fn monotonic_whole_ms() -> u64 {
    #[expect(
        clippy::as_conversions,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a float saturates, and the clock starts at zero"
    )]
    let whole = monotonic_ms() as u64;
    whole
}
