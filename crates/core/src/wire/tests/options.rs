//! Tests of the ceremonies' options, as backends write them.

use serde_json::{Value, json};

use crate::wire::{AuthenticatorSelection, CreationOptions, RequestOptions};

const CHALLENGE: &str = "cGFzc2tleS1jaGFsbGVuZ2UtMzItYnl0ZXMtbG9uZyE";

fn creation() -> Value {
    json!({
        "status": "ok",
        "errorMessage": "",
        "flow": "AAAAAAAAAAAAAAAAAAAAAA",
        "rp": {"id": "example.org", "name": "Example", "icon": "https://example.org/icon.png"},
        "user": {"id": "dXNlci1oYW5kbGU", "name": "alice", "displayName": "Alice Example"},
        "challenge": CHALLENGE,
        "pubKeyCredParams": [{"type": "public-key", "alg": -7}, {"type": "public-key", "alg": -257}],
        "timeout": 60_000,
        "excludeCredentials": [{"type": "public-key", "id": "Y3JlZGVudGlhbA", "transports": ["internal", "smoke-signal"]}],
        "authenticatorSelection": {
            "residentKey": "required",
            "requireResidentKey": true,
            "userVerification": "required",
        },
        "hints": ["client-device"],
        "attestation": "none",
        "attestationFormats": ["packed"],
        "extensions": {"credProps": true},
    })
}

fn request() -> Value {
    json!({
        "status": "ok",
        "errorMessage": "",
        "flow": "AAAAAAAAAAAAAAAAAAAAAA",
        "challenge": CHALLENGE,
        "timeout": 60_000,
        "rpId": "example.org",
        "allowCredentials": [{"type": "public-key", "id": "Y3JlZGVudGlhbA", "transports": ["hybrid"]}],
        "userVerification": "required",
        "hints": ["hybrid"],
        "extensions": {"appid": "https://example.org"},
    })
}

fn with(mut options: Value, member: &str, value: Value) -> Value {
    options[member] = value;
    options
}

fn without(mut options: Value, member: &str) -> Value {
    options.as_object_mut().expect("an object").remove(member).expect("the member");
    options
}

fn read_creation(options: Value) -> Result<CreationOptions, String> {
    serde_json::from_value(options).map_err(|error| error.to_string())
}

fn read_request(options: Value) -> Result<RequestOptions, String> {
    serde_json::from_value(options).map_err(|error| error.to_string())
}

#[test]
fn creation_options_are_read_and_unknown_members_ignored() {
    let options = read_creation(creation()).expect("options");
    assert_eq!(options.rp.id.as_deref(), Some("example.org"));
    assert_eq!(options.user.id.decode(), b"user-handle");
    assert_eq!(options.user.display_name, "Alice Example");
    assert_eq!(options.challenge.decode(), b"passkey-challenge-32-bytes-long!");
    assert_eq!(options.pub_key_cred_params[1].alg, -257);
    assert_eq!(options.exclude_credentials[0].transports, ["internal", "smoke-signal"]);
    assert_eq!(options.timeout, Some(60_000));
    assert!(options.offers_public_key());
    assert!(options.requires_resident_key());
    assert!(options.requires_user_verification());
}

#[test]
fn request_options_are_read_and_unknown_members_ignored() {
    let options = read_request(request()).expect("options");
    assert_eq!(options.rp_id.as_deref(), Some("example.org"));
    assert_eq!(options.allow_credentials[0].id.decode(), b"credential");
    assert_eq!(options.allow_credentials[0].transports, ["hybrid"]);
    assert_eq!(options.hints, ["hybrid"]);
    assert!(options.requires_user_verification());
}

#[test]
fn optional_members_may_be_absent() {
    let options: CreationOptions = read_creation(json!({
        "rp": {"name": "Example"},
        "user": {"id": "dQ", "name": "alice", "displayName": ""},
        "challenge": CHALLENGE,
        "pubKeyCredParams": [{"type": "public-key", "alg": -7}],
    }))
    .expect("options");
    assert!(options.exclude_credentials.is_empty());
    assert_eq!(options.authenticator_selection, None);
    assert!(!options.requires_resident_key());
    assert!(!options.requires_user_verification());

    let options = read_request(json!({ "challenge": CHALLENGE })).expect("options");
    assert!(options.allow_credentials.is_empty());
    assert_eq!(options.rp_id, None);
    assert!(!options.requires_user_verification());
}

#[test]
fn null_members_count_as_absent() {
    for member in [
        "timeout",
        "excludeCredentials",
        "authenticatorSelection",
        "hints",
        "attestation",
        "attestationFormats",
        "extensions",
    ] {
        let absent = read_creation(without(creation(), member)).expect("without the member");
        assert_eq!(read_creation(with(creation(), member, Value::Null)), Ok(absent), "{member}");
    }
    for member in ["timeout", "rpId", "allowCredentials", "userVerification", "hints", "extensions"] {
        let absent = read_request(without(request(), member)).expect("without the member");
        assert_eq!(read_request(with(request(), member, Value::Null)), Ok(absent), "{member}");
    }
}

#[test]
fn null_members_of_members_count_as_absent() {
    let mut options = creation();
    options["rp"]["id"] = Value::Null;
    options["excludeCredentials"][0]["transports"] = Value::Null;
    options["authenticatorSelection"] = json!({
        "authenticatorAttachment": null,
        "residentKey": null,
        "requireResidentKey": null,
        "userVerification": null,
    });
    let options = read_creation(options).expect("options");
    assert_eq!(options.rp.id, None);
    assert!(options.exclude_credentials[0].transports.is_empty());
    assert_eq!(options.authenticator_selection, Some(AuthenticatorSelection::default()));
}

#[test]
fn what_is_not_options_is_refused() {
    let wrong = [
        ("challenge", json!("not base64url!")),
        ("challenge", json!("a+b/")),
        ("challenge", json!(7)),
        ("challenge", Value::Null),
        ("challenge", json!({"bytes": [1, 2]})),
        ("timeout", json!("60000")),
        ("timeout", json!(-1)),
        ("hints", json!("hybrid")),
        ("extensions", json!([])),
    ];
    for (member, value) in wrong {
        assert!(read_creation(with(creation(), member, value.clone())).is_err(), "{member}: {value}");
        assert!(read_request(with(request(), member, value.clone())).is_err(), "{member}: {value}");
    }
    for member in ["challenge", "rp", "user", "pubKeyCredParams"] {
        assert!(read_creation(without(creation(), member)).is_err(), "without {member}");
    }
    assert!(read_request(without(request(), "challenge")).is_err());
    assert!(read_request(with(request(), "allowCredentials", json!([{"type": "public-key"}]))).is_err());
    assert!(read_creation(with(creation(), "pubKeyCredParams", Value::Null)).is_err());
}

#[test]
fn a_page_of_html_and_half_a_document_are_refused() {
    let whole = request().to_string();
    let html = "<!doctype html><title>Bad gateway</title>";
    for text in [html, "", "null", "[]", "\"ok\"", &whole[..whole.len() / 2], &whole[..whole.len() - 1]] {
        assert!(serde_json::from_str::<RequestOptions>(text).is_err(), "{text}");
        assert!(serde_json::from_str::<CreationOptions>(text).is_err(), "{text}");
    }
    assert!(serde_json::from_str::<RequestOptions>(&whole).is_ok());
}

#[test]
fn padded_base64url_is_accepted_and_passed_on_without_padding() {
    let options = read_request(with(request(), "challenge", json!("dXNlci1oYW5kbGU="))).expect("options");
    assert_eq!(options.challenge.as_str(), "dXNlci1oYW5kbGU");
    let options = read_creation(with(creation(), "challenge", json!("dQ=="))).expect("options");
    assert_eq!(options.challenge.decode(), b"u");
}

#[test]
fn browsers_get_the_options_spelled_as_the_specification_spells_them() {
    let mut expected = without(without(without(creation(), "status"), "errorMessage"), "flow");
    expected["rp"].as_object_mut().expect("an object").remove("icon");
    let written = serde_json::to_value(read_creation(creation()).expect("options")).expect("JSON");
    assert_eq!(written, expected);

    let expected = without(without(without(request(), "status"), "errorMessage"), "flow");
    let written = serde_json::to_value(read_request(request()).expect("options")).expect("JSON");
    assert_eq!(written, expected);
}

#[test]
fn absent_members_stay_absent_for_the_browser() {
    let options = json!({ "challenge": CHALLENGE });
    let written = serde_json::to_value(read_request(options.clone()).expect("options")).expect("JSON");
    assert_eq!(written, options);
}

#[test]
fn the_level_1_member_for_a_resident_key_counts_too() {
    let selection = json!({"requireResidentKey": true});
    let options = read_creation(with(creation(), "authenticatorSelection", selection)).expect("options");
    assert!(options.requires_resident_key());
    assert!(!options.requires_user_verification());
}

#[test]
fn options_without_an_algorithm_of_type_public_key_offer_none() {
    for parameters in [json!([]), json!([{"type": "quantum-key", "alg": -7}])] {
        let options = read_creation(with(creation(), "pubKeyCredParams", parameters)).expect("options");
        assert!(!options.offers_public_key());
    }
}
