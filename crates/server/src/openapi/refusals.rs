//! Problem documents in the description: one schema per problem, built from the problem itself.

use std::collections::BTreeMap;

use axum::http::Method;
use latchkey_core::call::Operation;
use serde_json::{Map, Value, json};

use super::terms::Terms as _;
use crate::problem::Problem;

/// Returns the problems of every call, plus those of calls that have a body or change anything.
fn common(operation: Operation, method: &Method, has_body: bool) -> Vec<Problem> {
    // Without a body, `RequestInvalid` is for a malformed `flow`: every call that reads the session checks that.
    let mut problems = vec![operation.failure(), Problem::RequestInvalid];
    if !method.is_safe() {
        problems.push(Problem::OriginRejected);
    }
    if has_body {
        problems.extend([Problem::RequestTooLarge, Problem::MediaTypeUnsupported]);
    }
    problems
}

/// Returns the refusals of a call, as responses by status. The schemas that they refer to are added to
/// `schemas`.
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
            let name = format!("{}{problem:?}", if operation.has_fido_problems() { "Ceremony" } else { "" });
            let name: String = name.chars().take_while(|c| c.is_alphanumeric()).collect();
            named.push(json!({ "$ref": format!("#/components/schemas/{name}") }));
            schemas.entry(name).or_insert_with(|| schema(*problem, operation.has_fido_problems()));
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

/// Builds the schema of a problem document, in which every member is constant except for those that vary.
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
