//! What is refused before anything is checked.

use serde_json::{Value, json};

use crate::backend::{Backend, check, native, native_json};

#[test]
fn a_broken_profile_is_refused_with_the_place_and_what_was_expected() {
    let backend = Backend::start();
    let broken = |at: &str, value: Value| {
        let mut profile = native_json();
        *profile.pointer_mut(at).expect("the member should be there") = value;
        profile
    };
    let mut half = native_json();
    half["operations"].as_object_mut().unwrap().remove("assertion.result");
    for (profile, at, expected) in [
        (broken("/base", json!("api/")), "/base", "expected a path such as /api"),
        (
            broken("/operations/attestation.result/body", json!({ "response": "$credentials" })),
            "/operations/attestation.result/body/response",
            "expected a variable available here, one of flow, credential",
        ),
        (
            broken("/operations/sign-in.code/codeAt", json!("code")),
            "/operations/sign-in.code/codeAt",
            "expected a JSON Pointer",
        ),
        (half, "/operations/assertion.result", "expected a call, since the profile has assertion.options"),
    ] {
        let ended = backend.check(&backend.profile(&profile), &[]);
        assert_eq!((ended.status, ended.out.as_str()), (2, ""), "{}", ended.error);
        let line = ended.error.lines().find(|line| line.trim().starts_with(&format!("{at}: ")));
        assert!(line.is_some_and(|line| line.contains(expected)), "{at}: {}", ended.error);
    }
}

#[test]
fn a_file_that_is_no_profile_at_all_is_named() {
    let backend = Backend::start();
    let file = backend.file("half.json");
    std::fs::write(&file, "{\"id\": ").unwrap();
    for file in [file, backend.file("gone.json")] {
        let ended = backend.check(&file, &[]);
        assert_eq!(ended.status, 2);
        let name = file.file_name().and_then(|name| name.to_str()).expect("a name");
        assert!(ended.error.contains(name), "{}", ended.error);
    }
}

#[test]
fn a_setting_that_the_profile_does_not_have_is_refused_by_name() {
    let backend = Backend::start();
    let ended = backend.check(&native(), &["--setting", "tenant=1"]);
    assert_eq!(ended.status, 2);
    assert!(ended.error.contains("tenant"), "{}", ended.error);
}

#[test]
fn a_backend_that_is_not_there_is_named() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://127.0.0.1:{}", taken.local_addr().unwrap().port());
    drop(taken);
    let ended = check(&native(), &base, &["--account", "anna:correct"]);
    assert_eq!((ended.status, ended.out.as_str()), (2, ""), "{}", ended.error);
    assert!(ended.error.contains(&base), "{}", ended.error);
}

#[test]
fn without_the_account_that_a_password_needs_nothing_is_called_a_finding() {
    let backend = Backend::start();
    let ended = check(&native(), &backend.origin, &[]);
    assert_eq!((ended.status, ended.out.as_str()), (2, ""), "{}", ended.error);
    assert!(
        ended.error.contains("--account") && ended.error.contains("LATCHKEY_PASSWORD"),
        "{}",
        ended.error
    );
}
