//! Setting up a passkey.

use serde_json::{Value, json};

use crate::{
    authenticator::Authenticator,
    browser::{Backend, SUPER, USER},
};

#[tokio::test]
async fn a_passkey_that_was_set_up_signs_its_owner_in() {
    let backend = Backend::demo().await;
    let mut authenticator = backend.with_passkey(USER).await;
    let mut elsewhere = backend.browser();
    let answer = elsewhere.sign_in_with_passkey(Some(USER), &mut authenticator).await.ok();
    assert_eq!(answer.body["status"], "ok");
    assert_eq!(answer.body["errorMessage"], "");
    assert_eq!(
        answer.body["signedIn"],
        json!({ "user": { "name": USER, "displayName": "Ursula User" }, "offerSetUp": false })
    );
    let session = elsewhere.get("/session").await.ok();
    assert_eq!(session.body["user"]["name"], USER);
    assert_eq!(session.body["passkeys"], 1);
    assert_eq!(session.body["passkeyLimit"], 5);
}

#[tokio::test]
async fn the_options_ask_for_a_resident_key_and_for_user_verification_and_for_no_attestation() {
    let backend = Backend::demo().await;
    let options = backend.signed_in(USER).await.attestation_options().await.ok().body;
    assert_eq!(
        options["authenticatorSelection"],
        json!({ "residentKey": "required", "requireResidentKey": true, "userVerification": "required" })
    );
    assert_eq!(options["attestation"], "none");
    assert_eq!(options["extensions"], json!({ "credProps": true }));
    assert_eq!(options["rp"], json!({ "id": "localhost", "name": "Latchkey" }));
    assert_eq!(options["user"]["name"], USER);
    let algorithms: Vec<_> =
        options["pubKeyCredParams"].as_array().unwrap().iter().map(|param| param["alg"].clone()).collect();
    assert!(algorithms.contains(&json!(-7)) && algorithms.contains(&json!(-257)), "{algorithms:?}");
    assert_eq!((&options["status"], &options["errorMessage"]), (&json!("ok"), &json!("")));
}

#[tokio::test]
async fn the_options_ask_for_the_place_of_the_authenticator_that_the_client_asks_for() {
    let backend = Backend::demo().await;
    let mut browser = backend.signed_in(USER).await;
    let wishes = [
        (json!({ "authenticatorAttachment": "cross-platform" }), json!("cross-platform")),
        (json!({ "authenticatorAttachment": "platform", "residentKey": "discouraged" }), json!("platform")),
        (json!({ "authenticatorAttachment": "moon" }), Value::Null),
        (Value::Null, Value::Null),
    ];
    for (wish, asked) in wishes {
        let body = json!({ "username": "ignored", "attestation": "direct", "authenticatorSelection": wish });
        let options = browser.post("/attestation/options", body).await.ok().body;
        assert_eq!(options["authenticatorSelection"]["authenticatorAttachment"], asked);
        assert_eq!(options["authenticatorSelection"]["residentKey"], "required");
        assert_eq!(options["attestation"], "none");
        assert_eq!(options["user"]["name"], USER);
    }
}

#[tokio::test]
async fn the_options_exclude_what_the_account_has_with_the_transports_of_its_registration() {
    let backend = Backend::demo().await;
    let mut browser = backend.signed_in(USER).await;
    let options = browser.attestation_options().await.ok();
    assert_eq!(options.body["excludeCredentials"], json!([]));
    let mut result = Authenticator::new().create(&browser.origin, &options.body).await;
    result["response"]["transports"] = json!(["usb", "smart-card"]);
    result["authenticatorAttachment"] = "cross-platform".into();
    let passkey = browser.attestation_result(&options.flow(), result.clone()).await.ok();
    assert_eq!(passkey.body["passkey"]["name"], "Security key");
    let options = browser.attestation_options().await.ok();
    assert_eq!(
        options.body["excludeCredentials"],
        json!([{ "type": "public-key", "id": result["id"], "transports": ["usb", "smart-card"] }])
    );
}

#[tokio::test]
async fn the_answer_describes_the_new_passkey() {
    let backend = Backend::demo().await;
    let mut browser = backend.signed_in(USER).await;
    let mut authenticator = Authenticator::new();
    let answer = browser.set_up(&mut authenticator).await.ok();
    let passkey = &answer.body["passkey"];
    assert_eq!(passkey["name"], "This device");
    assert!(passkey["createdAt"].as_str().unwrap().ends_with('Z'));
    assert_eq!(passkey.get("lastUsedAt"), None);
    assert!(passkey["transports"].as_array().unwrap().contains(&json!("internal")));
    assert_eq!(passkey["attachment"], "platform");
    assert_eq!((&passkey["backupEligible"], &passkey["backedUp"]), (&json!(true), &json!(true)));
    assert_eq!(passkey["aaguid"], "6c617463-686b-6579-2d74-657374696e67");
    assert_eq!(passkey.get("lastUsedOn"), None);
    assert_eq!(browser.get("/passkeys").await.ok().body["passkeys"], json!([passkey]));
}

#[tokio::test]
async fn nobody_sets_up_a_passkey_without_being_signed_in() {
    let backend = Backend::demo().await;
    let mut browser = backend.browser();
    browser.attestation_options().await.refused(401, "session_expired");
    let flow = browser.identify(USER).await.ok().flow();
    let unsigned = json!({ "id": "AA", "rawId": "AA", "type": "public-key",
        "response": { "attestationObject": "AA", "clientDataJSON": "AA" } });
    browser.attestation_result(&flow, unsigned).await.refused(401, "session_expired");
}

#[tokio::test]
async fn an_account_gets_five_passkeys_and_no_sixth() {
    let backend = Backend::demo().await;
    let mut browser = backend.signed_in(USER).await;
    let early = browser.attestation_options().await.ok();
    for _ in 0..5 {
        browser.set_up(&mut Authenticator::new()).await.ok();
    }
    browser.attestation_options().await.refused(409, "passkey_limit_reached");
    let result = Authenticator::new().create(&browser.origin, &early.body).await;
    browser.attestation_result(&early.flow(), result).await.refused(409, "passkey_limit_reached");
    assert_eq!(browser.get("/session").await.ok().body["passkeys"], 5);
}

#[tokio::test]
async fn a_passkey_that_is_registered_already_is_refused() {
    let backend = Backend::demo().await;
    let mut browser = backend.signed_in(USER).await;
    let first = browser.attestation_options().await.ok();
    let mut result = Authenticator::new().create(&browser.origin, &first.body).await;
    browser.attestation_result(&first.flow(), result.clone()).await.ok();
    // The same credential for another challenge: with attestation "none", nothing signs the client data.
    let second = browser.attestation_options().await.ok();
    let other = Authenticator::new().create(&browser.origin, &second.body).await;
    result["response"]["clientDataJSON"] = other["response"]["clientDataJSON"].clone();
    browser.attestation_result(&second.flow(), result).await.refused(409, "credential_exists");
}

#[tokio::test]
async fn an_attestation_for_another_relying_party_is_refused() {
    let backend = Backend::demo().await;
    let mut browser = backend.signed_in(USER).await;
    browser.fail("attestation.result", "tampered").await;
    let answer = browser.set_up(&mut Authenticator::new()).await;
    answer.refused(422, "device_activation_failed");
    assert_eq!(answer.body["status"], "failed");
    assert!(!answer.body["errorMessage"].as_str().unwrap().is_empty());
}

#[tokio::test]
async fn an_authenticator_that_did_not_verify_the_user_is_refused() {
    let backend = Backend::demo().await;
    let mut browser = backend.signed_in(USER).await;
    let mut options = browser.attestation_options().await.ok();
    let flow = options.flow();
    options.body["authenticatorSelection"]["userVerification"] = "discouraged".into();
    let result = Authenticator::new().create(&browser.origin, &options.body).await;
    browser.attestation_result(&flow, result).await.refused(422, "device_activation_failed");
}

#[tokio::test]
async fn a_key_that_is_not_resident_is_refused() {
    let backend = Backend::demo().await;
    let mut browser = backend.signed_in(USER).await;
    let options = browser.attestation_options().await.ok();
    let mut result = Authenticator::new().create(&browser.origin, &options.body).await;
    result["clientExtensionResults"] = json!({ "credProps": { "rk": false } });
    browser.attestation_result(&options.flow(), result).await.refused(422, "device_activation_failed");
}

#[tokio::test]
async fn extension_results_are_read_under_the_name_of_the_conformance_interface_too() {
    let backend = Backend::demo().await;
    let mut browser = backend.signed_in(USER).await;
    let options = browser.attestation_options().await.ok();
    let mut result = Authenticator::new().create(&browser.origin, &options.body).await;
    result.as_object_mut().unwrap().remove("clientExtensionResults");
    result["getClientExtensionResults"] = json!({ "credProps": { "rk": false } });
    browser.attestation_result(&options.flow(), result).await.refused(422, "device_activation_failed");
}

#[tokio::test]
async fn a_result_comes_too_late_after_five_minutes() {
    let backend = Backend::demo().await;
    let mut browser = backend.signed_in(USER).await;
    let options = browser.attestation_options().await.ok();
    let result = Authenticator::new().create(&browser.origin, &options.body).await;
    browser.advance_clock(300).await;
    browser.attestation_result(&options.flow(), result).await.refused(410, "session_expired");
}

#[tokio::test]
async fn a_result_is_taken_once() {
    let backend = Backend::demo().await;
    let mut browser = backend.signed_in(USER).await;
    let options = browser.attestation_options().await.ok();
    let result = Authenticator::new().create(&browser.origin, &options.body).await;
    browser.attestation_result(&options.flow(), result.clone()).await.ok();
    browser.attestation_result(&options.flow(), result).await.refused(410, "session_expired");
}

#[tokio::test]
async fn a_result_for_an_earlier_challenge_of_the_flow_is_refused() {
    let backend = Backend::demo().await;
    let mut browser = backend.signed_in(USER).await;
    let first = browser.attestation_options().await.ok();
    let flow = first.flow();
    let second = browser.post(&format!("/attestation/options?flow={flow}"), json!({})).await.ok();
    assert_eq!(second.flow(), flow);
    let result = Authenticator::new().create(&browser.origin, &first.body).await;
    browser.attestation_result(&flow, result).await.refused(410, "session_expired");
}

#[tokio::test]
async fn nobody_adds_a_passkey_in_the_flow_of_another() {
    let backend = Backend::demo().await;
    let mut user = backend.signed_in(USER).await;
    let mut other = backend.signed_in(SUPER).await;
    let options = user.attestation_options().await.ok();
    let result = Authenticator::new().create(&user.origin, &options.body).await;
    other.attestation_result(&options.flow(), result).await.refused(410, "session_expired");
}

#[tokio::test]
async fn a_body_that_is_no_registration_is_refused_in_the_shape_of_the_conformance_interface() {
    let backend = Backend::demo().await;
    let mut browser = backend.signed_in(USER).await;
    let flow = browser.attestation_options().await.ok().flow();
    for nonsense in [json!({}), json!([]), Value::Null, json!({ "id": 7 })] {
        let answer = browser.attestation_result(&flow, nonsense).await;
        answer.refused(400, "request_invalid");
        assert_eq!(answer.body["status"], "failed");
    }
}

#[tokio::test]
async fn a_passkey_that_a_password_manager_made_by_itself_needs_nobody_present() {
    let backend = Backend::demo().await;
    let mut browser = backend.signed_in(USER).await;
    let mut authenticator = Authenticator::new();
    let options = browser.attestation_options().await.ok();
    let result = authenticator.create_quietly(&browser.origin, &options.body).await;
    let answer = browser.attestation_result(&options.flow(), result).await;
    answer.refused(422, "device_activation_failed");

    let options = browser.attestation_options().await.ok();
    let mut result = authenticator.create_quietly(&browser.origin, &options.body).await;
    result["mediation"] = "conditional".into();
    browser.attestation_result(&options.flow(), result).await.ok();
    backend.browser().sign_in_with_passkey(Some(USER), &mut authenticator).await.ok();
}
