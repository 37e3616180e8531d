//! Sessions, and requests that aren't what they should be.

use reqwest::{Method, header};
use serde_json::json;

use crate::browser::{Backend, USER};

#[tokio::test]
async fn the_session_cookie_is_out_of_reach_for_scripts_and_other_sites() {
    let backend = Backend::demo().await;
    let answer = backend.browser().identify(USER).await.ok();
    let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap();
    let (value, attributes) = cookie.split_once(';').unwrap();
    assert_eq!(value.strip_prefix("latchkey_session=").unwrap().len(), 43);
    assert_eq!(attributes, " Path=/; HttpOnly; SameSite=Strict");
}

#[tokio::test]
async fn signing_in_replaces_the_session() {
    let backend = Backend::demo().await;
    let mut browser = backend.browser();
    let flow = browser.right_password(USER).await;
    let mut fixated = browser.clone();
    let code = browser.last_code().await;
    browser.code(&flow, &code).await.ok();
    assert_ne!(browser.cookie, fixated.cookie);
    browser.get("/session").await.ok();
    fixated.get("/session").await.refused(401, "session_expired");
}

#[tokio::test]
async fn signing_in_ends_the_session_before_and_its_other_flows() {
    let backend = Backend::demo().await;
    let mut before = backend.signed_in(USER).await;
    let other_flow = before.identify(USER).await.ok().flow();
    let mut browser = before.clone();
    browser.sign_in_with_password(USER).await;
    before.get("/session").await.refused(401, "session_expired");
    let path = format!("/assertion/options?flow={other_flow}");
    before.post(&path, json!({})).await.refused(410, "session_expired");
    browser.post(&path, json!({})).await.refused(410, "session_expired");
}

#[tokio::test]
async fn the_flow_that_signed_in_goes_on_to_setting_up() {
    let backend = Backend::demo().await;
    let mut browser = backend.browser();
    let flow = browser.right_password(USER).await;
    let code = browser.last_code().await;
    browser.code(&flow, &code).await.ok();
    let options = browser.post(&format!("/attestation/options?flow={flow}"), json!({})).await.ok();
    assert_eq!(options.flow(), flow);
}

#[tokio::test]
async fn signing_out_ends_the_session_for_every_copy_of_the_cookie() {
    let backend = Backend::demo().await;
    let mut browser = backend.signed_in(USER).await;
    let mut copy = browser.clone();
    let answer = browser.delete("/session").await.ok();
    assert_eq!(answer.status, 204);
    assert!(answer.headers[header::SET_COOKIE].to_str().unwrap().contains("Max-Age=0"));
    copy.get("/session").await.refused(401, "session_expired");
    assert_eq!(backend.browser().delete("/session").await.status, 204);
}

#[tokio::test]
async fn a_session_ends_after_half_an_hour_without_a_call() {
    let backend = Backend::demo().await;
    let mut browser = backend.signed_in(USER).await;
    for _ in 0..3 {
        browser.advance_clock(1790).await;
        browser.get("/session").await.ok();
    }
    browser.advance_clock(1800).await;
    browser.get("/session").await.refused(401, "session_expired");
}

#[tokio::test]
async fn a_session_ends_after_twelve_hours_however_busy_it_is() {
    let backend = Backend::demo().await;
    let mut browser = backend.signed_in(USER).await;
    for _ in 0..(12 * 3600 / 1700) {
        browser.advance_clock(1700).await;
        browser.get("/session").await.ok();
    }
    browser.advance_clock(1700).await;
    browser.get("/session").await.refused(401, "session_expired");
}

#[tokio::test]
async fn a_call_from_another_origin_changes_nothing() {
    let backend = Backend::demo().await;
    let mut browser = backend.signed_in(USER).await;
    for origin in ["https://evil.example", "null", "http://localhost", "http://localhost:1"] {
        let request = browser.request(Method::DELETE, "/session").header(header::ORIGIN, origin);
        browser.send(request).await.refused(403, "origin_rejected");
    }
    let unmarked = browser.request(Method::DELETE, "/session");
    browser.send(unmarked).await.refused(403, "origin_rejected");
    let cross = browser.request(Method::DELETE, "/session").header("sec-fetch-site", "same-site");
    browser.send(cross).await.refused(403, "origin_rejected");
    let both = browser
        .request(Method::DELETE, "/session")
        .header(header::ORIGIN, "https://evil.example")
        .header("sec-fetch-site", "same-origin");
    browser.send(both).await.refused(403, "origin_rejected");
    browser.get("/session").await.ok();
}

#[tokio::test]
async fn a_client_without_an_origin_is_taken_at_the_browser_s_word_for_the_same_origin() {
    let backend = Backend::demo().await;
    let mut browser = backend.signed_in(USER).await;
    let request = browser.request(Method::DELETE, "/session").header("sec-fetch-site", "same-origin");
    assert_eq!(browser.send(request).await.status, 204);
}

#[tokio::test]
async fn a_refused_ceremony_call_has_the_shape_of_the_conformance_interface() {
    let backend = Backend::demo().await;
    let mut browser = backend.browser();
    let request = browser.request(Method::POST, "/assertion/options").json(&json!({}));
    let answer = browser.send(request).await;
    answer.refused(403, "origin_rejected");
    assert_eq!(answer.body["status"], "failed");
    assert_eq!(answer.body["errorMessage"], answer.body["title"]);
}

#[tokio::test]
async fn a_body_that_is_not_json_is_refused() {
    let backend = Backend::demo().await;
    let mut browser = backend.browser();
    let post = |browser: &crate::browser::Browser| {
        browser.request(Method::POST, "/sign-in/identify").header(header::ORIGIN, &backend.origin)
    };
    let form = post(&browser).header(header::CONTENT_TYPE, "text/plain").body(r#"{"username":"u"}"#);
    browser.send(form).await.refused(415, "request_invalid");
    let broken = post(&browser).header(header::CONTENT_TYPE, "application/json").body("{");
    let answer = browser.send(broken).await;
    answer.refused(400, "request_invalid");
    assert_eq!(answer.body["status"], 400);
    let large = post(&browser).json(&json!({ "username": "u".repeat(64 * 1024) }));
    browser.send(large).await.refused(413, "request_too_large");
}

#[tokio::test]
async fn what_is_not_there_is_a_problem_document() {
    let backend = Backend::demo().await;
    let mut browser = backend.browser();
    browser.get("/nothing").await.refused(404, "not_found");
    browser.get("/").await.refused(404, "not_found");
    browser.get("").await.refused(404, "not_found");
    let answer = browser.get("/sign-in/identify").await;
    answer.refused(405, "request_invalid");
    assert_eq!(answer.headers[header::ALLOW], "POST");
}

#[tokio::test]
async fn no_answer_of_the_interface_is_kept_by_anybody() {
    let backend = Backend::demo().await;
    let mut browser = backend.signed_in(USER).await;
    for path in ["/session", "/passkeys", "/nothing"] {
        assert_eq!(browser.get(path).await.headers[header::CACHE_CONTROL], "no-store", "{path}");
    }
}

#[tokio::test]
async fn without_demo_there_is_no_account_and_no_way_to_play_tricks() {
    let backend = Backend::with(latchkey_server::config::Config::default()).await;
    let mut browser = backend.browser();
    browser.get("/dev/outbox").await.refused(404, "not_found");
    browser.get("/dev/faults").await.refused(404, "not_found");
    let fault = json!({ "operation": "session.get", "fault": "unavailable" });
    browser.put("/dev/faults", fault).await.refused(404, "not_found");
    browser.delete("/dev/faults").await.refused(404, "not_found");
    browser.put("/dev/clock", json!({ "advanceS": 1 })).await.refused(404, "not_found");
    browser.delete("/dev/passkeys?username=user@example.test").await.refused(404, "not_found");
    let seed = browser.password(USER, latchkey_server::seeds::PASSWORD).await;
    seed.refused(401, "password_incorrect");
    assert_eq!(browser.identify(USER).await.ok().body["next"], "password");
    assert_eq!(browser.assertion_options(Some(USER)).await.ok().body["allowCredentials"], json!([]));
}

#[tokio::test]
async fn a_backend_behind_tls_says_so() {
    let origin = "https://id.example.test".parse().unwrap();
    let config = latchkey_server::config::Config { origin: Some(origin), ..Default::default() };
    let backend = Backend::with(config).await;
    let mut browser = backend.browser();
    let request = browser
        .request(Method::POST, "/assertion/options")
        .header(header::ORIGIN, "https://id.example.test")
        .json(&json!({}));
    let answer = browser.send(request).await.ok();
    assert_eq!(answer.body["rpId"], "id.example.test");
    assert!(answer.headers[header::SET_COOKIE].to_str().unwrap().ends_with("; Secure"));
    let hsts = answer.headers[header::STRICT_TRANSPORT_SECURITY].to_str().unwrap();
    assert!(hsts.starts_with("max-age=31536000"));
}
