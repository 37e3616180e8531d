//! What administrators see of other users, and what they may remove.

use latchkey_server::seeds;
use serde_json::{Value, json};

use crate::{
    authenticator::Authenticator,
    browser::{Backend, Browser, SUPER, USER, VIEWER},
};

const WHY: &str = "She lost her phone";

/// Finds a user in the list of users, and returns the path of the user's page.
async fn path_of(administrator: &mut Browser, name: &str) -> String {
    let list = administrator.get(&format!("/admin/users?search={name}")).await.ok().body;
    assert_eq!(list["total"], 1, "{list}");
    format!("/admin/users/{}", list["users"][0]["id"].as_str().unwrap())
}

/// Returns a user with this many passkeys, an administrator, the path of the user's page, and the passkeys.
async fn person(backend: &Backend, passkeys: usize) -> (Browser, Browser, String, Vec<Value>) {
    let mut user = backend.signed_in(USER).await;
    let mut made = Vec::new();
    for _ in 0..passkeys {
        made.push(user.set_up(&mut Authenticator::new()).await.ok().body["passkey"].clone());
    }
    let mut administrator = backend.signed_in(SUPER).await;
    let path = path_of(&mut administrator, USER).await;
    (user, administrator, path, made)
}

fn path_to(user: &str, passkey: &Value) -> String {
    format!("{user}/passkeys/{}", passkey["id"].as_str().unwrap())
}

fn because(reason: &str) -> Value {
    json!({ "reason": reason })
}

#[tokio::test]
async fn everybody_hears_their_own_role() {
    let backend = Backend::demo().await;
    for (name, role) in [(USER, "user"), (SUPER, "super-user"), (VIEWER, "viewer")] {
        assert_eq!(backend.signed_in(name).await.get("/session").await.ok().body["role"], role);
    }
}

#[tokio::test]
async fn a_plain_user_gets_nowhere_in_the_administration() {
    let backend = Backend::demo().await;
    let (mut user, _, path, made) = person(&backend, 1).await;
    for path in ["/admin/users", "/admin/users?sort=nonsense", &path, "/admin/users/0", "/admin/counts"] {
        user.get(path).await.refused(403, "role_insufficient");
        backend.browser().get(path).await.refused(401, "session_expired");
    }
    for path in [path_to(&path, &made[0]), format!("{path}/passkeys"), "/admin/users/0/passkeys".to_owned()] {
        user.delete_with(&path, because(WHY)).await.refused(403, "role_insufficient");
        backend.browser().delete_with(&path, because(WHY)).await.refused(401, "session_expired");
    }
    assert_eq!(user.get("/passkeys").await.ok().body["passkeys"], json!(made));
}

#[tokio::test]
async fn a_viewer_sees_everything_and_removes_nothing_not_even_by_a_forged_call() {
    let backend = Backend::demo().await;
    let (mut user, mut administrator, path, made) = person(&backend, 1).await;
    let mut viewer = backend.signed_in(VIEWER).await;
    for path in ["/admin/users", "/admin/counts"] {
        assert_eq!(viewer.get(path).await.ok().body, administrator.get(path).await.ok().body);
    }
    let mut seen = viewer.get(&path).await.ok().body;
    assert_eq!(seen["mayRemove"], false);
    seen["mayRemove"] = true.into();
    assert_eq!(seen, administrator.get(&path).await.ok().body);

    for path in [path_to(&path, &made[0]), format!("{path}/passkeys"), format!("{path}/passkeys/AAAA")] {
        viewer.delete_with(&path, because(WHY)).await.refused(403, "role_insufficient");
        viewer.delete_with(&path, json!({})).await.refused(403, "role_insufficient");
    }
    viewer.advance_clock(1_000).await;
    let path = path_to(&path, &made[0]);
    viewer.delete_with(&path, because(WHY)).await.refused(403, "role_insufficient");
    assert_eq!(user.get("/passkeys").await.ok().body["passkeys"], json!(made));
}

#[tokio::test]
async fn a_person_s_page_has_their_passkeys_and_what_became_of_them() {
    let backend = Backend::demo().await;
    let (mut user, mut administrator, path, made) = person(&backend, 2).await;
    user.patch(&format!("/passkeys/{}", made[1]["id"].as_str().unwrap()), json!({ "name": "Key" }))
        .await
        .ok();
    user.delete(&format!("/passkeys/{}", made[1]["id"].as_str().unwrap())).await.ok();
    let page = administrator.get(&path).await.ok().body;
    assert_eq!(page["passkeys"], json!([made[0]]));
    assert_eq!((&page["limit"], &page["mayRemove"]), (&json!(5), &json!(true)));
    let mut person = page["user"].clone();
    let last_sign_in_at = person.as_object_mut().unwrap().remove("lastSignInAt").unwrap();
    assert!(last_sign_in_at.as_str().unwrap().ends_with('Z'));
    let id = path.rsplit('/').next().unwrap();
    let expected =
        json!({ "id": id, "name": USER, "displayName": "Ursula User", "role": "user", "passkeys": 1 });
    assert_eq!(person, expected);
    let audit: Vec<_> = page["audit"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| {
            assert!(entry["at"].as_str().unwrap().ends_with('Z'));
            assert_eq!((&entry["by"], &entry["byName"]), (&json!("Ursula User"), &json!(USER)));
            assert_eq!(entry.get("reason"), None);
            (entry["action"].as_str().unwrap(), entry["passkey"].as_str().unwrap())
        })
        .collect();
    let device = "This device";
    assert_eq!(audit, [("removed", "Key"), ("renamed", "Key"), ("created", device), ("created", device)]);
}

#[tokio::test]
async fn an_administrator_removes_one_passkey_and_says_why() {
    let backend = Backend::demo().await;
    let (mut user, mut administrator, path, made) = person(&backend, 2).await;
    let target = path_to(&path, &made[0]);
    assert_eq!(administrator.delete_with(&target, because("  She lost her phone ")).await.status, 204);
    administrator.delete_with(&target, because(WHY)).await.refused(404, "not_found");
    assert_eq!(user.get("/passkeys").await.ok().body["passkeys"], json!([made[1]]));
    let mut newest = administrator.get(&path).await.ok().body["audit"][0].clone();
    newest.as_object_mut().unwrap().remove("at");
    assert_eq!(
        newest,
        json!({ "by": "Stella Super", "byName": SUPER, "action": "removed", "passkey": "This device", "reason": WHY })
    );
}

#[tokio::test]
async fn an_administrator_removes_all_passkeys_at_once() {
    let backend = Backend::demo().await;
    let (mut user, mut administrator, path, _) = person(&backend, 3).await;
    let all = format!("{path}/passkeys");
    assert_eq!(administrator.delete_with(&all, because(WHY)).await.status, 204);
    assert_eq!(user.get("/passkeys").await.ok().body["passkeys"], json!([]));
    let page = administrator.get(&path).await.ok().body;
    assert_eq!((&page["passkeys"], &page["user"]["passkeys"]), (&json!([]), &json!(0)));
    let mut newest = page["audit"][0].clone();
    newest.as_object_mut().unwrap().remove("at");
    let expected = json!({ "by": "Stella Super", "byName": SUPER, "action": "removed-all", "reason": WHY });
    assert_eq!(newest, expected);
    assert_eq!(administrator.delete_with(&all, because(WHY)).await.status, 204, "none are left");
    assert_eq!(administrator.get(&path).await.ok().body["audit"], page["audit"], "nothing happened");
}

#[tokio::test]
async fn a_removal_needs_a_reason_and_something_to_remove() {
    let backend = Backend::demo().await;
    let (_, mut administrator, path, made) = person(&backend, 1).await;
    let (one, all) = (path_to(&path, &made[0]), format!("{path}/passkeys"));
    for body in [json!({}), because(""), because("  "), because(&"r".repeat(201)), json!({ "reason": 7 })] {
        administrator.delete_with(&one, body.clone()).await.refused(400, "request_invalid");
        administrator.delete_with(&all, body).await.refused(400, "request_invalid");
    }
    administrator.delete(&one).await.refused(415, "request_invalid");
    let own =
        backend.signed_in(SUPER).await.set_up(&mut Authenticator::new()).await.ok().body["passkey"].clone();
    for path in [
        path_to(&path, &own),
        format!("{path}/passkeys/AAAA"),
        format!("{path}/passkeys/%FF"),
        path_to("/admin/users/0", &made[0]),
        path_to("/admin/users/x", &made[0]),
        "/admin/users/0/passkeys".to_owned(),
        "/admin/users/x/passkeys".to_owned(),
    ] {
        administrator.delete_with(&path, because(WHY)).await.refused(404, "not_found");
    }
    for path in ["/admin/users/0", "/admin/users/x", "/admin/users/%FF", "/admin/users/99999999999999999999"]
    {
        administrator.get(path).await.refused(404, "not_found");
    }
    assert_eq!(administrator.get(&path).await.ok().body["passkeys"], json!(made));
    administrator.delete_with(&one, because(&"ü".repeat(200))).await.ok();
}

#[tokio::test]
async fn after_a_quarter_of_an_hour_an_administrator_looks_on_but_proves_who_they_are_before_a_removal() {
    let backend = Backend::demo().await;
    let (_, mut administrator, path, made) = person(&backend, 1).await;
    administrator.advance_clock(900).await;
    administrator.get("/admin/users").await.ok();
    administrator.get(&path).await.ok();
    administrator.get("/admin/counts").await.ok();
    for path in [path_to(&path, &made[0]), format!("{path}/passkeys"), "/admin/users/0/passkeys".to_owned()] {
        administrator.delete_with(&path, because(WHY)).await.refused(403, "verification_required");
    }
    administrator.verify_with_password(seeds::PASSWORD).await.ok();
    administrator.delete_with(&path_to(&path, &made[0]), because(WHY)).await.ok();
}

async fn offered_at_sign_in(backend: &Backend) -> bool {
    let answer = backend.browser().sign_in_with_password(USER).await;
    answer.body["signedIn"]["offerSetUp"].as_bool().unwrap()
}

#[tokio::test]
async fn after_a_removal_by_an_administrator_a_passkey_is_offered_whatever_was_deferred() {
    let backend = Backend::demo().await;
    let (mut user, mut administrator, path, made) = person(&backend, 3).await;
    user.post("/passkeys/deferral", json!({})).await.ok();
    assert!(!offered_at_sign_in(&backend).await);
    administrator.delete_with(&path_to(&path, &made[0]), because(WHY)).await.ok();
    assert!(offered_at_sign_in(&backend).await, "two are left");
    assert!(offered_at_sign_in(&backend).await, "there is no decision");
    assert_eq!(user.get("/session").await.ok().body["offerSetUp"], true);
    user.post("/passkeys/deferral", json!({})).await.ok();
    assert!(!offered_at_sign_in(&backend).await, "it was deferred once more");

    administrator.delete_with(&format!("{path}/passkeys"), because(WHY)).await.ok();
    assert!(offered_at_sign_in(&backend).await, "whether or not it was deferred");
    user.set_up(&mut Authenticator::new()).await.ok();
    assert!(!offered_at_sign_in(&backend).await, "there is a new one");
}

#[tokio::test]
async fn after_a_removal_of_one_s_own_nothing_is_offered_that_was_deferred() {
    let backend = Backend::demo().await;
    let (mut user, _, _, made) = person(&backend, 1).await;
    user.post("/passkeys/deferral", json!({})).await.ok();
    user.delete(&format!("/passkeys/{}", made[0]["id"].as_str().unwrap())).await.ok();
    assert!(!offered_at_sign_in(&backend).await);
}

#[tokio::test]
async fn the_newest_fifty_deeds_are_shown() {
    let backend = Backend::demo().await;
    let (mut user, mut administrator, path, made) = person(&backend, 1).await;
    let passkey = format!("/passkeys/{}", made[0]["id"].as_str().unwrap());
    for number in 1..=51 {
        user.patch(&passkey, json!({ "name": format!("Name {number}") })).await.ok();
        user.patch(&passkey, json!({ "name": format!("Name {number}") })).await.ok();
    }
    let audit = administrator.get(&path).await.ok().body["audit"].clone();
    let names: Vec<_> = audit.as_array().unwrap().iter().map(|entry| entry["passkey"].clone()).collect();
    let expected: Vec<_> = (2..=51).rev().map(|number| json!(format!("Name {number}"))).collect();
    assert_eq!(names, expected, "setting the same name isn't logged");
}

#[tokio::test]
async fn the_audit_keeps_who_did_it_by_the_name_of_then() {
    let backend = Backend::demo().await;
    let (_, mut administrator, path, made) = person(&backend, 1).await;
    administrator.delete_with(&path_to(&path, &made[0]), because(WHY)).await.ok();
    administrator.patch("/account", json!({ "displayName": "Somebody Else" })).await.ok();
    assert_eq!(administrator.get(&path).await.ok().body["audit"][0]["by"], "Stella Super");
}
