//! The fault switches of demo mode.

use std::time::Duration;

use reqwest::{Method, StatusCode, header};
use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::{
    authenticator::Authenticator,
    browser::{Backend, USER},
};

#[tokio::test]
async fn unavailable_is_a_503_without_a_code() {
    let backend = Backend::demo().await;
    let mut browser = backend.browser();
    browser.fail("assertion.options", "unavailable").await;
    let answer = browser.assertion_options(None).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.headers[header::CONTENT_TYPE], "application/problem+json");
    assert_eq!(answer.body.get("code"), None);
    assert_eq!(answer.body["status"], "failed");
}

#[tokio::test]
async fn html_is_a_page_with_status_200() {
    let backend = Backend::demo().await;
    let mut browser = backend.browser();
    browser.fail("session.get", "html").await;
    let answer = browser.get("/session").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.headers[header::CONTENT_TYPE].to_str().unwrap().starts_with("text/html"));
    assert!(answer.body.as_str().unwrap().starts_with("<!doctype html>"));
}

#[tokio::test]
async fn truncated_is_json_that_stops_in_the_middle() {
    let backend = Backend::demo().await;
    let mut browser = backend.browser();
    browser.fail("sign-in.identify", "truncated").await;
    let answer = browser.identify(USER).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.headers[header::CONTENT_TYPE], "application/json");
    let text = answer.body.as_str().expect("it should be invalid JSON");
    assert!(text.starts_with('{') && !text.ends_with('}'));
}

#[tokio::test]
async fn oversized_is_two_megabytes_of_json() {
    let backend = Backend::demo().await;
    let mut browser = backend.browser();
    browser.fail("passkeys.list", "oversized").await;
    let answer = browser.get("/passkeys").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.body.is_object());
    let length: usize = answer.headers[header::CONTENT_LENGTH].to_str().unwrap().parse().unwrap();
    assert!(length >= 2_000_000);
}

#[tokio::test]
async fn session_expired_is_a_410_and_unknown_code_is_a_400() {
    let backend = Backend::demo().await;
    let mut browser = backend.browser();
    browser.fail("sign-in.password", "session-expired").await;
    browser.password(USER, "any").await.refused(410, "session_expired");
    browser.fail("sign-in.password", "unknown-code").await;
    let answer = browser.password(USER, "any").await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    let contract = include_str!("../../CONTRACT.md");
    assert!(!answer.code().is_empty() && !contract.contains(answer.code()));
}

#[tokio::test]
async fn malformed_options_are_the_real_ones_with_a_challenge_that_cannot_be_read() {
    let backend = Backend::demo().await;
    let mut browser = backend.signed_in(USER).await;
    for operation in ["assertion.options", "attestation.options"] {
        browser.fail(operation, "malformed-options").await;
    }
    for answer in [browser.assertion_options(None).await.ok(), browser.attestation_options().await.ok()] {
        assert_eq!(answer.body["status"], "ok");
        assert_eq!(answer.flow().len(), 22);
        let challenge = answer.body["challenge"].as_str().unwrap();
        assert!(challenge.contains(' '), "{challenge}");
    }
}

#[tokio::test]
async fn discouraged_verification_is_missed_in_the_result() {
    let backend = Backend::demo().await;
    let mut authenticator = backend.with_passkey(USER).await;
    let mut browser = backend.browser();
    browser.fail("assertion.options", "verification-discouraged").await;
    let options = browser.assertion_options(None).await.ok();
    assert_eq!(options.body["userVerification"], "discouraged");
    let answer = browser.sign_in_with_passkey(None, &mut authenticator).await;
    answer.refused(401, "user_verification_failed");
}

#[tokio::test]
async fn unknown_algorithms_are_none_that_a_browser_knows() {
    let backend = Backend::demo().await;
    let mut browser = backend.signed_in(USER).await;
    browser.fail("attestation.options", "unknown-algorithms").await;
    let options = browser.attestation_options().await.ok();
    let algorithms = options.body["pubKeyCredParams"].as_array().unwrap();
    assert!(!algorithms.is_empty() && algorithms.iter().all(|algorithm| algorithm["type"] != "public-key"));
}

#[tokio::test]
async fn tampered_results_do_not_verify() {
    let backend = Backend::demo().await;
    let mut authenticator = backend.with_passkey(USER).await;
    let mut browser = backend.signed_in(USER).await;
    browser.fail("assertion.result", "tampered").await;
    browser.fail("attestation.result", "tampered").await;
    let answer = browser.set_up(&mut Authenticator::new()).await;
    answer.refused(422, "device_activation_failed");
    let answer = browser.sign_in_with_passkey(None, &mut authenticator).await;
    answer.refused(401, "verification_failed");
    browser.delete("/dev/faults").await.ok();
    browser.sign_in_with_passkey(None, &mut authenticator).await.ok();
}

async fn raw(backend: &Backend) -> TcpStream {
    TcpStream::connect(("127.0.0.1", backend.port)).await.unwrap()
}

fn raw_request(fetched: bool) -> String {
    let fetch = if fetched { "sec-fetch-mode: cors\r\n" } else { "" };
    format!("GET /api/session HTTP/1.1\r\nhost: localhost\r\n{fetch}\r\n")
}

async fn read_one_answer(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    while !bytes.ends_with(b"}") {
        assert_ne!(stream.read_buf(&mut bytes).await.unwrap(), 0, "the connection ended");
    }
    String::from_utf8(bytes).unwrap()
}

/// Reads everything until the connection ends.
async fn read_to_the_end(stream: &mut TcpStream) -> Vec<u8> {
    let mut bytes = Vec::new();
    // A reset is an end too.
    let _ = tokio::time::timeout(Duration::from_secs(10), stream.read_to_end(&mut bytes))
        .await
        .expect("the connection ends");
    bytes
}

#[tokio::test]
async fn drop_cuts_the_connection_without_a_single_byte_of_an_answer() {
    let backend = Backend::demo().await;
    backend.browser().fail("session.get", "drop").await;
    let mut stream = raw(&backend).await;
    stream.write_all(raw_request(false).as_bytes()).await.unwrap();
    assert_eq!(read_to_the_end(&mut stream).await, b"");
}

#[tokio::test]
async fn drop_leaves_a_browser_nothing_that_it_would_silently_ask_for_again() {
    let backend = Backend::demo().await;
    let mut browser = backend.browser();
    let mut reused = raw(&backend).await;
    reused.write_all(raw_request(true).as_bytes()).await.unwrap();
    assert!(read_one_answer(&mut reused).await.starts_with("HTTP/1.1 401"));
    let once = json!({ "operation": "session.get", "fault": "drop", "times": 1 });
    browser.put("/dev/faults", once).await.ok();
    reused.write_all(raw_request(true).as_bytes()).await.unwrap();
    let head = String::from_utf8(read_to_the_end(&mut reused).await).unwrap();
    assert!(head.contains("content-length: 1\r\ncontent-length: 2\r\n"), "not contradictory: {head}");
    assert_eq!(browser.get("/dev/faults").await.ok().body["faults"], json!([]));
}

#[tokio::test]
async fn hang_gives_no_answer_while_others_get_theirs() {
    let backend = Backend::demo().await;
    let mut browser = backend.browser();
    browser.fail("session.get", "hang").await;
    let request = browser.request(Method::GET, "/session").timeout(Duration::from_millis(300));
    assert!(request.send().await.unwrap_err().is_timeout());
    browser.identify(USER).await.ok();
}

#[tokio::test]
async fn a_switch_is_used_up_after_so_many_times() {
    let backend = Backend::demo().await;
    let mut browser = backend.browser();
    let switch = json!({ "operation": "session.get", "fault": "unknown-code", "times": 2 });
    assert_eq!(browser.put("/dev/faults", switch.clone()).await.status, 204);
    assert_eq!(browser.get("/dev/faults").await.ok().body, json!({ "faults": [switch] }));
    assert_eq!(browser.get("/session").await.status, 400);
    assert_eq!(browser.get("/session").await.status, 400);
    assert_eq!(browser.get("/session").await.status, 401);
}

#[tokio::test]
async fn a_switch_without_times_stays_on_until_all_are_off() {
    let backend = Backend::demo().await;
    let mut browser = backend.browser();
    browser.fail("session.get", "unknown-code").await;
    browser.fail("passkeys.list", "html").await;
    for _ in 0..5 {
        assert_eq!(browser.get("/session").await.status, 400);
    }
    assert_eq!(browser.get("/dev/faults").await.ok().body["faults"].as_array().unwrap().len(), 2);
    assert_eq!(browser.delete("/dev/faults").await.status, 204);
    assert_eq!(browser.get("/session").await.status, 401);
}

#[tokio::test]
async fn every_operation_has_its_switch() {
    let backend = Backend::demo().await;
    let mut browser = backend.signed_in(USER).await;
    let calls = [
        ("assertion.options", Method::POST, "/assertion/options"),
        ("assertion.result", Method::POST, "/assertion/result"),
        ("attestation.options", Method::POST, "/attestation/options"),
        ("attestation.result", Method::POST, "/attestation/result"),
        ("sign-in.identify", Method::POST, "/sign-in/identify"),
        ("sign-in.password", Method::POST, "/sign-in/password"),
        ("sign-in.code", Method::POST, "/sign-in/code"),
        ("sign-in.code.resend", Method::POST, "/sign-in/code/resend"),
        ("session.get", Method::GET, "/session"),
        ("session.end", Method::DELETE, "/session"),
        ("passkeys.deferral", Method::POST, "/passkeys/deferral"),
        ("passkeys.list", Method::GET, "/passkeys"),
        ("passkeys.delete", Method::DELETE, "/passkeys/AAAA"),
        ("account.rename", Method::PATCH, "/account"),
        ("passkeys.rename", Method::PATCH, "/passkeys/AAAA"),
        ("verification.password", Method::POST, "/session/verification/password"),
        ("verification.passkey", Method::POST, "/session/verification/passkey"),
        ("admin.users", Method::GET, "/admin/users?search=a"),
        ("admin.user", Method::GET, "/admin/users/1"),
        ("admin.remove", Method::DELETE, "/admin/users/1/passkeys/AAAA"),
        ("admin.remove-all", Method::DELETE, "/admin/users/1/passkeys"),
        ("admin.counts", Method::GET, "/admin/counts"),
        ("reports", Method::POST, "/reports"),
    ];
    for (operation, method, path) in calls {
        browser.fail(operation, "unavailable").await;
        let request = browser.request(method, path).header(header::ORIGIN, &backend.origin).json(&json!({}));
        let answer = browser.send(request).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{operation}");
        browser.delete("/dev/faults").await.ok();
    }
}

#[tokio::test]
async fn a_fault_that_an_operation_cannot_have_is_refused() {
    let backend = Backend::demo().await;
    let mut browser = backend.browser();
    for switch in [
        json!({ "operation": "session.get", "fault": "malformed-options" }),
        json!({ "operation": "assertion.options", "fault": "tampered" }),
        json!({ "operation": "attestation.options", "fault": "verification-discouraged" }),
        json!({ "operation": "assertion.options", "fault": "unknown-algorithms" }),
        json!({ "operation": "session.get", "fault": "flood" }),
        json!({ "operation": "session", "fault": "html" }),
        json!({ "operation": "session.get", "fault": "html", "times": 0 }),
    ] {
        browser.put("/dev/faults", switch).await.refused(400, "request_invalid");
    }
    assert_eq!(browser.get("/dev/faults").await.ok().body, json!({ "faults": [] }));
}

#[tokio::test]
async fn every_call_is_counted_also_one_that_fails() {
    let backend = Backend::demo().await;
    let mut browser = backend.browser();
    assert_eq!(browser.get("/dev/calls").await.ok().body, json!({ "calls": {} }));
    browser.identify(USER).await.ok();
    browser.fail("sign-in.identify", "unavailable").await;
    browser.identify(USER).await.refused(503, "");
    browser.get("/session").await.refused(401, "session_expired");
    assert_eq!(
        browser.get("/dev/calls").await.ok().body,
        json!({ "calls": { "sign-in.identify": 2, "session.get": 1 } })
    );
}
