//! The passkeys of an account.

use serde_json::json;

use crate::{
    authenticator::Authenticator,
    browser::{Backend, SUPER, USER},
};

#[tokio::test]
async fn a_deleted_passkey_does_not_sign_in_any_more() {
    let backend = Backend::demo().await;
    let mut browser = backend.signed_in(USER).await;
    let mut authenticator = Authenticator::new();
    let passkey = browser.set_up(&mut authenticator).await.ok().body["passkey"].clone();
    let path = format!("/passkeys/{}", passkey["id"].as_str().unwrap());
    assert_eq!(browser.delete(&path).await.status, 204);
    browser.delete(&path).await.refused(404, "not_found");
    assert_eq!(browser.get("/passkeys").await.ok().body, json!({ "passkeys": [], "limit": 5 }));
    let answer = backend.browser().sign_in_with_passkey(None, &mut authenticator).await;
    answer.refused(404, "credential_unknown");
}

#[tokio::test]
async fn a_deleted_passkey_makes_room_for_another() {
    let backend = Backend::demo().await;
    let mut browser = backend.signed_in(USER).await;
    let mut last = json!(null);
    for _ in 0..5 {
        last = browser.set_up(&mut Authenticator::new()).await.ok().body["passkey"]["id"].clone();
    }
    browser.attestation_options().await.refused(409, "passkey_limit_reached");
    browser.delete(&format!("/passkeys/{}", last.as_str().unwrap())).await.ok();
    browser.set_up(&mut Authenticator::new()).await.ok();
}

#[tokio::test]
async fn nobody_deletes_the_passkey_of_another() {
    let backend = Backend::demo().await;
    let mut user = backend.signed_in(USER).await;
    let passkey = user.set_up(&mut Authenticator::new()).await.ok().body["passkey"].clone();
    let path = format!("/passkeys/{}", passkey["id"].as_str().unwrap());
    backend.signed_in(SUPER).await.delete(&path).await.refused(404, "not_found");
    backend.browser().delete(&path).await.refused(401, "session_expired");
    assert_eq!(user.get("/session").await.ok().body["passkeys"], 1);
}

#[tokio::test]
async fn passkeys_are_listed_oldest_first_and_only_one_s_own() {
    let backend = Backend::demo().await;
    backend.with_passkey(SUPER).await;
    let mut browser = backend.signed_in(USER).await;
    let mut expected = Vec::new();
    for _ in 0..3 {
        expected.push(browser.set_up(&mut Authenticator::new()).await.ok().body["passkey"].clone());
    }
    assert_eq!(browser.get("/passkeys").await.ok().body["passkeys"], json!(expected));
    backend.browser().get("/passkeys").await.refused(401, "session_expired");
}

#[tokio::test]
async fn a_demonstration_makes_passkeys_vanish_on_the_backend_alone() {
    let backend = Backend::demo().await;
    let mut browser = backend.signed_in(USER).await;
    browser.set_up(&mut Authenticator::new()).await.ok();
    assert_eq!(browser.delete("/dev/passkeys?username=USER@example.test").await.status, 204);
    assert_eq!(browser.get("/session").await.ok().body["passkeys"], 0);
    browser.delete("/dev/passkeys?username=nobody").await.refused(404, "not_found");
    browser.delete("/dev/passkeys").await.refused(400, "request_invalid");
}
