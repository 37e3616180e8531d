//! "Not now": when set-up is offered again.

use serde_json::json;

use crate::{
    authenticator::Authenticator,
    browser::{Backend, Browser, USER},
};

async fn offered(browser: &mut Browser) -> bool {
    let answer = browser.sign_in_with_password(USER).await;
    let at_sign_in = answer.body["signedIn"]["offerSetUp"].as_bool().unwrap();
    let session = browser.get("/session").await.ok();
    assert_eq!(session.body["offerSetUp"], at_sign_in);
    at_sign_in
}

async fn defer(browser: &mut Browser) {
    assert_eq!(browser.post("/passkeys/deferral", json!({})).await.status, 204);
}

#[tokio::test]
async fn setting_up_is_offered_until_it_is_deferred() {
    let backend = Backend::demo().await;
    let mut browser = backend.browser();
    assert!(offered(&mut browser).await);
    assert!(offered(&mut browser).await);
    defer(&mut browser).await;
    assert_eq!(browser.get("/session").await.ok().body["offerSetUp"], false);
}

#[tokio::test]
async fn setting_up_is_offered_again_at_the_tenth_sign_in() {
    let backend = Backend::demo().await;
    let mut browser = backend.signed_in(USER).await;
    for _ in 0..2 {
        defer(&mut browser).await;
        for sign_in in 1..=9 {
            assert!(!offered(&mut browser).await, "sign-in {sign_in}");
        }
        assert!(offered(&mut browser).await);
    }
}

#[tokio::test]
async fn setting_up_is_offered_again_after_seven_days() {
    let backend = Backend::demo().await;
    let mut browser = backend.signed_in(USER).await;
    defer(&mut browser).await;
    browser.advance_clock(7 * 24 * 3600 - 60).await;
    assert!(!offered(&mut browser).await);
    browser.advance_clock(60).await;
    assert!(offered(&mut browser).await);
}

#[tokio::test]
async fn setting_up_is_not_offered_to_somebody_who_has_a_passkey() {
    let backend = Backend::demo().await;
    let mut browser = backend.signed_in(USER).await;
    browser.set_up(&mut Authenticator::new()).await.ok();
    assert!(!offered(&mut browser).await);
}

#[tokio::test]
async fn only_somebody_who_is_signed_in_defers() {
    let backend = Backend::demo().await;
    backend.browser().post("/passkeys/deferral", json!({})).await.refused(401, "session_expired");
}

/// Signs in with a passkey of this device or of another, and returns whether set-up is offered.
async fn offered_after_passkey(browser: &mut Browser, device: &mut Authenticator, attachment: &str) -> bool {
    let options = browser.assertion_options(Some(USER)).await.ok();
    let mut result = device.get(&browser.origin, &options.body).await;
    result["authenticatorAttachment"] = attachment.into();
    let answer = browser.assertion_result(&options.flow(), result).await.ok();
    answer.body["signedIn"]["offerSetUp"].as_bool().unwrap()
}

#[tokio::test]
async fn a_sign_in_with_another_device_leads_to_the_offer_of_a_passkey_on_this_one_under_the_same_rule() {
    let backend = Backend::demo().await;
    let mut device = backend.with_passkey(USER).await;
    let mut browser = backend.browser();
    assert!(!offered_after_passkey(&mut browser, &mut device, "platform").await);
    assert!(offered_after_passkey(&mut browser, &mut device, "cross-platform").await);
    defer(&mut browser).await;
    for sign_in in 1..=9 {
        assert!(!offered_after_passkey(&mut browser, &mut device, "cross-platform").await, "{sign_in}");
    }
    assert!(offered_after_passkey(&mut browser, &mut device, "cross-platform").await);
    for _ in 1..5 {
        browser.set_up(&mut Authenticator::new()).await.ok();
    }
    assert!(!offered_after_passkey(&mut browser, &mut device, "cross-platform").await, "no room for more");
}
