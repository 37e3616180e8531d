//! What a ceremony's options should contain.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::Value;

/// Minimum length of a challenge (WebAuthn Level 3 §13.4.3), in bytes.
const LEAST_CHALLENGE: usize = 16;
/// Maximum length of a user handle (§5.4.3), in bytes.
const MOST_USER_HANDLE: usize = 64;

/// Returns what is wrong with the options of a registration, for pages on this host.
pub(crate) fn of_creation(options: &Value, host: &str) -> Vec<String> {
    let mut wrong = common(options, options.pointer("/rp/id"), host);
    match bytes(&options["user"]["id"]) {
        Some(handle) if (1..=MOST_USER_HANDLE).contains(&handle.len()) => {}
        _ => wrong.push("user.id isn't base64url of 1 to 64 bytes".to_owned()),
    }
    let algorithms = options["pubKeyCredParams"].as_array().map(Vec::as_slice).unwrap_or_default();
    if !algorithms.iter().any(|entry| entry["type"] == "public-key") {
        wrong.push("pubKeyCredParams has no entry of type public-key: users are shown B2".to_owned());
    }
    wrong
}

/// Returns what is wrong with the options of an authentication.
pub(crate) fn of_request(options: &Value, host: &str) -> Vec<String> {
    common(options, options.get("rpId"), host)
}

/// Returns whether a list of credentials in the options has this one.
pub(crate) fn lists(options: &Value, member: &str, id: &str) -> bool {
    let entries = options[member].as_array().map(Vec::as_slice).unwrap_or_default();
    entries.iter().any(|entry| entry["id"].as_str().is_some_and(|listed| listed.trim_end_matches('=') == id))
}

fn common(options: &Value, rp_id: Option<&Value>, host: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    match bytes(&options["challenge"]) {
        None => wrong.push("the challenge isn't base64url".to_owned()),
        Some(challenge) if challenge.len() < LEAST_CHALLENGE => {
            wrong.push(format!("the challenge has {} bytes instead of at least 16", challenge.len()));
        }
        Some(_) => {}
    }
    if let Some(rp_id) = rp_id.and_then(Value::as_str)
        && rp_id != host
        && !host.ends_with(&format!(".{rp_id}"))
    {
        wrong.push(format!("the relying party ID {rp_id} isn't valid for pages on {host}"));
    }
    wrong
}

fn bytes(text: &Value) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text.as_str()?.trim_end_matches('=')).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn good_options_pass_and_what_a_browser_would_stumble_over_is_named() {
        let good = json!({
            "challenge": "AAAAAAAAAAAAAAAAAAAAAA", "rp": { "id": "example.test", "name": "a" }, "user": { "id": "YQ" },
            "pubKeyCredParams": [{ "type": "public-key", "alg": -7 }],
        });
        assert_eq!(of_creation(&good, "id.example.test"), Vec::<String>::new());
        for (at, value, named) in [
            ("/challenge", json!("+/+/"), "base64url"),
            ("/challenge", json!("YQ"), "1 bytes"),
            ("/rp/id", json!("other.test"), "other.test"),
            ("/rp/id", json!("ample.test"), "ample.test"),
            ("/user/id", json!(""), "user.id"),
            ("/pubKeyCredParams/0/type", json!("quantum"), "B2"),
        ] {
            let mut options = good.clone();
            *options.pointer_mut(at).unwrap() = value;
            let wrong = of_creation(&options, "id.example.test");
            assert!(wrong.len() == 1 && wrong[0].contains(named), "{at}: {wrong:?}");
        }
    }
}
