//! Tests of the profiles that come with the app.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::Features;
use crate::call::Operation;
use crate::profile::Profile;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../public/profiles")
}

/// Returns the bundled profiles, by their IDs.
pub(super) fn bundled() -> Vec<(String, Value)> {
    let files = fs::read_dir(folder()).expect("the profiles should be there");
    let paths = files.map(|file| file.expect("a file").path());
    let name = |path: &PathBuf| {
        path.file_name().and_then(|name| name.to_str()?.strip_suffix(".json").map(str::to_owned))
    };
    let profiles = paths.filter_map(|path| Some((name(&path)?, fs::read_to_string(path).ok()?)));
    profiles
        .filter(|(name, _)| name != "profile.schema")
        .map(|(name, text)| (name, serde_json::from_str(&text).expect("JSON")))
        .collect()
}

#[test]
fn every_bundled_profile_is_good_and_called_as_its_file() {
    for (name, document) in bundled() {
        let profile = Profile::read(document).unwrap_or_else(|refusals| panic!("{name}: {refusals:#?}"));
        assert_eq!(profile.id(), name);
    }
}

#[test]
fn the_native_profile_makes_the_calls_that_the_app_makes_without_one() {
    let (_, document) =
        bundled().into_iter().find(|(name, _)| name == "latchkey").expect("it should be there");
    let native = Profile::read(document).expect("it should be valid");
    for operation in Operation::of_profiles() {
        let calls = native.calls(operation);
        let [call] = calls.as_slice() else { panic!("{operation:?} takes {} calls", calls.len()) };
        let (method, path) = operation.native_call();
        assert_eq!(
            (call["method"].as_str(), call["path"].as_str()),
            (Some(method), Some(path)),
            "{operation:?}"
        );
    }
    assert_eq!(native.features(), Features::ALL);
}

/// Returns a profile's row in the documentation's table.
fn row(profile: &Value) -> String {
    let about = |name: &str| profile["about"][name].as_str().expect(name);
    let docs = about("docs");
    let docs = if docs.starts_with("https://") { docs.to_owned() } else { format!("../{docs}") };
    let states: Vec<_> =
        profile["cannotTell"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let states = if states.is_empty() { "–".to_owned() } else { states.join(", ") };
    let (id, title) = (&profile["id"], &profile["title"]);
    let (id, title) = (id.as_str().expect("an id"), title.as_str().expect("a title"));
    format!("| `{id}` | [{title}]({docs}) | {} | {} | {states} |", about("versions"), about("run"))
}

#[test]
fn the_documentation_has_a_table_of_the_bundled_profiles() {
    let page = include_str!("../../../../../docs/profiles.md");
    let (_, table) = page.split_once("## Bundled").expect("the table's heading");
    let found: BTreeSet<_> =
        table.lines().filter(|line| line.starts_with("| `")).map(str::to_owned).collect();
    let expected: BTreeSet<_> = bundled().iter().map(|(_, profile)| row(profile)).collect();
    assert_eq!(found, expected);
}

#[test]
fn the_example_in_the_documentation_is_a_profile() {
    let page = include_str!("../../../../../docs/profiles.md");
    let example =
        page.split("```json\n").nth(2).and_then(|rest| rest.split("```").next()).expect("an example");
    let profile =
        Profile::read(serde_json::from_str::<Value>(example).expect("JSON")).expect("a valid profile");
    assert_eq!(profile.id(), "own");
}
