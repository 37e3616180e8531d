//! Tests of profiles: what is refused, what is sent, and what answers mean.

mod bundled;
mod calls;
mod recorded;
mod refusals;
mod remembered;
mod runs;

use serde_json::{Value, json};

use super::{Memory, Operation, Outcome, Profile, Response};

/// Returns a profile with these operations and nothing special.
fn profile(operations: &Value) -> Value {
    json!({
        "id": "own", "title": "A backend", "base": "/api", "operations": operations,
        "about": { "docs": "https://example.test", "versions": "1", "run": "not run" },
    })
}

fn read(document: Value) -> Profile<Value> {
    Profile::read(document).expect("the profile should be valid")
}

/// Interprets an answer to an operation's only call.
fn outcome(profile: &Profile<Value>, operation: Operation, status: u16, body: &str) -> Outcome<Value> {
    answered(profile, operation, &json!({}), &mut Memory::default(), status, body)
}

fn answered(
    profile: &Profile<Value>,
    operation: Operation,
    variables: &Value,
    memory: &mut Memory<Value>,
    status: u16,
    body: &str,
) -> Outcome<Value> {
    let header = |name: &str| (name == "retry-after").then(|| "30".to_owned());
    let response = Response { status, header: &header, text: body, json: serde_json::from_str(body).ok() };
    let calls = profile.calls(operation);
    let call = calls.last().expect("the profile should have the operation");
    profile
        .interpret(operation, call, true, variables, memory, &response)
        .expect("the last call should end it")
}
