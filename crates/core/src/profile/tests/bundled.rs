//! The profiles that come with the app.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::profile::Profile;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../public/profiles")
}

/// The bundled profiles, by their ids.
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
