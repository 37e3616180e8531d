//! Credentials that are wrong in one place.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::Value;

/// Returns the credential with another signature of the same length.
pub(crate) fn signature(credential: &Value) -> Value {
    in_bytes(credential, "signature", |bytes| {
        if let Some(last) = bytes.last_mut() {
            *last ^= 0x01;
        }
    })
}

/// Returns the credential with another value for a member of its client data; the signature is of the
/// original.
pub(crate) fn client_data(credential: &Value, member: &str, value: &str) -> Value {
    in_bytes(credential, "clientDataJSON", |bytes| {
        if let Ok(mut data) = serde_json::from_slice::<Value>(bytes) {
            data[member] = value.into();
            *bytes = data.to_string().into_bytes();
        }
    })
}

/// Returns the credential with the attestation of another relying party: the RP ID hash, with which
/// authenticator data starts (WebAuthn Level 3 §6.1), is altered.
pub(crate) fn attestation(credential: &Value) -> Value {
    let Some(data) = decoded(&credential["response"]["authenticatorData"]) else { return credential.clone() };
    let tampered = in_bytes(credential, "attestationObject", |object| {
        if let Some(at) = object.windows(data.len()).position(|window| window == data)
            && let Some(first) = object.get_mut(at)
        {
            *first ^= 0x01;
        }
    });
    in_bytes(&tampered, "authenticatorData", |bytes| {
        if let Some(first) = bytes.first_mut() {
            *first ^= 0x01;
        }
    })
}

fn in_bytes(credential: &Value, member: &str, alter: impl FnOnce(&mut Vec<u8>)) -> Value {
    let mut altered = credential.clone();
    if let Some(mut bytes) = decoded(&credential["response"][member]) {
        alter(&mut bytes);
        altered["response"][member] = URL_SAFE_NO_PAD.encode(bytes).into();
    }
    altered
}

fn decoded(text: &Value) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text.as_str()?.trim_end_matches('=')).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_what_is_named_is_altered() {
        let good = json!({ "id": "YQ", "response": {
            "clientDataJSON": URL_SAFE_NO_PAD.encode(r#"{"challenge":"YQ","type":"webauthn.get"}"#),
            "signature": "AQID", "authenticatorData": "BAUG", "attestationObject": "AAQFBgA",
        } });
        assert_eq!(signature(&good)["response"]["signature"], "AQIC");
        let other = client_data(&good, "challenge", "Yg");
        assert_eq!(
            decoded(&other["response"]["clientDataJSON"]).unwrap(),
            br#"{"challenge":"Yg","type":"webauthn.get"}"#
        );
        let attested = attestation(&good);
        assert_eq!(attested["response"]["attestationObject"], "AAUFBgA");
        assert_eq!(
            (&attested["id"], &attested["response"]["signature"]),
            (&good["id"], &good["response"]["signature"])
        );
    }
}
