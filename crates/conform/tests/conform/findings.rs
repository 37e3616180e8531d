//! Profiles and backends that don't match.

use serde_json::json;

use crate::backend::{Backend, native, native_json};

#[test]
fn a_backend_that_names_no_reason_that_is_known_gives_findings() {
    let backend = Backend::start();
    backend.fail("assertion.result", "unknown-code");
    let ended = backend.check(&native(), &["--json"]);
    assert_eq!(ended.status, 1, "{}", ended.error);
    let row = ended.row("assertion.result", "an unknown passkey");
    assert_eq!(
        (&row["verdict"], &row["state"], &row["expected"]),
        (&json!("finding"), &json!("B1"), &json!("A4"))
    );
    let advice = row["advice"].as_str().expect("advice");
    assert!(advice.contains("the same answer") || advice.contains("The same answer"), "{advice}");
}

#[test]
fn a_backend_that_takes_good_signatures_for_bad_ones_gives_findings() {
    let backend = Backend::start();
    backend.fail("assertion.result", "tampered");
    let ended = backend.check(&native(), &[]);
    assert_eq!(ended.status, 1, "{}", ended.out);
    let (_, findings) = ended.out.split_once("findings in").expect("findings");
    assert!(findings.contains("assertion.result, without a name: expected: succeeds (B5"), "{findings}");
}

#[test]
fn a_profile_that_takes_refusals_for_successes_is_worse_than_a_finding() {
    let backend = Backend::start();
    let mut profile = native_json();
    profile["operations"]["assertion.result"]["ok"] = json!({ "status": [200, 401] });
    profile["operations"]["assertion.result"]["gives"] = json!({ "name": "/signedIn/user/name" });
    let ended = backend.check(&backend.profile(&profile), &["--json"]);
    assert_eq!(ended.status, 1, "{}", ended.error);
    let row = ended.row("assertion.result", "a tampered signature");
    assert_eq!((&row["verdict"], &row["means"]), (&json!("broken"), &json!("succeeds")), "{row:#}");
}

#[test]
fn a_backend_that_is_down_in_the_middle_is_a_finding_and_not_the_end() {
    let backend = Backend::start();
    backend.fail("passkeys.rename", "drop");
    let ended = backend.check(&native(), &["--json"]);
    assert_eq!(ended.status, 1, "{}", ended.error);
    assert_eq!(ended.row("passkeys.rename", "good")["verdict"], "finding");
    assert_eq!(ended.row("session.end", "signed in")["verdict"], "ok");
    assert_eq!(ended.json()["leftBehind"], json!([]));
}
