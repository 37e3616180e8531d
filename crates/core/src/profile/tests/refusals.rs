//! Tests that an invalid profile is refused with the location and what was expected there.

use serde_json::{Value, json};

use super::{profile, read};
use crate::Problem;
use crate::problem::Operation as Ceremony;
use crate::profile::format::{CODES, PROFILE};
use crate::profile::schema::about;
use crate::profile::shape::Shape;
use crate::profile::{Profile, Refusal, json_schema};

fn good() -> Value {
    profile(&json!({
        "assertion.options": { "method": "GET", "path": "/options", "gives": { "options": "" } },
        "assertion.result": { "method": "POST", "path": "/result", "body": "$credential" },
    }))
}

fn refusals(document: Value) -> Vec<(String, String)> {
    let refused = Profile::read(document).expect_err("the profile should be refused");
    refused.into_iter().map(|Refusal { at, expected }| (at, expected)).collect()
}

/// Returns the good profile with another value at a pointer.
fn with(at: &str, value: Value) -> Value {
    let mut document = good();
    let (holder, name) = at.rsplit_once('/').expect("a pointer");
    let holder = document.pointer_mut(holder).expect("the holder should be there");
    holder[name.replace("~1", "/")] = value;
    document
}

#[test]
fn a_good_profile_is_taken() {
    assert_eq!(read(good()).id(), "own");
}

#[test]
fn a_mistake_is_told_with_its_place_and_what_was_expected() {
    for (at, value, expected) in [
        ("/base", json!("api/"), "a path such as /api, an origin with a path, or nothing"),
        ("/id", json!("My Backend"), "a name of lowercase letters, digits and hyphens"),
        ("/limits", json!({ "passkeys": 0 }), "/limits/passkeys a whole number from 1 to 1000"),
        ("/operations/assertion.options/method", json!("get"), "one of GET, POST, PUT, PATCH, DELETE"),
        (
            "/operations/assertion.options/path",
            json!("options"),
            "a path that begins with / and has no query",
        ),
        (
            "/operations/assertion.options/gives/options",
            json!("publicKey"),
            "a JSON Pointer, which is empty or begins with /",
        ),
        (
            "/operations/assertion.options/gives/options",
            json!([]),
            "a list, each entry a JSON Pointer, which is empty or begins with /",
        ),
        (
            "/operations/assertion.result/ok",
            json!({ "status": [2000] }),
            "/operations/assertion.result/ok/status/0 a whole number from 100 to 599",
        ),
        (
            "/operations/assertion.result/body",
            json!({ "a": "$credentials" }),
            "/operations/assertion.result/body/a a variable available here, one of flow, credential",
        ),
        (
            "/operations/assertion.options/path",
            json!("/options/$id"),
            "a variable available here, one of flow, username",
        ),
        ("/operations/assertion.options/body", json!({}), "no body, since the method is GET"),
        ("/operations/passkeys.lst", json!({}), "one of assertion.options, assertion.result"),
        ("/operations/assertion.result/failure", json!([]), "one of method, path"),
        (
            "/csrf",
            json!({ "header": "x", "cookie": "a", "meta": "b" }),
            "exactly one of cookie, meta, answerHeader, member",
        ),
        ("/cannotTell", json!(["A9"]), "/cannotTell/0 one of A1, A2"),
    ] {
        let found = refusals(with(at, value.clone()));
        let (place, text) =
            expected.split_once(' ').filter(|(place, _)| place.starts_with('/')).unwrap_or((at, expected));
        assert!(
            matches!(found.as_slice(), [(where_, what)] if where_ == place && what.starts_with(text)),
            "{at}: {value}: {found:?}"
        );
    }
}

#[test]
fn all_mistakes_are_told_at_once() {
    let mut document = with("/base", json!(1));
    document["operations"]["assertion.result"]["path"] = json!(2);
    document.as_object_mut().expect("an object").remove("title");
    let found = refusals(document);
    let places: Vec<_> = found.iter().map(|(at, _)| at.as_str()).collect();
    assert_eq!(places, ["/base", "/operations/assertion.result/path", "/title"]);
}

#[test]
fn a_ceremony_without_its_other_half_or_no_way_to_sign_in_is_refused() {
    let mut document = good();
    document["operations"].as_object_mut().expect("an object").remove("assertion.result");
    let missing = "a call, since the profile has assertion.options".to_owned();
    assert_eq!(refusals(document), [("/operations/assertion.result".to_owned(), missing)]);
    assert_eq!(refusals(profile(&json!({})))[0].0, "/operations");
}

#[test]
fn a_state_that_the_backend_cannot_tell_is_not_given_by_any_failure() {
    let mut document = with("/cannotTell", json!(["A4"]));
    document["operations"]["assertion.result"]["failures"] = json!([{ "status": [400], "gives": "verification_failed" }, { "status": [404], "gives": "credential_unknown" }]);
    let found = refusals(document);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].0, "/operations/assertion.result/failures/1/gives");
    assert!(found[0].1.contains("A4"), "{found:?}");
}

#[test]
fn settings_that_a_profile_does_not_have_are_refused() {
    let mut document = good();
    document["settings"] = json!({ "tenant": "a" });
    let with_settings = |settings: Value| read(document.clone()).with_settings(&settings);
    assert!(with_settings(json!({ "tenant": "b" })).is_ok());
    let refused = with_settings(json!({ "tennant": "b" })).expect_err("it should be refused");
    assert_eq!(refused, [Refusal { at: "/tennant".to_owned(), expected: "one of tenant".to_owned() }]);
}

#[test]
fn every_code_of_a_documented_state_can_be_given() {
    let of_states = Problem::ALL.into_iter().filter_map(Problem::code);
    for code in of_states {
        assert!(CODES.contains(&code), "{code}");
        assert!(
            [Ceremony::SignIn, Ceremony::SetUp]
                .iter()
                .any(|ceremony| Problem::from_code(code, *ceremony).code() == Some(code))
        );
    }
}

#[test]
fn the_published_schema_is_that_of_the_profiles() {
    let published = include_str!("../../../../../public/profiles/profile.schema.json");
    let schema = json_schema();
    if std::env::var_os("LATCHKEY_WRITE_SCHEMA").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../public/profiles/profile.schema.json");
        let written = format!("{}\n", serde_json::to_string_pretty(&schema).expect("JSON"));
        std::fs::write(path, written).expect("the schema should be writable");
    } else {
        assert!(
            serde_json::from_str::<Value>(published).expect("JSON") == schema,
            "the published schema is out of date: regenerate it with LATCHKEY_WRITE_SCHEMA=1"
        );
    }
}

#[test]
fn every_member_of_a_profile_is_explained() {
    fn look(shape: &Shape, holder: &str) {
        match shape {
            Shape::Object(members) => {
                for member in *members {
                    assert!(
                        about(holder, member.name).is_some(),
                        "{holder}/{} is not explained",
                        member.name
                    );
                    look(member.shape, member.name);
                }
            }
            Shape::Map(shape) | Shape::List(shape) | Shape::Named(_, shape) => look(shape, holder),
            Shape::Either(first, second) => [first, second].into_iter().for_each(|shape| look(shape, holder)),
            Shape::Any | Shape::Whole(..) | Shape::Boolean | Shape::Text(_) | Shape::Choice(_) => {}
        }
    }
    look(&PROFILE, "profile");
}

#[test]
fn a_failure_that_the_pages_could_not_show_is_refused() {
    let failing = |operation: &str, code: &str| {
        let mut document = good();
        document["operations"][operation] = json!({
            "method": "POST", "path": "/x", "gives": { "options": "" }, "failures": [{ "status": [403], "gives": code }],
        });
        Profile::read(document).err().unwrap_or_default().len()
    };
    assert_eq!(failing("assertion.options", "auth_unavailable"), 0);
    assert_eq!(failing("assertion.options", "rate_limited"), 0);
    assert_eq!(failing("assertion.options", "passkey_limit_reached"), 1, "it is a set-up state");
    assert_eq!(failing("assertion.options", "password_incorrect"), 1, "there is no password");
    assert_eq!(failing("passkeys.delete", "role_insufficient"), 0);
    assert_eq!(failing("passkeys.delete", "verification_required"), 1, "no user can be verified");
    assert_eq!(failing("verification.passkey", "verification_failed"), 0);
}
