//! Signing in with a name, a password and a code.

use latchkey_server::seeds;
use serde_json::json;

use crate::browser::{Backend, SUPER, USER};

#[tokio::test]
async fn the_right_password_and_code_sign_in() {
    let backend = Backend::demo().await;
    let mut browser = backend.browser();
    let sent = browser.password("  USER@Example.test", seeds::PASSWORD).await.ok();
    assert_eq!(
        sent.body["code"],
        json!({ "sentTo": "•••• 42", "digits": 6, "expiresInS": 300, "resendInS": 30, "triesLeft": 5 })
    );
    let code = browser.last_code().await;
    let answer = browser.code(&sent.flow(), &code).await.ok();
    assert_eq!(
        answer.body,
        json!({ "signedIn": { "user": { "name": USER, "displayName": "Ursula User" }, "offerSetUp": true } })
    );
    let mut session = browser.get("/session").await.ok().body;
    let fresh_for_s = session.as_object_mut().unwrap().remove("freshForS").unwrap().as_u64().unwrap();
    assert!((890..=900).contains(&fresh_for_s), "{fresh_for_s}");
    assert_eq!(
        session,
        json!({
            "user": { "name": USER, "displayName": "Ursula User" }, "role": "user",
            "passkeys": 0, "passkeyLimit": 5, "offerSetUp": true,
        })
    );
}

#[tokio::test]
async fn the_outbox_shows_the_codes_newest_first() {
    let backend = Backend::demo().await;
    let mut browser = backend.browser();
    browser.right_password(USER).await;
    browser.right_password(SUPER).await;
    let outbox = browser.get("/dev/outbox").await.ok();
    let messages = outbox.body["messages"].as_array().unwrap();
    assert_eq!(messages.len(), 2);
    assert_eq!(messages[0]["username"], SUPER);
    assert_eq!(messages[1]["username"], USER);
    assert_eq!(messages[1]["code"].as_str().unwrap().len(), 6);
    assert!(messages[1]["to"].as_str().unwrap().ends_with("42"));
    assert!(messages[1]["sentAt"].as_str().unwrap().ends_with('Z'));
}

#[tokio::test]
async fn a_password_goes_on_in_the_flow_that_it_names_and_in_no_other_session_s() {
    let backend = Backend::demo().await;
    let mut browser = backend.browser();
    let flow = browser.identify(USER).await.ok().flow();
    let path = format!("/sign-in/password?flow={flow}");
    let right = json!({ "username": USER, "password": seeds::PASSWORD });
    assert_eq!(browser.post(&path, right.clone()).await.ok().flow(), flow);
    let mut other = backend.browser();
    other.identify(USER).await.ok();
    other.post(&path, right).await.refused(410, "session_expired");
}

#[tokio::test]
async fn a_wrong_password_sends_no_code() {
    let backend = Backend::demo().await;
    let mut browser = backend.browser();
    browser.password(USER, "wrong").await.refused(401, "password_incorrect");
    assert_eq!(browser.get("/dev/outbox").await.ok().body["messages"], json!([]));
}

#[tokio::test]
async fn the_password_of_an_unknown_name_is_wrong_whatever_it_is() {
    let backend = Backend::demo().await;
    let mut browser = backend.browser();
    browser.password("nobody@example.test", seeds::PASSWORD).await.refused(401, "password_incorrect");
}

/// Returns a code other than the one that was sent.
fn wrong(code: &str) -> String {
    format!("{:06}", (code.parse::<u32>().unwrap() + 1) % 1_000_000)
}

#[tokio::test]
async fn a_code_may_be_wrong_four_times_and_the_fifth_time_ends_it() {
    let backend = Backend::demo().await;
    let mut browser = backend.browser();
    let flow = browser.right_password(USER).await;
    let code = browser.last_code().await;
    for tries_left in (1..=4).rev() {
        let answer = browser.code(&flow, &wrong(&code)).await;
        answer.refused(401, "code_incorrect");
        assert_eq!(answer.body["triesLeft"], tries_left);
    }
    browser.code(&flow, &wrong(&code)).await.refused(422, "code_tries_exhausted");
    browser.code(&flow, &code).await.refused(422, "code_tries_exhausted");
}

#[tokio::test]
async fn a_code_is_good_for_five_minutes() {
    let backend = Backend::demo().await;
    let mut browser = backend.browser();
    let flow = browser.right_password(USER).await;
    let code = browser.last_code().await;
    browser.advance_clock(300).await;
    browser.code(&flow, &code).await.refused(422, "code_expired");
}

#[tokio::test]
async fn a_code_is_good_once() {
    let backend = Backend::demo().await;
    let mut browser = backend.browser();
    let flow = browser.right_password(USER).await;
    let code = browser.last_code().await;
    browser.code(&flow, &code).await.ok();
    browser.code(&flow, &code).await.refused(410, "session_expired");
}

#[tokio::test]
async fn a_code_that_is_not_six_digits_costs_no_try() {
    let backend = Backend::demo().await;
    let mut browser = backend.browser();
    let flow = browser.right_password(USER).await;
    let code = browser.last_code().await;
    for nonsense in ["", "12345", "1234567", "12345a", "１２３４５６"] {
        browser.code(&flow, nonsense).await.refused(400, "request_invalid");
    }
    assert_eq!(browser.code(&flow, &wrong(&code)).await.body["triesLeft"], 4);
}

#[tokio::test]
async fn a_code_of_one_flow_is_no_good_in_another() {
    let backend = Backend::demo().await;
    let mut browser = backend.browser();
    let first = browser.right_password(USER).await;
    let code = browser.last_code().await;
    browser.right_password(USER).await;
    let second = browser.last_code().await;
    if code != second {
        browser.code(&first, &second).await.refused(401, "code_incorrect");
    }
    browser.code(&first, &code).await.ok();
}

#[tokio::test]
async fn a_code_without_the_password_first_is_no_way_in() {
    let backend = Backend::demo().await;
    let mut browser = backend.browser();
    let flow = browser.identify(USER).await.ok().flow();
    browser.code(&flow, "123456").await.refused(410, "session_expired");
    browser.resend(&flow).await.refused(410, "session_expired");
}

#[tokio::test]
async fn another_code_is_sent_after_half_a_minute_and_takes_the_place_of_the_first() {
    let backend = Backend::demo().await;
    let mut browser = backend.browser();
    let flow = browser.right_password(USER).await;
    let first = browser.last_code().await;
    let early = browser.resend(&flow).await;
    early.refused(429, "resend_too_soon");
    assert!((1..=30).contains(&early.body["retryAfterS"].as_u64().unwrap()), "{}", early.body);
    browser.code(&flow, &wrong(&first)).await.refused(401, "code_incorrect");
    browser.advance_clock(30).await;
    let sent = browser.resend(&flow).await.ok();
    assert_eq!(sent.body["code"]["triesLeft"], 5);
    let second = browser.last_code().await;
    if first != second {
        browser.code(&flow, &first).await.refused(401, "code_incorrect");
    }
    browser.code(&flow, &second).await.ok();
}

#[tokio::test]
async fn a_new_code_takes_the_place_of_one_that_was_wrong_too_often() {
    let backend = Backend::demo().await;
    let mut browser = backend.browser();
    let flow = browser.right_password(USER).await;
    let code = browser.last_code().await;
    for _ in 0..5 {
        browser.code(&flow, &wrong(&code)).await;
    }
    browser.advance_clock(30).await;
    browser.resend(&flow).await.ok();
    let code = browser.last_code().await;
    browser.code(&flow, &code).await.ok();
}

#[tokio::test]
async fn after_ten_wrong_passwords_a_name_has_to_wait() {
    let backend = Backend::demo().await;
    for name in [USER, "nobody@example.test"] {
        let mut browser = backend.browser();
        for _ in 0..10 {
            browser.password(name, "wrong").await.refused(401, "password_incorrect");
        }
        let answer = browser.password(name, seeds::PASSWORD).await;
        answer.refused(429, "rate_limited");
        let wait = answer.body["retryAfterS"].as_u64().unwrap();
        assert!((1..=900).contains(&wait), "{wait}");
        assert_eq!(answer.headers["retry-after"], wait.to_string().as_str());
    }
    let mut browser = backend.browser();
    browser.password(SUPER, seeds::PASSWORD).await.ok();
    browser.advance_clock(900).await;
    browser.password(USER, seeds::PASSWORD).await.ok();
}

#[tokio::test]
async fn a_right_password_forgives_the_wrong_ones() {
    let backend = Backend::demo().await;
    let mut browser = backend.browser();
    for _ in 0..2 {
        for _ in 0..9 {
            browser.password(USER, "wrong").await.refused(401, "password_incorrect");
        }
        browser.password(USER, seeds::PASSWORD).await.ok();
    }
}

#[tokio::test]
async fn twenty_codes_in_an_hour_that_nobody_enters_are_enough() {
    let backend = Backend::demo().await;
    let mut browser = backend.browser();
    for _ in 0..20 {
        browser.right_password(USER).await;
    }
    browser.password(USER, seeds::PASSWORD).await.refused(429, "rate_limited");
    browser.advance_clock(3600).await;
    browser.sign_in_with_password(USER).await;
}

#[tokio::test]
async fn somebody_who_enters_every_code_is_never_told_to_wait() {
    let backend = Backend::demo().await;
    let mut browser = backend.browser();
    for _ in 0..22 {
        browser.sign_in_with_password(USER).await;
    }
}

#[tokio::test]
async fn empty_fields_are_refused() {
    let backend = Backend::demo().await;
    let mut browser = backend.browser();
    browser.identify("   ").await.refused(400, "request_invalid");
    browser.password(USER, "").await.refused(400, "request_invalid");
    browser.post("/sign-in/identify", json!({})).await.refused(400, "request_invalid");
}
