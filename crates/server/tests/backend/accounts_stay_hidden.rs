//! Nobody can find out which names have accounts.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::{
    authenticator::Authenticator,
    browser::{Answer, Backend, Browser, SUPER, USER, VIEWER},
};

/// Starts a backend whose accounts all have one passkey, with a browser.
async fn with_passkeys() -> (Backend, Browser) {
    let backend = Backend::demo().await;
    for name in [USER, SUPER, VIEWER] {
        backend.with_passkey(name).await;
    }
    let browser = backend.browser();
    (backend, browser)
}

/// Returns the value with every string replaced by its length.
fn shape(value: &Value) -> Value {
    match value {
        Value::String(text) => json!(format!("text of {}", text.len())),
        Value::Array(items) => items.iter().map(shape).collect(),
        Value::Object(members) => members
            .iter()
            .map(|(name, value)| (name.clone(), shape(value)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
    }
}

fn header_names(answer: &Answer) -> Vec<String> {
    answer.headers.keys().map(ToString::to_string).collect()
}

#[tokio::test]
async fn an_unknown_name_gets_options_that_look_like_an_account_s() {
    let (backend, mut browser) = with_passkeys().await;
    let known = browser.assertion_options(Some(USER)).await.ok();
    let ids: Vec<Value> = {
        let mut ids = Vec::new();
        for name in [USER, SUPER, VIEWER] {
            ids.push(browser.assertion_options(Some(name)).await.body["allowCredentials"][0]["id"].clone());
        }
        ids
    };
    for unknown in ["nobody@example.test", "no one", "x"] {
        let answer = backend.browser().assertion_options(Some(unknown)).await.ok();
        let mut expected = known.body.clone();
        // Credential IDs of other authenticators differ only in their bytes.
        expected["allowCredentials"][0]["id"] = ids[0].clone();
        assert_eq!(shape(&answer.body), shape(&expected), "{unknown}");
        assert!(!ids.contains(&answer.body["allowCredentials"][0]["id"]), "{unknown}");
    }
}

#[tokio::test]
async fn an_unknown_name_gets_the_same_credential_ids_every_time() {
    let (backend, mut browser) = with_passkeys().await;
    let mut seen = Vec::new();
    for unknown in ["nobody@example.test", "somebody@example.test"] {
        let first = browser.assertion_options(Some(unknown)).await.ok().body["allowCredentials"].clone();
        let again = backend.browser().assertion_options(Some(unknown)).await.ok();
        assert_eq!(again.body["allowCredentials"], first);
        seen.push(first);
    }
    assert_ne!(seen[0], seen[1]);
}

#[tokio::test]
async fn an_unknown_name_goes_on_like_some_account() {
    let (backend, mut browser) = with_passkeys().await;
    let known = browser.identify(USER).await.ok();
    let unknown = browser.identify("nobody@example.test").await.ok();
    assert_eq!(unknown.body["next"], "passkey");
    assert_eq!(shape(&unknown.body), shape(&known.body));
    let (known, unknown) =
        (backend.browser().identify(USER).await, backend.browser().identify("nobody").await);
    assert_eq!(header_names(&known), header_names(&unknown));
}

#[tokio::test]
async fn an_unknown_name_s_wrong_password_looks_like_an_account_s() {
    let backend = Backend::demo().await;
    let mut browser = backend.browser();
    let known = browser.password(USER, "wrong").await;
    let unknown = browser.password("nobody@example.test", "wrong").await;
    assert_eq!(known.status, unknown.status);
    assert_eq!(known.body, unknown.body);
    assert_eq!(header_names(&known), header_names(&unknown));
}

/// Signs the challenge with a key of its own, under the credential ID that was offered for the name.
async fn forge(browser: &mut Browser, name: &str, verified: bool) -> Answer {
    let mut own = Authenticator::new();
    let mut options = browser.assertion_options(Some(name)).await.ok();
    let offered = options.body["allowCredentials"][0]["id"].clone();
    let registration = json!({
        "rp": { "id": "localhost", "name": "" }, "challenge": "AAAA", "attestation": "none",
        "user": { "id": "AAAA", "name": "a", "displayName": "a" },
        "pubKeyCredParams": [{ "type": "public-key", "alg": -7 }],
        "authenticatorSelection": { "residentKey": "required", "requireResidentKey": true },
    });
    own.create(&browser.origin, &registration).await;
    let flow = options.flow();
    options.body["allowCredentials"] = json!([]);
    let mut result = if verified {
        own.get(&browser.origin, &options.body).await
    } else {
        own.get_unverified(&browser.origin, &options.body).await
    };
    result["id"] = offered.clone();
    result["rawId"] = offered;
    result["response"]["userHandle"] = Value::Null;
    browser.assertion_result(&flow, result).await
}

#[tokio::test]
async fn a_forged_assertion_fails_alike_for_known_and_unknown_names() {
    let (_backend, mut browser) = with_passkeys().await;
    for verified in [true, false] {
        let known = forge(&mut browser, USER, verified).await;
        let unknown = forge(&mut browser, "nobody@example.test", verified).await;
        assert!(known.status.is_client_error());
        assert_eq!((known.status, &known.body), (unknown.status, &unknown.body));
    }
}

#[tokio::test]
async fn an_unknown_name_does_not_sign_in_with_the_passkey_of_its_neighbour() {
    let backend = Backend::demo().await;
    let mut browser = backend.browser();
    for name in [USER, SUPER, VIEWER] {
        let mut authenticator = backend.with_passkey(name).await;
        let mut options = browser.assertion_options(Some("nobody@example.test")).await.ok();
        let flow = options.flow();
        options.body["allowCredentials"] = json!([]);
        let result = authenticator.get(&browser.origin, &options.body).await;
        browser.assertion_result(&flow, result).await.refused(401, "verification_failed");
    }
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times[times.len() / 2].as_secs_f64()
}

#[tokio::test]
async fn a_wrong_password_takes_as_long_for_an_unknown_name_as_for_a_known_one() {
    let backend = Backend::demo().await;
    let mut browser = backend.browser();
    let mut ratios = Vec::new();
    // The machine may be busy with other things, so there is more than one round.
    for round in 0..4 {
        let (mut known, mut unknown) = (Vec::new(), Vec::new());
        for turn in 0..24 {
            let stranger = format!("nobody-{round}-{turn}@example.test");
            let account = [USER, SUPER, VIEWER][turn % 3];
            for (name, times) in [(account, &mut known), (stranger.as_str(), &mut unknown)] {
                let start = Instant::now();
                browser.password(name, "wrong").await.refused(401, "password_incorrect");
                times.push(start.elapsed());
            }
        }
        let ratio = median(known) / median(unknown);
        if (0.77..1.3).contains(&ratio) {
            return;
        }
        ratios.push(ratio);
        browser.advance_clock(900).await;
    }
    panic!("known names took {ratios:?} times as long as unknown ones");
}
