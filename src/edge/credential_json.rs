//! Converts between WebAuthn's JSON forms and the objects of `navigator.credentials`: with the browser's own
//! `parse…FromJSON()` and `toJSON()` where they work, by hand where they are missing or broken.
//!
//! An object's class is never checked: password managers return look-alikes that aren't instances of
//! `PublicKeyCredential`.

use js_sys::{Array, ArrayBuffer, Object, Uint8Array};
use latchkey_core::wire::{
    AssertionResponse, AttestationResponse, AuthenticationResponse, Base64Url, CredentialType,
    RegistrationResponse,
};
use serde_json::Map;
use wasm_bindgen::{JsCast, JsValue};

use super::js;

/// The members of options that hold bytes, other than credential IDs.
const BYTES: [(&str, Option<&str>); 2] = [("challenge", None), ("user", Some("id"))];
/// The members of options that list credentials.
const LISTS: [&str; 2] = ["allowCredentials", "excludeCredentials"];

/// Converts a ceremony's options from their JSON. `parse` names the browser's own method.
pub(crate) fn options(json: &str, parse: &str) -> Result<JsValue, JsValue> {
    let parsed = js::parse_json(json).ok_or(JsValue::UNDEFINED)?;
    let by_browser = js::global("PublicKeyCredential")
        .and_then(|interface| js::call(&interface, parse, std::slice::from_ref(&parsed)))
        .filter(|options| js::member(options, "challenge").is_some());
    if let Some(options) = by_browser {
        return Ok(options);
    }
    for (name, inner) in BYTES {
        let Some(holder) = inner.map_or(Some(parsed.clone()), |_| js::member(&parsed, name)) else {
            continue;
        };
        decode_member(&holder, inner.unwrap_or(name));
    }
    for list in LISTS {
        for descriptor in js::member(&parsed, list).iter().flat_map(Array::from) {
            decode_member(&descriptor, "id");
        }
    }
    Ok(parsed)
}

fn decode_member(object: &JsValue, name: &str) {
    if let Some(text) = js::text(object, name)
        && let Ok(encoded) = Base64Url::try_from(text)
    {
        js::set(object, name, &Uint8Array::from(encoded.decode().as_slice()).buffer());
    }
}

/// Converts a new credential to what is sent to the backend; `None` if it can't be read.
pub(crate) fn registration(credential: &JsValue) -> Option<RegistrationResponse> {
    by_browser_or_by_hand(credential, |credential| {
        let response = js::member(credential, "response")?;
        let raw_id = bytes(credential, "rawId")?;
        Some(RegistrationResponse {
            id: raw_id.clone(),
            raw_id,
            response: AttestationResponse {
                client_data_json: bytes(&response, "clientDataJSON")?,
                attestation_object: bytes(&response, "attestationObject")?,
                transports: transports(&response),
            },
            authenticator_attachment: js::text(credential, "authenticatorAttachment"),
            client_extension_results: extension_results(credential),
            kind: CredentialType::PublicKey,
            mediation: None,
        })
    })
}

/// Converts an assertion to what is sent to the backend; `None` if it can't be read.
pub(crate) fn assertion(credential: &JsValue) -> Option<AuthenticationResponse> {
    by_browser_or_by_hand(credential, |credential| {
        let response = js::member(credential, "response")?;
        let raw_id = bytes(credential, "rawId")?;
        Some(AuthenticationResponse {
            id: raw_id.clone(),
            raw_id,
            response: AssertionResponse {
                client_data_json: bytes(&response, "clientDataJSON")?,
                authenticator_data: bytes(&response, "authenticatorData")?,
                signature: bytes(&response, "signature")?,
                user_handle: bytes(&response, "userHandle"),
            },
            authenticator_attachment: js::text(credential, "authenticatorAttachment"),
            client_extension_results: extension_results(credential),
            kind: CredentialType::PublicKey,
        })
    })
}

/// Reads what `toJSON()` returns, or the credential itself if there is no such method or its result is
/// incomplete.
fn by_browser_or_by_hand<T>(credential: &JsValue, read: fn(&JsValue) -> Option<T>) -> Option<T> {
    let json = js::call(credential, "toJSON", &[]);
    json.as_ref().and_then(read).or_else(|| read(credential))
}

/// Returns the authenticator's transports: a member in JSON, a method of the object.
fn transports(response: &JsValue) -> Vec<String> {
    js::member(response, "transports")
        .or_else(|| js::call(response, "getTransports", &[]))
        .iter()
        .flat_map(Array::from)
        .filter_map(|name| name.as_string())
        .collect()
}

/// Returns the extension outputs: a member in JSON, a method of the object. They may hold bytes, which JSON
/// can't represent; whatever can be serialized is kept.
fn extension_results(credential: &JsValue) -> Map<String, serde_json::Value> {
    js::member(credential, "clientExtensionResults")
        .or_else(|| js::call(credential, "getClientExtensionResults", &[]))
        .and_then(|results| js::to_json(&results))
        .and_then(|json| serde_json::from_str(&json).ok())
        .unwrap_or_default()
}

/// Returns bytes: base64url in JSON, an `ArrayBuffer` in the object.
fn bytes(object: &JsValue, name: &str) -> Option<Base64Url> {
    let value = js::member(object, name)?;
    if let Some(text) = value.as_string() {
        return Base64Url::try_from(text).ok();
    }
    let view = if let Some(buffer) = value.dyn_ref::<ArrayBuffer>() {
        Uint8Array::new(buffer)
    } else {
        // A view, or an `ArrayBuffer` from another realm.
        let buffer = js::member(&value, "buffer").unwrap_or_else(|| value.clone());
        value.dyn_into().unwrap_or_else(|_| Uint8Array::new(&Object::from(buffer)))
    };
    Some(Base64Url::encode(&view.to_vec()))
}
