//! Tests of what a profile remembers from one call to the next, and what it leaves out.

use serde_json::{Value, json};

use super::{answered, outcome, profile, read};
use crate::call::Operation;
use crate::profile::{Memory, Outcome, Profile};

/// Returns a profile for a backend whose session is a token in bodies, and which asks some users for a code.
fn with_a_session_token() -> Profile<Value> {
    let mut document = profile(&json!({
        "sign-in.password": {
            "method": "POST", "path": "/login", "body": { "name": "$username", "password": "$password" },
            "partial": [{ "where": [{ "at": "/mfa", "is": true }], "next": "code" }],
            "keep": { "mfaToken?": "/mfaToken" }, "gives": { "name": "/user/name", "displayName": "/user/fullName" },
        },
        "sign-in.code": { "method": "POST", "path": "/mfa", "body": { "token": "$mfaToken", "code": "$code" } },
        "attestation.options": {
            "method": "POST", "path": "/register", "gives": { "options": "" },
            "body": { "name": "$account", "displayName": "$person", "session": "$sessionToken" },
        },
        "attestation.result": { "method": "POST", "path": "/register/finish", "body": "$credential" },
        "passkeys.list": {
            "method": "GET", "path": "/credentials",
            "gives": {
                "passkeys": "/credentials",
                "passkey": { "id": "/id", "name": "/label", "where": [{ "at": "/type", "is": "passkey" }] },
            },
        },
    }));
    document["session"] = json!({ "sessionToken": "/session" });
    read(document)
}

fn sent(profile: &Profile<Value>, operation: Operation, variables: &Value, memory: &Memory<Value>) -> Value {
    let calls = profile.calls(operation);
    let request = profile.request(&calls[0], "", variables, memory).expect("all should be there");
    serde_json::from_str(&request.body.expect("a body")).expect("JSON")
}

#[test]
fn who_signed_in_and_the_session_are_told_to_calls_that_come_long_after() {
    let here = with_a_session_token();
    let mut memory = Memory::default();
    let signed_in = r#"{"session":"s1","user":{"name":"anna","fullName":"Anna Berg"}}"#;
    let typed = json!({ "username": "ANNA", "password": "p" });
    let done = answered(&here, Operation::Password, &typed, &mut memory, 200, signed_in);
    assert!(matches!(done, Outcome::Answer(_)), "{done:?}");

    memory.kept = json!({});
    assert_eq!(
        sent(&here, Operation::AttestationOptions, &json!({}), &memory),
        json!({ "name": "anna", "displayName": "Anna Berg", "session": "s1" })
    );
    let nobody =
        here.request(&here.calls(Operation::AttestationOptions)[0], "", &json!({}), &Memory::default());
    assert!(nobody.is_err(), "nobody is signed in");
}

#[test]
fn what_only_some_answers_bring_is_kept_where_it_is_there() {
    let here = with_a_session_token();
    let mut memory = Memory::default();
    let answer = r#"{"mfa":true,"mfaToken":"m1"}"#;
    let pending =
        answered(&here, Operation::Password, &json!({ "username": "anna" }), &mut memory, 200, answer);
    assert_eq!(pending, Outcome::Answer(json!({ "code": {} })));
    let code = json!({ "code": "123456" });
    assert_eq!(sent(&here, Operation::Code, &code, &memory), json!({ "token": "m1", "code": "123456" }));
}

#[test]
fn a_list_leaves_out_what_is_no_passkey_and_null_is_an_empty_one() {
    let here = with_a_session_token();
    let list = |body: &str| outcome(&here, Operation::Passkeys, 200, body);
    let body =
        r#"{"credentials":[{"id":"a","type":"password"},{"id":"b","type":"passkey","label":"Phone"}]}"#;
    assert_eq!(list(body), Outcome::Answer(json!({ "passkeys": [{ "id": "b", "name": "Phone" }] })));
    assert_eq!(list(r#"{"credentials":null}"#), Outcome::Answer(json!({ "passkeys": [] })));
    for other in ["{}", r#"{"credentials":{}}"#, "null"] {
        assert_eq!(list(other), Outcome::Malformed, "{other}");
    }
}

#[test]
fn nothing_of_a_ceremony_or_a_session_outlives_it() {
    let backend = with_a_session_token();
    let mut memory = Memory::default();
    let body = r#"{"mfa":true,"mfaToken":"m1","session":"s1"}"#;
    let password = json!({ "username": "anna", "password": "p" });
    answered(&backend, Operation::Password, &password, &mut memory, 200, body);
    assert_eq!(memory.kept, json!({ "mfaToken": "m1" }));
    memory.begin(Operation::Code);
    assert_eq!(memory.kept, json!({ "mfaToken": "m1" }));
    memory.begin(Operation::AttestationOptions);
    assert_eq!((memory.kept.clone(), memory.session.clone()), (json!({}), json!({ "sessionToken": "s1" })));

    let mut document = profile(&json!({
        "sign-in.password": { "method": "POST", "path": "/login" }, "session.end": { "method": "POST", "path": "/logout" },
    }));
    document["csrf"] = json!({ "member": "/token", "header": "X-CSRF-TOKEN", "prime": { "method": "GET", "path": "/csrf" } });
    let backend = read(document);
    memory.csrf = Some("of nobody".to_owned());
    answered(&backend, Operation::Password, &password, &mut memory, 200, "{}");
    assert_eq!(memory.csrf, None);
    assert_eq!(memory.session["account"], json!("anna"));
    answered(&backend, Operation::EndSession, &json!({}), &mut memory, 200, "{}");
    assert_eq!(memory.session, json!({}));
}
