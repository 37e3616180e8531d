//! Profiles and backends that match.

use latchkey_server::seeds;
use serde_json::json;

use crate::backend::{Backend, native, native_json};

#[test]
fn the_reference_backend_is_as_its_profile_says() {
    let backend = Backend::start();
    let ended = backend.check(&native(), &["--json"]);
    assert_eq!(ended.status, 0, "{} {}", ended.out, ended.error);
    for (operation, case, state) in [
        ("session.get", "signed out", "B1"),
        ("assertion.result", "an unknown passkey", "A4"),
        ("assertion.result", "a removed passkey", "A4"),
        ("assertion.result", "a tampered signature", "B5"),
        ("assertion.result", "another origin", "B5"),
        ("assertion.result", "no user verification", "A5"),
        ("assertion.result", "a replayed answer", "B1"),
        ("assertion.result", "a lost session", "B1"),
        ("attestation.result", "a tampered attestation", "R5"),
        ("attestation.result", "a used challenge", "B1"),
        ("attestation.result", "the same credential", "R4"),
        ("attestation.options", "above the limit", "R6"),
        ("verification.passkey", "a tampered signature", "B5"),
    ] {
        let row = ended.row(operation, case);
        assert_eq!((row["state"].as_str(), row["verdict"].as_str()), (Some(state), Some("ok")), "{row:#}");
    }
    for (operation, case, means) in [
        ("sign-in.password", "a wrong password", "password_incorrect"),
        ("sign-in.code", "a wrong code", "code_incorrect"),
        ("sign-in.code", "the right code", "succeeds"),
        ("assertion.result", "without a name", "succeeds"),
        ("assertion.result", "by name", "succeeds"),
        ("passkeys.delete", "one that doesn't exist", "not_found"),
        ("admin.users", "as a user without a role", "role_insufficient"),
    ] {
        assert_eq!(ended.row(operation, case)["means"], means, "{operation} {case}");
    }
}

#[test]
fn what_was_created_is_gone_afterwards() {
    let backend = Backend::start();
    let first = backend.check(&native(), &["--json"]);
    assert_eq!(first.json()["leftBehind"], json!([]));
    let second = backend.check(&native(), &["--json"]);
    let session = second.row("session.get", "signed in");
    assert_eq!(session["calls"][0]["answer"]["passkeys"], 0, "{session:#}");
}

#[test]
fn nothing_that_lets_anybody_in_is_printed() {
    let backend = Backend::start();
    for options in [&[][..], &["--json"]] {
        let ended = backend.check(&native(), options);
        assert!(ended.out.contains("password_incorrect"), "{}", ended.out);
        let mut secrets = backend.codes();
        secrets.push(seeds::PASSWORD.to_owned());
        for secret in secrets {
            assert!(!ended.out.contains(&secret), "{secret} is in {}", ended.out);
        }
        // Challenges, signatures and flow IDs are longer than any word that has no digit.
        let of_a_key = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let keys = ended.out.split(|c| !of_a_key(c)).filter(|word| word.len() > 20);
        let keys: Vec<_> = keys.filter(|word| word.contains(|c: char| c.is_ascii_digit())).collect();
        assert_eq!(keys, Vec::<&str>::new());
    }
}

#[test]
fn an_operation_that_the_profile_lacks_is_listed_with_what_the_pages_lack_for_it() {
    let backend = Backend::start();
    let mut profile = native_json();
    profile["operations"].as_object_mut().unwrap().remove("passkeys.rename");
    let ended = backend.check(&backend.profile(&profile), &[]);
    assert_eq!(ended.status, 0, "{}", ended.out);
    let (_, missing) = ended.out.split_once("Not in the profile:").expect("the list");
    assert!(missing.contains("passkeys.rename") && missing.contains("can't be renamed"), "{missing}");
}

#[test]
fn a_state_that_the_profile_cannot_tell_is_no_finding() {
    let backend = Backend::start();
    let mut profile = native_json();
    profile["cannotTell"] = json!(["A4", "A5", "B1"]);
    let result = profile["operations"]["assertion.result"].as_object_mut().unwrap();
    result.remove("codeAt");
    result.insert("otherwise".to_owned(), json!("verification_failed"));
    let file = backend.profile(&profile);
    let ended = backend.check(&file, &["--json"]);
    assert_eq!(ended.status, 0, "{} {}", ended.out, ended.error);
    let row = ended.row("assertion.result", "an unknown passkey");
    assert_eq!((&row["state"], &row["verdict"]), (&json!("B5"), &json!("can't tell")), "{row:#}");
    assert_eq!(ended.json()["cannotTell"][0], json!({ "state": "A4", "instead": ["B5"] }));
    // The answers do differ, which is worth knowing.
    assert!(row["advice"].as_str().is_some_and(|advice| advice.contains("A4")), "{row:#}");
}
