//! How a result is altered on its way to a backend, and what a user sees of the refusal.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use latchkey_tests::{Site, ThirdParty};
use serde_json::{Value, json};

use crate::states::{State, VERIFICATION_FAILED};

/// Returns the cookie that identifies a challenge, which the browser drops when it expires.
pub(super) fn cookie_of_challenge(site: &Site<'_>) -> &'static str {
    match site.backend() {
        ThirdParty::BetterAuth => "better-auth.better-auth-passkey",
        ThirdParty::DjangoAllauth => "sessionid",
        ThirdParty::PythonFido2 => "session",
        ThirdParty::SimpleWebAuthn => "connect.sid",
        ThirdParty::WebauthnRsTutorial => "webauthnrs",
    }
}

/// Returns the state that is shown: if the backend's answer is the same as for a wrong signature, the state of that.
pub(super) fn told<'a>(site: &Site<'_>, state: &'a State) -> &'a State {
    if site.cannot_tell(state.id) { &VERIFICATION_FAILED } else { state }
}

/// Alters the signature of an assertion, wherever it is in the body.
pub(super) fn tamper(body: &mut Value) {
    match body {
        Value::Object(members) => {
            for (name, value) in members {
                match value.as_str().filter(|_| name == "signature") {
                    Some(signature) => *value = json!(with_another_byte(signature)),
                    None => tamper(value),
                }
            }
        }
        Value::Array(entries) => entries.iter_mut().for_each(tamper),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn with_another_byte(signature: &str) -> String {
    let mut bytes = URL_SAFE_NO_PAD.decode(signature).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    URL_SAFE_NO_PAD.encode(bytes)
}
