//! Problem documents in the description: one schema for each problem, taken from the problem itself.

use std::collections::BTreeMap;

use axum::http::Method;
use serde_json::{Map, Value, json};

use crate::{operation::Operation, problem::Problem};

/// What every call refuses with, or every one that has a body or changes anything.
fn common(operation: Operation, method: &Method, has_body: bool) -> Vec<Problem> {
    // Without a body it is a `flow` that isn't well formed, which all calls look at that look at the session.
    let mut problems = vec![operation.failure(), Problem::RequestInvalid];
    if !method.is_safe() {
        problems.push(Problem::OriginRejected);
    }
    if has_body {
        problems.extend([Problem::RequestTooLarge, Problem::MediaTypeUnsupported]);
    }
    problems
}

/// The refusals of a call, as responses by their statuses. The schemas that they name are added to `schemas`.
pub(super) fn responses(
    operation: Operation,
    method: &Method,
    has_body: bool,
    schemas: &mut Map<String, Value>,
) -> Map<String, Value> {
    let mut by_status: BTreeMap<u16, Vec<Problem>> = BTreeMap::new();
    for problem in operation.refusals().iter().copied().chain(common(operation, method, has_body)) {
        by_status.entry(problem.status().as_u16()).or_default().push(problem);
    }
    let response = |(status, problems): (u16, Vec<Problem>)| {
        let mut named = Vec::new();
        for problem in &problems {
            let name = format!("{}{problem:?}", if operation.is_ceremony() { "Ceremony" } else { "" });
            let name: String = name.chars().take_while(|c| c.is_alphanumeric()).collect();
            named.push(json!({ "$ref": format!("#/components/schemas/{name}") }));
            schemas.entry(name).or_insert_with(|| schema(*problem, operation.is_ceremony()));
        }
        let description =
            problems.iter().filter_map(|problem| problem.code()).map(|code| format!("`{code}`"));
        let mut response = json!({
            "description": description.collect::<Vec<_>>().join(", "),
            "content": { "application/problem+json": { "schema": { "oneOf": named } } },
        });
        if problems.iter().any(|problem| problem.retry_after_s().is_some()) {
            response["headers"] = json!({
                "retry-after": {
                    "description": "Seconds.", "required": true, "schema": { "type": "integer", "minimum": 0 },
                },
            });
        }
        (status.to_string(), response)
    };
    by_status.into_iter().map(response).collect()
}

/// A problem document says of each member what it is, but for those that differ from time to time.
fn schema(problem: Problem, ceremony: bool) -> Value {
    let document = problem.document(ceremony);
    let properties: Map<String, Value> = document
        .iter()
        .map(|(member, value)| {
            let schema = match member.as_str() {
                "triesLeft" | "retryAfterS" => json!({ "type": "integer", "minimum": 0 }),
                _ => json!({ "const": value }),
            };
            (member.clone(), schema)
        })
        .collect();
    json!({
        "type": "object", "description": problem.title(), "required": document.keys().collect::<Vec<_>>(),
        "properties": properties, "additionalProperties": false,
    })
}
