//! What a person sees of a passkey that a backend refuses.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use latchkey_tests::{Alteration, Site, ThirdParty, with_backends};
use serde_json::{Value, json};

use super::ways::{Returning, at_set_up};
use crate::states::{NOT_ON_THIS_DEVICE, SESSION_EXPIRED, State, VERIFICATION_FAILED};

with_backends!(a_passkey_that_the_backend_has_forgotten_is_not_found ("unknown passkey") with
    with_better_auth: BetterAuth,
    with_django_allauth: DjangoAllauth,
    with_python_fido2: PythonFido2,
    with_simplewebauthn: SimpleWebAuthn,
    with_webauthn_rs_tutorial: WebauthnRsTutorial,
);
fn a_passkey_that_the_backend_has_forgotten_is_not_found(site: &Site<'_>) {
    let browser = at_set_up(site);
    let returning = Returning::to_backend_that_forgot(site, &browser);
    returning.uses_passkey();
    told(site, &NOT_ON_THIS_DEVICE).is_seen_in(&browser);
}

with_backends!(a_passkey_with_a_wrong_signature_is_refused ("tampered signature") with
    with_better_auth: BetterAuth,
    with_django_allauth: DjangoAllauth,
    with_python_fido2: PythonFido2,
    with_simplewebauthn: SimpleWebAuthn,
    with_webauthn_rs_tutorial: WebauthnRsTutorial,
);
fn a_passkey_with_a_wrong_signature_is_refused(site: &Site<'_>) {
    let browser = at_set_up(site);
    let returning = Returning::to(site, &browser);
    site.alters_next(&site.path_of("assertion.result"), Alteration::Body(tamper));
    returning.uses_passkey();
    VERIFICATION_FAILED.is_seen_in(&browser);
}

with_backends!(a_challenge_that_has_expired_ends_the_session ("expired challenge") with
    with_better_auth: BetterAuth,
    with_django_allauth: DjangoAllauth,
    with_python_fido2: PythonFido2,
    with_simplewebauthn: SimpleWebAuthn,
    with_webauthn_rs_tutorial: WebauthnRsTutorial,
);
fn a_challenge_that_has_expired_ends_the_session(site: &Site<'_>) {
    let browser = at_set_up(site);
    let returning = Returning::to(site, &browser);
    let expired = Alteration::WithoutCookie(cookie_of_challenge(site));
    site.alters_next(&site.path_of("assertion.result"), expired);
    returning.uses_passkey();
    told(site, &SESSION_EXPIRED).is_seen_in(&browser);
}

/// The cookie that a challenge is known by; when its time is over the browser drops it.
fn cookie_of_challenge(site: &Site<'_>) -> &'static str {
    match site.backend() {
        ThirdParty::BetterAuth => "better-auth.better-auth-passkey",
        ThirdParty::DjangoAllauth => "sessionid",
        ThirdParty::PythonFido2 => "session",
        ThirdParty::SimpleWebAuthn => "connect.sid",
        ThirdParty::WebauthnRsTutorial => "webauthnrs",
    }
}

/// What is shown in the place of a state: where a backend has the same answer for it and for a wrong signature, that.
fn told<'a>(site: &Site<'_>, state: &'a State) -> &'a State {
    if site.cannot_tell(state.id) { &VERIFICATION_FAILED } else { state }
}

/// Alters the signature of an assertion, wherever it stands in the body.
fn tamper(body: &mut Value) {
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
