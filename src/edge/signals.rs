//! The Signal API of `PublicKeyCredential` (WebAuthn Level 3 §5.1.10). Nothing waits for a signal, and nobody
//! learns whether it had an effect: browsers don't say, so that no page finds out who has a passkey.

use latchkey_core::flow::signal::Signal;
use leptos::prelude::window;
use wasm_bindgen_futures::spawn_local;

use super::js;

/// Sends the signal if the browser supports it.
pub(crate) fn send(signal: &Signal) {
    let argument = serde_json::to_string(signal).ok().and_then(|json| js::parse_json(&json));
    let (Some(interface), Some(argument)) = (js::global("PublicKeyCredential"), argument) else { return };
    if js::member(&argument, "rpId").is_none() {
        js::set(&argument, "rpId", &window().location().hostname().unwrap_or_default().into());
    }
    let method = signal.method();
    spawn_local(async move {
        js::call_async(&interface, method, &[argument]).await;
    });
}
