//! Proving one's identity again before passkeys are changed.

use latchkey_server::seeds;
use serde_json::{Value, json};

use crate::{
    authenticator::Authenticator,
    browser::{Answer, Backend, Browser, SUPER, USER},
};

/// Returns a session of a user who has a passkey and signed in a quarter of an hour ago.
async fn stale(backend: &Backend) -> (Browser, Authenticator, String) {
    let mut browser = backend.signed_in(USER).await;
    let mut authenticator = Authenticator::new();
    let passkey = browser.set_up(&mut authenticator).await.ok().body["passkey"]["id"].clone();
    browser.advance_clock(900).await;
    (browser, authenticator, format!("/passkeys/{}", passkey.as_str().unwrap()))
}

async fn rename(browser: &mut Browser, path: &str) -> Answer {
    browser.patch(path, json!({ "name": "Another" })).await
}

#[tokio::test]
async fn for_a_quarter_of_an_hour_after_signing_in_passkeys_can_be_changed() {
    let backend = Backend::demo().await;
    let mut browser = backend.signed_in(USER).await;
    browser.advance_clock(880).await;
    assert!((1..=20).contains(&browser.fresh_for_s().await));
    let passkey = browser.set_up(&mut Authenticator::new()).await.ok().body["passkey"]["id"].clone();
    let path = format!("/passkeys/{}", passkey.as_str().unwrap());
    rename(&mut browser, &path).await.ok();
    browser.delete(&path).await.ok();
}

#[tokio::test]
async fn after_a_quarter_of_an_hour_a_person_is_asked_who_they_are_before_any_change() {
    let backend = Backend::demo().await;
    let (mut browser, _, path) = stale(&backend).await;
    assert_eq!(browser.fresh_for_s().await, 0);
    rename(&mut browser, &path).await.refused(403, "verification_required");
    browser.delete(&path).await.refused(403, "verification_required");
    browser.delete("/passkeys/AAAA").await.refused(403, "verification_required");
    let refused = browser.attestation_options().await;
    refused.refused(403, "verification_required");
    assert_eq!(refused.body["status"], "failed");
    assert_eq!(browser.get("/passkeys").await.ok().body["passkeys"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_registration_that_was_begun_in_time_ends_however_long_it_took() {
    let backend = Backend::demo().await;
    let mut browser = backend.signed_in(USER).await;
    browser.advance_clock(880).await;
    let options = browser.attestation_options().await.ok();
    let result = Authenticator::new().create(&browser.origin, &options.body).await;
    browser.advance_clock(60).await;
    browser.attestation_result(&options.flow(), result).await.ok();
}

#[tokio::test]
async fn the_right_password_makes_the_session_fresh_again() {
    let backend = Backend::demo().await;
    let (mut browser, _, path) = stale(&backend).await;
    let before = browser.cookie.clone();
    let answer = browser.verify_with_password(seeds::PASSWORD).await;
    assert_eq!(answer.status, 204, "{}", answer.body);
    assert_eq!(browser.cookie, before, "it is the same session");
    assert!((890..=900).contains(&browser.fresh_for_s().await));
    rename(&mut browser, &path).await.ok();
}

#[tokio::test]
async fn a_wrong_password_proves_nothing() {
    let backend = Backend::demo().await;
    let (mut browser, _, path) = stale(&backend).await;
    browser.verify_with_password("wrong").await.refused(401, "password_incorrect");
    browser.verify_with_password("").await.refused(400, "request_invalid");
    rename(&mut browser, &path).await.refused(403, "verification_required");
    backend.browser().verify_with_password(seeds::PASSWORD).await.refused(401, "session_expired");
}

#[tokio::test]
async fn wrong_passwords_are_counted_together_with_those_of_the_sign_in() {
    let backend = Backend::demo().await;
    let (mut browser, ..) = stale(&backend).await;
    for _ in 0..5 {
        browser.verify_with_password("wrong").await.refused(401, "password_incorrect");
        backend.browser().password(USER, "wrong").await.refused(401, "password_incorrect");
    }
    let refused = browser.verify_with_password(seeds::PASSWORD).await;
    refused.refused(429, "rate_limited");
    assert!((1..=900).contains(&refused.body["retryAfterS"].as_u64().unwrap()));
    backend.browser().password(USER, seeds::PASSWORD).await.refused(429, "rate_limited");
}

#[tokio::test]
async fn a_passkey_makes_the_session_fresh_again() {
    let backend = Backend::demo().await;
    let (mut browser, mut authenticator, path) = stale(&backend).await;
    for name in [Some(USER), None] {
        let answer = browser.verify_with_passkey(name, &mut authenticator).await;
        assert_eq!(answer.status, 204, "{}", answer.body);
        assert!((890..=900).contains(&browser.fresh_for_s().await));
        rename(&mut browser, &path).await.ok();
        browser.advance_clock(900).await;
    }
    let passkey = browser.get("/passkeys").await.ok().body["passkeys"][0].clone();
    assert!(passkey["lastUsedAt"].is_string(), "it counts as a use");
}

#[tokio::test]
async fn the_passkey_of_another_account_proves_nothing() {
    let backend = Backend::demo().await;
    let (mut browser, _, path) = stale(&backend).await;
    let mut other = backend.with_passkey(SUPER).await;
    let refused = browser.verify_with_passkey(None, &mut other).await;
    refused.refused(401, "verification_failed");
    assert_eq!(refused.body["status"], "failed");
    assert!(!refused.body["errorMessage"].as_str().unwrap().is_empty());
    let refused = browser.verify_with_passkey(Some(SUPER), &mut other).await;
    refused.refused(401, "verification_failed");
    assert_eq!(browser.fresh_for_s().await, 0);
    rename(&mut browser, &path).await.refused(403, "verification_required");
    let session = browser.get("/session").await.ok().body;
    assert_eq!(session["user"]["name"], USER, "it is no other user's session");
}

#[tokio::test]
async fn a_passkey_proves_nothing_without_its_challenge_its_user_or_its_signature() {
    let backend = Backend::demo().await;
    let (mut browser, mut authenticator, _) = stale(&backend).await;
    let options = browser.assertion_options(Some(USER)).await.ok();
    let path = format!("/session/verification/passkey?flow={}", options.flow());
    let unverified = authenticator.get_unverified(&browser.origin, &options.body).await;
    browser.post(&path, unverified).await.refused(401, "user_verification_failed");
    let late = authenticator.get(&browser.origin, &options.body).await;
    browser.post(&path, late).await.refused(410, "session_expired");
    browser.fail("verification.passkey", "tampered").await;
    let tampered = browser.verify_with_passkey(Some(USER), &mut authenticator).await;
    tampered.refused(401, "verification_failed");
    browser.post(&path, Value::Null).await.refused(400, "request_invalid");
    browser.post("/session/verification/passkey", json!({})).await.refused(400, "request_invalid");
    assert_eq!(browser.fresh_for_s().await, 0);
}

#[tokio::test]
async fn nobody_proves_anything_without_being_signed_in() {
    let backend = Backend::demo().await;
    let mut authenticator = backend.with_passkey(USER).await;
    let refused = backend.browser().verify_with_passkey(None, &mut authenticator).await;
    refused.refused(401, "session_expired");
}

#[tokio::test]
async fn proving_who_one_is_is_no_sign_in() {
    let backend = Backend::demo().await;
    let (mut browser, mut authenticator, _) = stale(&backend).await;
    let mut administrator = backend.signed_in(SUPER).await;
    let before = administrator.get("/admin/counts").await.ok().body;
    browser.verify_with_password(seeds::PASSWORD).await.ok();
    browser.verify_with_passkey(Some(USER), &mut authenticator).await.ok();
    assert_eq!(administrator.get("/admin/counts").await.ok().body, before);
}
