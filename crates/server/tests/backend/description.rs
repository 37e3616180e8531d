//! The description of the contract. [`described`](crate::described) checks it against every response that any
//! test gets.

use reqwest::{Method, header};
use serde_json::json;

use crate::browser::{Backend, USER};

#[tokio::test]
async fn the_contract_is_described_for_programs_too() {
    let backend = Backend::demo().await;
    let answer = reqwest::get(format!("{}/openapi.json", backend.origin)).await.unwrap();
    assert_eq!(answer.headers()[header::CONTENT_TYPE], "application/json");
    assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
    let description: serde_json::Value = answer.json().await.unwrap();
    assert_eq!(description["openapi"], "3.1.0");
    let paths = description["paths"].as_object().unwrap();
    let calls: Vec<_> = paths.values().flat_map(|path| path.as_object().unwrap().values()).collect();
    assert_eq!(calls.len(), 23);
    for call in calls {
        assert!(call["responses"].get("503").is_some(), "no refusals are described: {call}");
    }
    assert!(description["paths"].get("/dev/outbox").is_none());
    let origin = &description["components"]["parameters"]["origin"]["schema"];
    assert_eq!(*origin, json!({ "const": backend.origin }));
}

#[tokio::test]
async fn the_description_can_only_be_read() {
    let backend = Backend::demo().await;
    let address = format!("{}/openapi.json", backend.origin);
    let answer = reqwest::Client::new().request(Method::DELETE, address).send().await.unwrap();
    assert_eq!(answer.status(), 405);
    assert_eq!(answer.headers()[header::CONTENT_TYPE], "application/problem+json");
    assert_eq!(answer.headers()[header::ALLOW], "GET,HEAD");
}

#[tokio::test]
async fn a_member_that_the_description_does_not_name_is_refused() {
    let backend = Backend::demo().await;
    let mut browser = backend.signed_in(USER).await;
    let flow = browser.identify(USER).await.ok().flow();
    for (path, body) in [
        ("/sign-in/identify".to_owned(), json!({ "username": USER, "more": 1 })),
        ("/sign-in/password".to_owned(), json!({ "username": USER, "password": "p", "more": 1 })),
        (format!("/sign-in/code?flow={flow}"), json!({ "code": "000000", "more": 1 })),
        (format!("/sign-in/code/resend?flow={flow}"), json!({ "more": 1 })),
        ("/passkeys/deferral".to_owned(), json!({ "more": 1 })),
        ("/session/verification/password".to_owned(), json!({ "password": "p", "more": 1 })),
    ] {
        browser.post(&path, body).await.refused(400, "request_invalid");
    }
    let body = json!({ "displayName": "Ursula", "more": 1 });
    browser.patch("/account", body).await.refused(400, "request_invalid");
}

#[tokio::test]
async fn names_and_passwords_are_as_long_as_described_in_any_alphabet() {
    let backend = Backend::demo().await;
    let mut browser = backend.browser();
    browser.identify(&"ü".repeat(256)).await.ok();
    browser.identify(&"ü".repeat(257)).await.refused(400, "request_invalid");
    browser.password(USER, &"ü".repeat(1024)).await.refused(401, "password_incorrect");
    browser.password(USER, &"ü".repeat(1025)).await.refused(400, "request_invalid");
    let mut administrator = backend.signed_in(crate::browser::SUPER).await;
    // Each of these becomes two characters in lower case.
    let longest = "%C4%B0".repeat(100);
    administrator.get(&format!("/admin/users?search={longest}")).await.ok();
}
