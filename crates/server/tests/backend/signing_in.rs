//! Signing in with a passkey.

use serde_json::{Value, json};

use crate::{
    authenticator::Authenticator,
    browser::{Backend, SUPER, USER},
};

#[tokio::test]
async fn without_a_name_the_passkey_says_who_signs_in() {
    let backend = Backend::demo().await;
    let mut authenticator = backend.with_passkey(SUPER).await;
    let mut browser = backend.browser();
    let options = browser.assertion_options(None).await.ok();
    assert_eq!(options.body["allowCredentials"], json!([]));
    assert_eq!(options.body["userVerification"], "required");
    assert_eq!(options.body["rpId"], "localhost");
    let result = authenticator.get(&browser.origin, &options.body).await;
    let answer = browser.assertion_result(&options.flow(), result).await.ok();
    assert_eq!(answer.body["signedIn"]["user"]["name"], SUPER);
}

#[tokio::test]
async fn with_a_name_the_options_list_the_account_s_passkeys_and_their_transports() {
    let backend = Backend::demo().await;
    let mut browser = backend.signed_in(USER).await;
    let passkey = browser.set_up(&mut Authenticator::new()).await.ok().body["passkey"].clone();
    let options = backend.browser().assertion_options(Some(" USER@example.test")).await.ok();
    assert_eq!(
        options.body["allowCredentials"],
        json!([{ "type": "public-key", "id": passkey["id"], "transports": passkey["transports"] }])
    );
}

#[tokio::test]
async fn a_name_with_a_passkey_goes_on_with_it_and_one_without_goes_on_with_the_password() {
    let backend = Backend::demo().await;
    let mut browser = backend.browser();
    assert_eq!(browser.identify(USER).await.ok().body["next"], "password");
    backend.with_passkey(USER).await;
    assert_eq!(browser.identify(USER).await.ok().body["next"], "passkey");
    assert_eq!(browser.identify(SUPER).await.ok().body["next"], "password");
}

#[tokio::test]
async fn a_sign_in_is_remembered_at_the_passkey() {
    let backend = Backend::demo().await;
    let mut authenticator = backend.with_passkey(USER).await;
    let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
                Chrome/150.0.0.0 Safari/537.36 Edg/150.0.0.0";
    for (user_agent, on) in [
        (edge, json!({ "browser": "edge", "system": "windows" })),
        ("something of one's own", json!({ "browser": "other", "system": "other" })),
    ] {
        let mut browser = backend.browser().with_user_agent(user_agent);
        browser.sign_in_with_passkey(Some(USER), &mut authenticator).await.ok();
        let passkeys = browser.get("/passkeys").await.ok();
        assert!(passkeys.body["passkeys"][0]["lastUsedAt"].as_str().unwrap().ends_with('Z'));
        assert_eq!(passkeys.body["passkeys"][0]["lastUsedOn"], on);
    }
}

#[tokio::test]
async fn a_tampered_signature_does_not_sign_in() {
    let backend = Backend::demo().await;
    let mut authenticator = backend.with_passkey(USER).await;
    let mut browser = backend.browser();
    let options = browser.assertion_options(Some(USER)).await.ok();
    let mut result = authenticator.get(&browser.origin, &options.body).await;
    let other = browser.assertion_options(Some(USER)).await.ok();
    let other = authenticator.get(&browser.origin, &other.body).await;
    result["response"]["signature"] = other["response"]["signature"].clone();
    let answer = browser.assertion_result(&options.flow(), result).await;
    answer.refused(401, "verification_failed");
    assert_eq!(answer.body["status"], "failed");
    browser.get("/session").await.refused(401, "session_expired");
}

#[tokio::test]
async fn a_passkey_that_the_backend_does_not_know_is_called_unknown() {
    let backend = Backend::demo().await;
    let mut authenticator = backend.with_passkey(USER).await;
    let mut browser = backend.browser();
    browser.delete(&format!("/dev/passkeys?username={USER}")).await.ok();
    let answer = browser.sign_in_with_passkey(None, &mut authenticator).await;
    answer.refused(404, "credential_unknown");
}

#[tokio::test]
async fn an_authenticator_that_did_not_verify_the_user_is_told_so() {
    let backend = Backend::demo().await;
    let mut authenticator = backend.with_passkey(USER).await;
    let mut browser = backend.browser();
    let options = browser.assertion_options(Some(USER)).await.ok();
    let result = authenticator.get_unverified(&browser.origin, &options.body).await;
    browser.assertion_result(&options.flow(), result).await.refused(401, "user_verification_failed");
}

#[tokio::test]
async fn a_result_is_taken_once() {
    let backend = Backend::demo().await;
    let mut authenticator = backend.with_passkey(USER).await;
    let mut browser = backend.browser();
    let options = browser.assertion_options(None).await.ok();
    let result = authenticator.get(&browser.origin, &options.body).await;
    let before = browser.clone();
    browser.assertion_result(&options.flow(), result.clone()).await.ok();
    browser.assertion_result(&options.flow(), result.clone()).await.refused(410, "session_expired");
    let mut thief = before;
    thief.assertion_result(&options.flow(), result).await.refused(410, "session_expired");
}

#[tokio::test]
async fn a_result_that_failed_used_its_challenge_up() {
    let backend = Backend::demo().await;
    let mut authenticator = backend.with_passkey(USER).await;
    let mut browser = backend.browser();
    let options = browser.assertion_options(Some(USER)).await.ok();
    let good = authenticator.get(&browser.origin, &options.body).await;
    let bad = authenticator.get_unverified(&browser.origin, &options.body).await;
    browser.assertion_result(&options.flow(), bad).await.refused(401, "user_verification_failed");
    browser.assertion_result(&options.flow(), good).await.refused(410, "session_expired");
}

#[tokio::test]
async fn a_result_comes_too_late_after_five_minutes() {
    let backend = Backend::demo().await;
    let mut authenticator = backend.with_passkey(USER).await;
    let mut browser = backend.browser();
    let options = browser.assertion_options(None).await.ok();
    let result = authenticator.get(&browser.origin, &options.body).await;
    browser.advance_clock(300).await;
    browser.assertion_result(&options.flow(), result).await.refused(410, "session_expired");
}

#[tokio::test]
async fn a_result_just_within_five_minutes_is_in_time() {
    let backend = Backend::demo().await;
    let mut authenticator = backend.with_passkey(USER).await;
    let mut browser = backend.browser();
    let options = browser.assertion_options(None).await.ok();
    let result = authenticator.get(&browser.origin, &options.body).await;
    browser.advance_clock(280).await;
    browser.assertion_result(&options.flow(), result).await.ok();
}

#[tokio::test]
async fn a_result_made_on_another_site_does_not_sign_in() {
    let backend = Backend::demo().await;
    let mut authenticator = backend.with_passkey(USER).await;
    let mut browser = backend.browser();
    let options = browser.assertion_options(None).await.ok();
    let result = authenticator.get("http://localhost:1", &options.body).await;
    browser.assertion_result(&options.flow(), result).await.refused(401, "verification_failed");
}

#[tokio::test]
async fn a_passkey_of_somebody_else_does_not_sign_in_under_a_name() {
    let backend = Backend::demo().await;
    backend.with_passkey(USER).await;
    let mut authenticator = backend.with_passkey(SUPER).await;
    let mut browser = backend.browser();
    let mut options = browser.assertion_options(Some(USER)).await.ok();
    let flow = options.flow();
    options.body["allowCredentials"] = json!([]);
    let result = authenticator.get(&browser.origin, &options.body).await;
    browser.assertion_result(&flow, result).await.refused(401, "verification_failed");
}

#[tokio::test]
async fn a_user_handle_of_somebody_else_does_not_sign_in() {
    let backend = Backend::demo().await;
    let mut authenticator = backend.with_passkey(USER).await;
    let mut browser = backend.browser();
    for handle in [Some(json!("AAAA")), Some(Value::Null), None] {
        let options = browser.assertion_options(None).await.ok();
        let mut result = authenticator.get(&browser.origin, &options.body).await;
        match handle {
            Some(handle) => result["response"]["userHandle"] = handle,
            None => drop(result["response"].as_object_mut().unwrap().remove("userHandle")),
        }
        browser.assertion_result(&options.flow(), result).await.refused(401, "verification_failed");
    }
}

#[tokio::test]
async fn under_a_name_a_passkey_signs_in_without_a_user_handle_but_not_with_another_s() {
    let backend = Backend::demo().await;
    let mut authenticator = backend.with_passkey(USER).await;
    let mut browser = backend.browser();
    let options = browser.assertion_options(Some(USER)).await.ok();
    let mut result = authenticator.get(&browser.origin, &options.body).await;
    result["response"]["userHandle"] = json!("AAAA");
    browser.assertion_result(&options.flow(), result).await.refused(401, "verification_failed");
    let options = browser.assertion_options(Some(USER)).await.ok();
    let mut result = authenticator.get(&browser.origin, &options.body).await;
    result["response"].as_object_mut().unwrap().remove("userHandle");
    browser.assertion_result(&options.flow(), result).await.ok();
}

#[tokio::test]
async fn a_copied_authenticator_is_noticed_by_its_counter() {
    let backend = Backend::demo().await;
    let mut authenticator = backend.with_passkey(USER).await;
    let mut copy = Authenticator { passkey: authenticator.passkey.clone() };
    let mut browser = backend.browser();
    browser.sign_in_with_passkey(None, &mut authenticator).await.ok();
    browser.sign_in_with_passkey(None, &mut authenticator).await.ok();
    browser.sign_in_with_passkey(None, &mut copy).await.refused(401, "verification_failed");
}

#[tokio::test]
async fn the_flow_of_another_session_is_no_flow() {
    let backend = Backend::demo().await;
    let mut authenticator = backend.with_passkey(USER).await;
    let mut browser = backend.browser();
    let options = browser.assertion_options(None).await.ok();
    let result = authenticator.get(&browser.origin, &options.body).await;
    let mut other = backend.browser();
    other.identify(USER).await.ok();
    other.assertion_result(&options.flow(), result.clone()).await.refused(410, "session_expired");
    backend.browser().assertion_result(&options.flow(), result).await.refused(410, "session_expired");
}

#[tokio::test]
async fn a_flow_ends_after_half_an_hour_without_a_call() {
    let backend = Backend::demo().await;
    let mut browser = backend.browser();
    let flow = browser.identify(USER).await.ok().flow();
    let path = format!("/assertion/options?flow={flow}");
    browser.advance_clock(1_790).await;
    assert_eq!(browser.post(&path, json!({})).await.ok().flow(), flow);
    browser.advance_clock(1_790).await;
    browser.post(&path, json!({})).await.ok();
    browser.advance_clock(1_800).await;
    browser.post(&path, json!({})).await.refused(410, "session_expired");
}

#[tokio::test]
async fn a_flow_that_is_not_well_formed_is_refused() {
    let backend = Backend::demo().await;
    let mut browser = backend.browser();
    browser.post("/assertion/options?flow=short", json!({})).await.refused(400, "request_invalid");
    let nobody_s = "AAAAAAAAAAAAAAAAAAAAAA";
    browser.identify(USER).await.ok();
    let path = format!("/assertion/options?flow={nobody_s}");
    browser.post(&path, json!({})).await.refused(410, "session_expired");
    browser.post("/assertion/result", json!({})).await.refused(400, "request_invalid");
}
