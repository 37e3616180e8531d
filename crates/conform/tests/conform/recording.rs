//! Profiles that are written from what was seen.

use serde_json::{Map, Value, json};

use crate::backend::{Backend, native_json};

/// Returns the native profile's calls, reduced to where they go.
fn paths() -> Value {
    let profile = native_json();
    let operations = profile["operations"].as_object().expect("operations").iter().map(|(name, call)| {
        let parts = ["method", "path", "query"].into_iter();
        let call: Map<String, Value> =
            parts.filter_map(|part| Some((part.to_owned(), call.get(part)?.clone()))).collect();
        (name.clone(), Value::Object(call))
    });
    json!({ "base": profile["base"], "operations": Value::Object(operations.collect()) })
}

#[test]
fn a_profile_of_paths_alone_is_recorded_as_one_that_conforms() {
    let backend = Backend::start();
    let (file, recorded) = (backend.profile(&paths()), backend.file("recorded.json"));
    assert_eq!(backend.check(&file, &[]).status, 2, "without --record, paths aren't a profile");
    let first = backend.check(&file, &["--record", recorded.to_str().expect("a path")]);
    assert_eq!(first.status, 1, "{} {}", first.out, first.error);
    let second = backend.check(&recorded, &["--json"]);
    assert_eq!(second.status, 0, "{} {}", second.out, second.error);
    assert_eq!(second.row("assertion.result", "a tampered signature")["state"], "B5");
    assert_eq!(second.row("assertion.result", "an unknown passkey")["state"], "A4");
}

#[test]
fn what_a_profile_says_is_recorded_as_it_stands() {
    let backend = Backend::start();
    let (file, recorded) = (backend.profile(&native_json()), backend.file("recorded.json"));
    let ended = backend.check(&file, &["--record", recorded.to_str().expect("a path")]);
    assert_eq!(ended.status, 0, "{} {}", ended.out, ended.error);
    let recorded: Value = serde_json::from_str(&std::fs::read_to_string(recorded).unwrap()).unwrap();
    for operation in ["assertion.options", "assertion.result", "sign-in.password", "passkeys.list"] {
        let (new, old) = (&recorded["operations"][operation], &native_json()["operations"][operation]);
        for part in ["method", "path", "body", "codeAt"] {
            assert_eq!(new.get(part), old.get(part), "{operation} {part}");
        }
    }
}
