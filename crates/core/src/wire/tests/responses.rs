//! Tests of the ceremonies' results and of the native contract's bodies.

use serde_json::{Value, json};

use crate::wire::{
    AuthenticationResponse, Base64Url, CodeSent, IdentifyAnswer, Passkey, ProblemDetails,
    RegistrationResponse, SignInAnswer, SignedIn, user_verified,
};

fn assertion() -> Value {
    json!({
        "id": "Y3JlZGVudGlhbA",
        "rawId": "Y3JlZGVudGlhbA",
        "response": {
            "clientDataJSON": "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0",
            "authenticatorData": "AAAA",
            "signature": "MEQ",
            "userHandle": "dXNlci1oYW5kbGU",
        },
        "authenticatorAttachment": "platform",
        "clientExtensionResults": {"appid": false},
        "type": "public-key",
    })
}

fn attestation() -> Value {
    json!({
        "id": "Y3JlZGVudGlhbA",
        "rawId": "Y3JlZGVudGlhbA",
        "response": {
            "clientDataJSON": "eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIn0",
            "attestationObject": "o2NmbXRkbm9uZQ",
            "transports": ["internal", "hybrid"],
        },
        "authenticatorAttachment": "cross-platform",
        "clientExtensionResults": {"credProps": {"rk": true}},
        "type": "public-key",
    })
}

#[test]
fn an_assertion_is_passed_on_spelled_as_the_specification_spells_it() {
    let read: AuthenticationResponse = serde_json::from_value(assertion()).expect("an assertion");
    assert_eq!(serde_json::to_value(read).expect("JSON"), assertion());
}

#[test]
fn a_new_credential_is_passed_on_spelled_as_the_specification_spells_it() {
    let read: RegistrationResponse = serde_json::from_value(attestation()).expect("a credential");
    assert_eq!(serde_json::to_value(read).expect("JSON"), attestation());
}

#[test]
fn what_browsers_add_to_a_new_credential_does_not_disturb() {
    let mut given = attestation();
    given["response"]["publicKey"] = json!("MFkw");
    given["response"]["publicKeyAlgorithm"] = json!(-7);
    let read: RegistrationResponse = serde_json::from_value(given).expect("a credential");
    assert_eq!(serde_json::to_value(read).expect("JSON"), attestation());
}

#[test]
fn null_and_absent_are_the_same_in_results() {
    let mut nulls = assertion();
    nulls["response"]["userHandle"] = Value::Null;
    nulls["authenticatorAttachment"] = Value::Null;
    nulls["clientExtensionResults"] = Value::Null;
    let read: AuthenticationResponse = serde_json::from_value(nulls).expect("an assertion");
    assert_eq!(read.response.user_handle, None);
    let written = serde_json::to_value(read).expect("JSON");
    assert_eq!(written.get("authenticatorAttachment"), None);
    assert_eq!(written["clientExtensionResults"], json!({}), "the specification requires the member");

    let mut nulls = attestation();
    nulls["response"]["transports"] = Value::Null;
    nulls["authenticatorAttachment"] = Value::Null;
    let read: RegistrationResponse = serde_json::from_value(nulls).expect("a credential");
    assert!(read.response.transports.is_empty());
}

#[test]
fn a_result_of_another_type_or_with_damaged_bytes_is_refused() {
    for (pointer, value) in [
        ("/type", json!("password")),
        ("/id", json!("***")),
        ("/response/signature", json!("a b")),
        ("/response/clientDataJSON", Value::Null),
        ("/response", Value::Null),
    ] {
        let mut given = assertion();
        *given.pointer_mut(pointer).expect("the member") = value;
        assert!(serde_json::from_value::<AuthenticationResponse>(given).is_err(), "{pointer}");
    }
}

#[test]
fn the_user_counts_as_verified_only_by_the_bit_for_it() {
    for (flags, verified) in
        [(0x00, false), (0x01, false), (0x04, true), (0x05, true), (0x1d, true), (0xfb, false)]
    {
        let mut data = vec![0xff; 32];
        data.push(flags);
        data.extend([0, 0, 0, 1]);
        assert_eq!(user_verified(&Base64Url::encode(&data)), verified, "{flags:#04x}");
    }
}

#[test]
fn data_too_short_for_flags_does_not_say_verified() {
    for length in [0, 1, 31, 32] {
        assert!(!user_verified(&Base64Url::encode(&vec![0xff; length])), "{length} bytes");
    }
}

#[test]
fn the_answers_of_the_contract_are_read() {
    let identified: IdentifyAnswer =
        serde_json::from_value(json!({"flow": "AAAAAAAAAAAAAAAAAAAAAA", "next": "password"}))
            .expect("an answer");
    assert_eq!(identified.flow.expect("a flow").as_str(), "AAAAAAAAAAAAAAAAAAAAAA");

    let sent = json!({"sentTo": "•••• 42", "digits": 6, "expiresInS": 300, "resendInS": 30, "triesLeft": 5});
    let checked: SignInAnswer =
        serde_json::from_value(json!({"flow": "AAAAAAAAAAAAAAAAAAAAAA", "code": sent})).expect("an answer");
    let SignInAnswer::Code { flow: Some(_), code } = checked else { panic!("{checked:?}") };
    assert_eq!(code, CodeSent { sent_to: Some("•••• 42".to_owned()), digits: 6 });

    let signed_in: SignInAnswer = serde_json::from_value(json!({
        "status": "ok",
        "errorMessage": "",
        "signedIn": {"user": {"name": "alice", "displayName": "Alice"}, "offerSetUp": true},
    }))
    .expect("an answer");
    let SignInAnswer::SignedIn(SignedIn { offer_set_up: true, .. }) = signed_in else {
        panic!("{signed_in:?}");
    };
    // An answer with neither isn't one to a step of signing in.
    assert!(serde_json::from_value::<SignInAnswer>(json!({"status": "ok"})).is_err());
}

#[test]
fn an_answer_with_a_damaged_flow_or_an_unknown_step_is_refused() {
    for answer in [
        json!({"flow": "short", "next": "password"}),
        json!({"flow": "AAAAAAAAAAAAAAAAAAAAAA", "next": "retina"}),
        json!({"flow": "AAAAAAAAAAAAAAAAAAAAAA"}),
    ] {
        assert!(serde_json::from_value::<IdentifyAnswer>(answer.clone()).is_err(), "{answer}");
    }
}

#[test]
fn a_passkey_needs_only_what_the_list_shows() {
    let read: Passkey = serde_json::from_value(json!({
        "id": "p1",
        "name": "Phone",
        "createdAt": "2026-01-01T00:00:00Z",
        "lastUsedAt": null,
        "transports": null,
        "backedUp": null,
    }))
    .expect("a passkey");
    assert_eq!(read.last_used_at, None);
    assert!(read.transports.is_empty());
    assert!(!read.backed_up);
}

#[test]
fn a_refusal_is_read_whatever_stands_around_its_code() {
    let refusal: ProblemDetails = serde_json::from_value(json!({
        "type": "about:blank",
        "title": "Too Many Requests",
        "status": "failed",
        "errorMessage": "slow down",
        "code": "rate_limited",
        "retryAfterS": 12,
        "triesLeft": null,
    }))
    .expect("a refusal");
    assert_eq!(refusal.code.as_deref(), Some("rate_limited"));
    assert_eq!(refusal.retry_after_s, Some(12));
    assert_eq!(refusal.tries_left, None);
    assert_eq!(
        serde_json::from_value::<ProblemDetails>(json!({})).expect("a refusal"),
        ProblemDetails::default()
    );
}

#[test]
fn a_passkey_that_has_both_ids_is_recognized_by_its_credential_id() {
    let both: Passkey =
        serde_json::from_value(json!({ "id": "row-7", "credentialId": "Y3JlZA", "name": "Phone" }))
            .expect("a passkey");
    let ids = |id: &str| vec!["b3RoZXI".to_owned(), id.to_owned()];
    assert!(both.is_among(&ids("Y3JlZA")) && !both.is_among(&ids("row-7")));
    let one = Passkey { credential_id: None, ..both };
    assert!(one.is_among(&ids("row-7")));
}
