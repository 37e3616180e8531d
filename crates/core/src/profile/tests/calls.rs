//! Tests of what a profile's calls send, and what their answers mean.

use serde_json::{Value, json};

use super::{answered, outcome, profile, read};
use crate::call::Operation;
use crate::profile::{Memory, MissingVariable, Outcome, Profile, Refused, Request, Token, TokenSource};

fn sent(
    profile: &Profile<Value>,
    operation: Operation,
    variables: &Value,
) -> Result<Request, MissingVariable> {
    let calls = profile.calls(operation);
    profile.request(calls.first().expect("a call"), "/api", variables, &Memory::default())
}

/// Returns a profile with one operation in addition to the ceremony.
fn having(operation: &str, call: Value) -> Profile<Value> {
    let mut operations = json!({
        "assertion.options": { "method": "POST", "path": "/options", "body": { "username": "$username?" }, "gives": { "options": ["/publicKey", ""] } },
        "assertion.result": { "method": "POST", "path": "/result", "body": "$credential" },
    });
    operations[operation] = call;
    read(profile(&operations))
}

fn refused(outcome: Outcome<Value>) -> Refused {
    let Outcome::Refused(refused) = outcome else { panic!("not refused: {outcome:?}") };
    refused
}

#[test]
fn a_body_is_sent_as_json_as_a_form_or_as_json_in_a_form_field() {
    let credential = json!({ "id": "YQ", "mediation": "conditional" });
    let variables = json!({ "credential": credential });
    let result = |more: Value| {
        let mut call = json!({ "method": "POST", "path": "/result" });
        call.as_object_mut().expect("an object").extend(more.as_object().cloned().expect("an object"));
        sent(&having("assertion.result", call), Operation::AssertionResult, &variables).expect("all are set")
    };
    let as_json = result(json!({ "body": { "response": "$credential" } }));
    assert_eq!(as_json.body.as_deref(), Some(r#"{"response":{"id":"YQ"}}"#));
    assert_eq!(as_json.headers, [("content-type".to_owned(), "application/json".to_owned())]);
    let as_form = result(json!({ "encode": "form", "body": { "data": "$credential", "kind": "passkey" } }));
    assert_eq!(as_form.body.as_deref(), Some("data=%7B%22id%22%3A%22YQ%22%7D&kind=passkey"));
    assert_eq!(
        as_form.headers,
        [("content-type".to_owned(), "application/x-www-form-urlencoded".to_owned())]
    );
}

#[test]
fn the_extension_results_are_called_as_the_backend_calls_them() {
    let mut document = profile(&json!({
        "assertion.options": { "method": "GET", "path": "/options", "gives": { "options": "" } },
        "assertion.result": { "method": "POST", "path": "/result", "body": "$credential" },
    }));
    document["credential"] = json!({ "extensionResults": "getClientExtensionResults", "mediation": true });
    let credential = json!({ "clientExtensionResults": { "a": 1 }, "mediation": "conditional" });
    let request = sent(&read(document), Operation::AssertionResult, &json!({ "credential": credential }));
    let body: Value =
        serde_json::from_str(&request.expect("all are set").body.expect("a body")).expect("JSON");
    assert_eq!(body, json!({ "getClientExtensionResults": { "a": 1 }, "mediation": "conditional" }));
}

#[test]
fn without_a_name_the_options_of_discoverable_credentials_are_asked_for_where_the_backend_has_them() {
    let here = having("session.end", json!({ "method": "POST", "path": "/end" }));
    assert!(here.features().discoverable);
    assert_eq!(
        sent(&here, Operation::AssertionOptions, &json!({})).expect("all").body.as_deref(),
        Some("{}")
    );
    let tutorial = having(
        "assertion.options",
        json!({ "method": "POST", "path": "/login_start/$username", "gives": { "options": "/publicKey" } }),
    );
    assert!(!tutorial.features().discoverable);
    let missing = Err(MissingVariable("username".to_owned()));
    assert_eq!(sent(&tutorial, Operation::AssertionOptions, &json!({})), missing);
}

#[test]
fn the_first_pointer_that_resolves_has_the_options_and_a_challenge_must_be_in_it() {
    let here = having("session.end", json!({ "method": "POST", "path": "/end" }));
    let options = json!({ "challenge": "YQ" });
    for body in
        [json!({ "publicKey": options }), json!({ "publicKey": null, "challenge": "YQ" }), options.clone()]
    {
        let Outcome::Answer(answer) = outcome(&here, Operation::AssertionOptions, 200, &body.to_string())
        else {
            panic!("{body}");
        };
        assert_eq!(answer["challenge"], json!("YQ"));
    }
    for body in ["{}", "<html>", "", r#"{"publicKey":{"rpId":"a"}}"#] {
        assert_eq!(outcome(&here, Operation::AssertionOptions, 200, body), Outcome::Malformed, "{body}");
    }
}

#[test]
fn a_success_is_what_the_profile_says_and_a_failure_the_first_that_fits() {
    let here = having(
        "assertion.result",
        json!({
            "method": "POST", "path": "/result", "body": "$credential",
            "ok": { "where": [{ "at": "/verified", "is": true }] },
            "failures": [
                { "status": [400], "text": "expired", "gives": "session_expired" },
                { "where": [{ "at": "/code", "is": "PASSKEY_NOT_FOUND" }], "gives": "credential_unknown" },
                { "status": [400, 200], "gives": "verification_failed" },
            ],
        }),
    );
    let code = |status, body: &str| refused(outcome(&here, Operation::AssertionResult, status, body)).code;
    assert!(matches!(
        outcome(&here, Operation::AssertionResult, 200, r#"{"verified":true}"#),
        Outcome::Answer(_)
    ));
    assert_eq!(code(400, "The challenge has expired").as_deref(), Some("session_expired"));
    assert_eq!(code(401, r#"{"code":"PASSKEY_NOT_FOUND"}"#).as_deref(), Some("credential_unknown"));
    assert_eq!(code(200, r#"{"verified":false}"#).as_deref(), Some("verification_failed"));
    assert_eq!(code(500, "<html>"), None);
}

#[test]
fn a_further_step_that_is_pending_is_neither_success_nor_failure() {
    let here = having(
        "sign-in.password",
        json!({
            "method": "POST", "path": "/login", "body": { "username": "$username", "password": "$password" },
            "partial": [
                { "status": [401], "where": [{ "at": "/data/flows", "has": { "id": "mfa_authenticate", "is_pending": true } }], "next": "code" },
                { "status": [401], "where": [{ "at": "/data/flows", "has": { "is_pending": true } }], "next": "application" },
            ],
            "gives": { "name": "/data/user/email", "code": { "digits": 6 } },
            "otherwise": "password_incorrect",
        }),
    );
    let check = |status, body: Value| outcome(&here, Operation::Password, status, &body.to_string());
    let flows =
        |id: &str| json!({ "data": { "flows": [{ "id": "login" }, { "id": id, "is_pending": true }] } });
    assert_eq!(check(401, flows("mfa_authenticate")), Outcome::Answer(json!({ "code": { "digits": 6 } })));
    let Outcome::Answer(elsewhere) = check(401, flows("verify_email")) else { panic!("an answer") };
    assert_eq!(elsewhere["signedIn"]["offerSetUp"], json!(false));
    assert_eq!(
        check(200, json!({ "data": { "user": { "email": "a@example.test" } } })),
        Outcome::Answer(
            json!({ "signedIn": { "user": { "name": "a@example.test", "displayName": "a@example.test" } } })
        )
    );
    assert_eq!(refused(check(400, json!({}))).code.as_deref(), Some("password_incorrect"));
}

#[test]
fn what_one_call_keeps_the_next_sends_and_a_token_goes_with_all_that_follow() {
    // As in Kanidm: each step names the session of the previous one, and the last one brings a token.
    let mut document = profile(&json!({
        "assertion.options": [
            { "method": "POST", "path": "/v1/auth", "body": { "step": { "init2": { "username": "$username" } } }, "keep": { "session": { "header": "x-session" } } },
            { "method": "POST", "path": "/v1/auth", "headers": { "x-session": "$session" }, "body": { "step": { "begin": "passkey" } }, "gives": { "options": "/state/continue/0/passkey/publicKey" } },
        ],
        "assertion.result": { "method": "POST", "path": "/v1/auth", "headers": { "x-session": "$session" }, "body": { "step": { "cred": { "passkey": "$credential" } } } },
        "session.get": { "method": "GET", "path": "/v1/self", "gives": { "name": "/name" } },
    }));
    document["bearer"] = json!({ "at": ["/state/success"], "header": "authorization", "prefix": "Bearer " });
    let kanidm = read(document);
    let calls = kanidm.calls(Operation::AssertionOptions);
    let mut memory = Memory::default();
    let variables = json!({ "username": "anna" });
    let header = |name: &str| (name == "x-session").then(|| "s1".to_owned());
    let response = super::Response { status: 200, header: &header, text: "{}", json: Some(json!({})) };
    let first =
        kanidm.interpret(Operation::AssertionOptions, &calls[0], false, &variables, &mut memory, &response);
    assert_eq!(first, None, "the operation should continue");
    let second = kanidm.request(&calls[1], "", &variables, &memory).expect("all are set");
    assert!(second.headers.contains(&("x-session".to_owned(), "s1".to_owned())), "{second:?}");

    let success = r#"{"state":{"success":"t0ken"}}"#;
    let done = answered(&kanidm, Operation::AssertionResult, &variables, &mut memory, 200, success);
    assert!(matches!(done, Outcome::Answer(_)), "{done:?}");
    let session = kanidm.calls(Operation::Session);
    let request = kanidm.request(&session[0], "", &json!({}), &memory).expect("all are set");
    assert_eq!(request.headers, [("authorization".to_owned(), "Bearer t0ken".to_owned())]);
}

#[test]
fn an_answer_without_what_is_to_be_kept_is_not_what_the_profile_says() {
    let here = having(
        "assertion.options",
        json!({ "method": "POST", "path": "/options", "gives": { "options": "" }, "keep": { "challengeId": "/challengeId" } }),
    );
    let answer = r#"{"challenge":"YQ"}"#;
    assert_eq!(outcome(&here, Operation::AssertionOptions, 200, answer), Outcome::Malformed);
}

#[test]
fn the_token_against_forged_requests_comes_from_a_cookie_or_else_from_a_priming_call() {
    let with = |csrf: Value| {
        let mut document = profile(&json!({ "sign-in.password": { "method": "POST", "path": "/login" } }));
        document["csrf"] = csrf;
        read(document)
    };
    let cookie = with(
        json!({ "cookie": "csrftoken", "header": "X-CSRFToken", "prime": { "method": "GET", "path": "/config" } }),
    );
    let memory = Memory::default();
    let there = |source: &TokenSource| {
        (*source == TokenSource::Cookie("csrftoken".to_owned())).then(|| "t1".to_owned())
    };
    assert_eq!(
        cookie.token("/api", &memory, &there),
        Token::Header("X-CSRFToken".to_owned(), "t1".to_owned())
    );
    let Token::Prime(prime) = cookie.token("/api", &memory, &|_| None) else { panic!("a priming call") };
    assert_eq!((prime.method.as_str(), prime.url.as_str()), ("GET", "/api/config"));

    let member = with(
        json!({ "member": "/token", "header": "X-CSRF-TOKEN", "prime": { "method": "GET", "path": "/csrf" } }),
    );
    let mut memory = Memory::default();
    let response =
        super::Response { status: 200, header: &|_| None, text: "", json: Some(json!({ "token": "t2" })) };
    member.remember_csrf(&mut memory, &response);
    assert_eq!(
        member.token("", &memory, &|_| None),
        Token::Header("X-CSRF-TOKEN".to_owned(), "t2".to_owned())
    );
}

#[test]
fn a_session_without_a_name_is_nobody_s() {
    let here =
        having("session.get", json!({ "method": "GET", "path": "/me", "gives": { "name": "/user/name" } }));
    let signed_in = outcome(&here, Operation::Session, 200, r#"{"user":{"name":"anna"}}"#);
    assert!(matches!(signed_in, Outcome::Answer(_)), "{signed_in:?}");
    for nobody in ["null", "{}", r#"{"user":null}"#] {
        assert_eq!(outcome(&here, Operation::Session, 200, nobody), Outcome::Malformed, "{nobody}");
    }
}

#[test]
fn a_list_of_passkeys_is_shown_with_what_the_backend_tells_of_them() {
    let here = having(
        "passkeys.list",
        json!({
            "method": "GET", "path": "/list",
            "gives": { "passkeys": "/data", "passkey": { "id": "/id", "name": "/name", "createdAt": "/created", "lastUsedAt": "/used", "transports": "/transports" } },
        }),
    );
    let body = json!({ "data": [{ "id": 7, "name": "Phone", "created": 0, "used": null, "transports": "internal,hybrid" }, { "id": "b" }] });
    assert_eq!(
        outcome(&here, Operation::Passkeys, 200, &body.to_string()),
        Outcome::Answer(json!({ "passkeys": [
            { "id": "7", "name": "Phone", "createdAt": "1970-01-01T00:00:00Z", "transports": ["internal", "hybrid"] }, { "id": "b", "name": "" },
        ] }))
    );
    assert_eq!(outcome(&here, Operation::Passkeys, 200, r#"{"data":{}}"#), Outcome::Malformed);
}

#[test]
fn a_refusal_brings_along_how_long_to_wait() {
    let here =
        having("session.end", json!({ "method": "POST", "path": "/end", "otherwise": "rate_limited" }));
    let refused = refused(outcome(&here, Operation::EndSession, 429, ""));
    assert_eq!((refused.code.as_deref(), refused.retry_after_s), (Some("rate_limited"), Some(30)));
}
