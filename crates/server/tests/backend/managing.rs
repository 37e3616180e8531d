//! Managing an account's passkeys.

use serde_json::{Value, json};

use crate::{
    authenticator::Authenticator,
    browser::{Backend, Browser, SUPER, USER},
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
    assert_eq!(browser.get("/passkeys").await.ok().body["passkeys"], json!([]));
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

/// Sets up a passkey in this session, and returns it with the path under which it is changed.
async fn own_passkey(browser: &mut Browser) -> (Value, String) {
    let passkey = browser.set_up(&mut Authenticator::new()).await.ok().body["passkey"].clone();
    let path = format!("/passkeys/{}", passkey["id"].as_str().unwrap());
    (passkey, path)
}

#[tokio::test]
async fn a_person_gives_a_passkey_a_name_of_their_own() {
    let backend = Backend::demo().await;
    let mut browser = backend.signed_in(USER).await;
    let (mut passkey, path) = own_passkey(&mut browser).await;
    passkey["name"] = "Grüner Laptop".into();
    let answer = browser.patch(&path, json!({ "name": "  Grüner Laptop " })).await.ok();
    assert_eq!(answer.body, json!({ "passkey": passkey }));
    assert_eq!(browser.get("/passkeys").await.ok().body["passkeys"], json!([passkey]));
}

#[tokio::test]
async fn a_name_that_is_empty_too_long_or_no_line_is_refused() {
    let backend = Backend::demo().await;
    let mut browser = backend.signed_in(USER).await;
    let (passkey, path) = own_passkey(&mut browser).await;
    for name in [json!(""), json!("   "), json!("n".repeat(65)), json!("two\nlines"), json!(7)] {
        browser.patch(&path, json!({ "name": name })).await.refused(400, "request_invalid");
        let account = json!({ "displayName": name });
        browser.patch("/account", account).await.refused(400, "request_invalid");
    }
    assert_eq!(browser.get("/passkeys").await.ok().body["passkeys"], json!([passkey]));
    browser.patch(&path, json!({ "name": "ü".repeat(64) })).await.ok();
}

#[tokio::test]
async fn nobody_renames_the_passkey_of_another() {
    let backend = Backend::demo().await;
    let mut user = backend.signed_in(USER).await;
    let (passkey, path) = own_passkey(&mut user).await;
    let name = json!({ "name": "Mine" });
    backend.signed_in(SUPER).await.patch(&path, name.clone()).await.refused(404, "not_found");
    backend.browser().patch(&path, name.clone()).await.refused(401, "session_expired");
    user.patch("/passkeys/AAAA", name).await.refused(404, "not_found");
    assert_eq!(user.get("/passkeys").await.ok().body["passkeys"], json!([passkey]));
}

#[tokio::test]
async fn a_person_changes_how_they_are_called_however_long_ago_they_signed_in() {
    let backend = Backend::demo().await;
    let mut browser = backend.signed_in(USER).await;
    browser.advance_clock(1_000).await;
    let answer = browser.patch("/account", json!({ "displayName": " Ursula Übermut " })).await.ok();
    let user = json!({ "name": USER, "displayName": "Ursula Übermut" });
    assert_eq!(answer.body, json!({ "user": user }));
    assert_eq!(browser.get("/session").await.ok().body["user"], user);
    backend.browser().patch("/account", json!({ "displayName": "X" })).await.refused(401, "session_expired");
}

#[tokio::test]
async fn the_list_has_what_a_browser_needs_to_bring_a_password_manager_up_to_date() {
    let backend = Backend::demo().await;
    let mut browser = backend.signed_in(USER).await;
    let options = browser.attestation_options().await.ok().body;
    let list = browser.get("/passkeys").await.ok().body;
    assert_eq!((&list["rpId"], &list["limit"]), (&json!("localhost"), &json!(5)));
    assert_eq!(list["userHandle"], options["user"]["id"]);
}
