//! Checks every response that a test gets against the backend's own description.

use std::{
    collections::{BTreeSet, HashMap},
    sync::{Arc, Mutex, OnceLock},
};

use jsonschema::Validator;
use reqwest::{Method, StatusCode, header};
use serde_json::{Value, json};

use crate::browser::Answer;

/// Backends that were told to fail, which they do in ways that aren't described.
static FAULTY: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// The description, which is the same for all backends except for their origins.
static DESCRIPTION: OnceLock<Value> = OnceLock::new();

static SCHEMAS: Mutex<Option<HashMap<String, Arc<Validator>>>> = Mutex::new(None);

/// Asserts that a response is one of those described for its call. Anything that isn't described mustn't be
/// there.
pub(crate) async fn check(origin: &str, method: &Method, path: &str, answer: &Answer) {
    if path == "/dev/faults" && *method == Method::PUT {
        FAULTY.lock().unwrap().insert(origin.to_owned());
    }
    let Some(path) = path.strip_prefix("/api") else { return };
    if FAULTY.lock().unwrap().contains(origin) {
        return;
    }
    let description = if let Some(description) = DESCRIPTION.get() {
        description
    } else {
        let fetched = reqwest::get(format!("{origin}/openapi.json")).await.unwrap().json().await.unwrap();
        DESCRIPTION.get_or_init(|| fetched)
    };
    let call = format!("{method} {path}: {}, {}", answer.status, answer.body);
    let method = method.as_str().to_lowercase();
    let described = described_path(description, path);
    let Some((name, answers)) =
        described.and_then(|(name, item)| Some((name, item.get(&method)?.get("responses")?)))
    else {
        let nothing = [StatusCode::NOT_FOUND, StatusCode::METHOD_NOT_ALLOWED, StatusCode::FORBIDDEN];
        assert!(nothing.contains(&answer.status), "no described call has this response: {call}");
        return;
    };
    let status = answer.status.as_str();
    let described = answers.get(status).ok_or(&call).expect("the status is described");
    let Some(contents) = described.get("content") else {
        assert_eq!(answer.body, json!(""), "no body is described: {call}");
        return;
    };
    let kind = answer.headers[header::CONTENT_TYPE].to_str().unwrap();
    assert!(contents.get(kind).is_some(), "{kind} is not described: {call}");
    let place =
        ["paths", name, &method, "responses", status, "content", kind, "schema"].map(escaped).join("/");
    let outcome: Vec<String> =
        schema(description, &place).iter_errors(&answer.body).map(|error| error.to_string()).collect();
    assert!(outcome.is_empty(), "{call}\n{outcome:#?}");
    for (header, described) in described["headers"].as_object().into_iter().flatten() {
        let needed = described["required"] == true;
        assert!(!needed || answer.headers.contains_key(header), "no header {header}: {call}");
    }
}

/// Returns the described path that this path is an example of, and what is described there.
fn described_path<'a>(description: &'a Value, path: &str) -> Option<(&'a str, &'a Value)> {
    let is_one = |name: &str| {
        let (name, path) = (name.split('/'), path.split('/'));
        name.clone().count() == path.clone().count()
            && name.zip(path).all(|(name, part)| name == part || (name.starts_with('{') && !part.is_empty()))
    };
    let mut fitting = description["paths"].as_object()?.iter().filter(|(name, _)| is_one(name));
    // A path without a parameter takes precedence over one with a parameter in its place.
    let first = fitting.next()?;
    let best = fitting.find(|(name, _)| !name.contains('{')).unwrap_or(first);
    Some((best.0, best.1))
}

/// Escapes a part of a JSON pointer (RFC 6901).
fn escaped(part: &str) -> String {
    part.replace('~', "~0").replace('/', "~1").replace('{', "%7B").replace('}', "%7D")
}

fn schema(description: &Value, place: &str) -> Arc<Validator> {
    let mut schemas = SCHEMAS.lock().unwrap();
    let made = schemas.get_or_insert_default().entry(place.to_owned()).or_insert_with(|| {
        let schema = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$ref": format!("#/{place}"),
            "paths": description["paths"],
            "components": description["components"],
        });
        let options = jsonschema::options().should_validate_formats(true);
        Arc::new(options.build(&schema).unwrap())
    });
    Arc::clone(made)
}
