//! Counts of sign-ins and failures.

use reqwest::{Method, header};
use serde_json::{Value, json};

use crate::browser::{Backend, Browser, SUPER, USER, VIEWER};

const DAY_S: u32 = 24 * 3600;

async fn counts(backend: &Backend) -> Value {
    backend.signed_in(SUPER).await.get("/admin/counts").await.ok().body
}

fn report(state: &str, browser: &str, ceremony: &str, elapsed: &str) -> Value {
    json!({ "state": state, "browser": browser, "ceremony": ceremony, "elapsed": elapsed })
}

#[tokio::test]
async fn sign_ins_are_counted_by_how_people_signed_in() {
    let backend = Backend::demo().await;
    let mut authenticator = backend.with_passkey(USER).await;
    for _ in 0..3 {
        backend.browser().sign_in_with_passkey(None, &mut authenticator).await.ok();
    }
    backend.browser().password(USER, "wrong").await.refused(401, "password_incorrect");
    assert_eq!(
        counts(&backend).await,
        json!({
            "days": 30, "users": 3, "usersWithPasskey": 1, "signIns": 5, "signInsWithPasskey": 3, "failures": [],
        })
    );
    backend.browser().delete(&format!("/dev/passkeys?username={USER}")).await.ok();
    assert_eq!(counts(&backend).await["usersWithPasskey"], 0);
}

#[tokio::test]
async fn a_sign_in_and_a_failure_count_for_thirty_days() {
    let backend = Backend::demo().await;
    let mut browser = backend.signed_in(USER).await;
    browser.post("/reports", report("A2", "chrome", "sign-in", "1-10s")).await.ok();
    browser.advance_clock(29 * DAY_S).await;
    let after_29_days = counts(&backend).await;
    assert_eq!((&after_29_days["signIns"], &after_29_days["failures"][0]["count"]), (&json!(2), &json!(1)));
    browser.advance_clock(DAY_S).await;
    let after_30_days = counts(&backend).await;
    assert_eq!((&after_30_days["signIns"], &after_30_days["failures"]), (&json!(2), &json!([])));
}

#[tokio::test]
async fn failures_are_counted_by_their_state_without_asking_who_it_was() {
    let backend = Backend::demo().await;
    let mut stranger = backend.browser();
    for (state, browser, ceremony, elapsed) in [
        ("R2", "firefox", "set-up", "10-60s"),
        ("A1", "safari", "sign-in", "under-1s"),
        ("A1", "safari", "sign-in", "under-1s"),
        ("A1", "samsung-internet", "sign-in", "over-60s"),
        ("B5", "other", "sign-in", "1-10s"),
    ] {
        let answer = stranger.post("/reports", report(state, browser, ceremony, elapsed)).await;
        assert_eq!(answer.status, 204, "{}", answer.body);
        assert_eq!(answer.headers.get(header::SET_COOKIE), None, "no session is made");
    }
    assert_eq!(
        counts(&backend).await["failures"],
        json!([{ "state": "A1", "count": 3 }, { "state": "B5", "count": 1 }, { "state": "R2", "count": 1 }])
    );
}

#[tokio::test]
async fn a_report_of_anything_outside_the_lists_is_refused() {
    let backend = Backend::demo().await;
    let mut stranger = backend.browser();
    for bad in [
        json!({}),
        report("A9", "chrome", "sign-in", "1-10s"),
        report("A1", "netscape", "sign-in", "1-10s"),
        report("A1", "chrome", "management", "1-10s"),
        report("A1", "chrome", "sign-in", "7s"),
        json!({ "state": "A1", "browser": "chrome", "ceremony": "sign-in", "elapsed": "1-10s", "user": USER }),
        json!({ "state": "A1", "browser": "chrome", "ceremony": "sign-in" }),
    ] {
        stranger.post("/reports", bad).await.refused(400, "request_invalid");
    }
    let request =
        stranger.request(Method::POST, "/reports").json(&report("A1", "chrome", "sign-in", "1-10s"));
    stranger.send(request).await.refused(403, "origin_rejected");
    assert_eq!(counts(&backend).await["failures"], json!([]));
}

#[tokio::test]
async fn three_hundred_reports_from_one_address_in_a_quarter_of_an_hour_are_enough() {
    let backend = Backend::demo().await;
    let mut stranger = backend.browser();
    let one = report("A1", "chrome", "sign-in", "1-10s");
    for _ in 0..300 {
        stranger.post("/reports", one.clone()).await.ok();
    }
    stranger.post("/reports", one.clone()).await.refused(429, "rate_limited");
    backend.browser().post("/reports", one.clone()).await.refused(429, "rate_limited");
    assert_eq!(counts(&backend).await["failures"][0]["count"], 300);
    stranger.advance_clock(900).await;
    stranger.post("/reports", one).await.ok();
}

async fn last_sign_in(administrator: &mut Browser, name: &str) -> Value {
    let list = administrator.get(&format!("/admin/users?search={name}")).await.ok().body;
    list["users"][0].get("lastSignInAt").cloned().unwrap_or_default()
}

#[tokio::test]
async fn the_last_sign_in_is_known_by_whatever_way_it_was() {
    let backend = Backend::demo().await;
    let mut administrator = backend.signed_in(SUPER).await;
    assert_eq!(last_sign_in(&mut administrator, VIEWER).await, Value::Null);
    let mut authenticator = backend.with_passkey(VIEWER).await;
    let with_password = last_sign_in(&mut administrator, VIEWER).await;
    administrator.advance_clock(60).await;
    backend.browser().sign_in_with_passkey(None, &mut authenticator).await.ok();
    let with_passkey = last_sign_in(&mut administrator, VIEWER).await;
    assert!(with_password.as_str().unwrap() < with_passkey.as_str().unwrap());
}
