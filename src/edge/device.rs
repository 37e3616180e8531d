//! What the browser says about itself: `PublicKeyCredential` and its static methods.

use latchkey_core::Device;
use leptos::prelude::window;
use wasm_bindgen::JsValue;

use super::js;

/// Returns `PublicKeyCredential` if the browser supports WebAuthn here, which also takes
/// `navigator.credentials` and a secure context.
fn webauthn() -> Option<JsValue> {
    let secure = window().is_secure_context();
    let navigator = js::global("navigator")?;
    let interface = js::global("PublicKeyCredential").filter(JsValue::is_function);
    interface.filter(|_| secure && js::member(&navigator, "credentials").is_some())
}

/// Returns what is known without asking.
pub(crate) fn at_once() -> Device {
    if webauthn().is_some() { Device::UNKNOWN } else { Device::WITHOUT_PASSKEYS }
}

/// Asks the browser: by `getClientCapabilities()` or, where that is missing, by the older methods.
pub(crate) async fn ask() -> Device {
    let Some(interface) = webauthn() else { return Device::WITHOUT_PASSKEYS };
    let capabilities = js::call_async(&interface, "getClientCapabilities", &[]).await;
    let capability = |name| js::member(capabilities.as_ref()?, name)?.as_bool();
    Device {
        webauthn: true,
        conditional_get: match capability("conditionalGet") {
            Some(there) => Some(there),
            None => asked(&interface, "isConditionalMediationAvailable").await,
        },
        platform_authenticator: match capability("userVerifyingPlatformAuthenticator") {
            Some(there) => Some(there),
            None => asked(&interface, "isUserVerifyingPlatformAuthenticatorAvailable").await,
        },
        hybrid_transport: capability("hybridTransport"),
        immediate_get: capability("immediateGet"),
        conditional_create: capability("conditionalCreate"),
    }
}

async fn asked(interface: &JsValue, method: &str) -> Option<bool> {
    js::call_async(interface, method, &[]).await?.as_bool()
}
