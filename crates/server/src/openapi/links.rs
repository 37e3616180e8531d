//! `OpenAPI` links: which calls continue with what another one returned.

use serde_json::{Value, json};

use crate::operation::Operation;

/// Returns the parameter that takes a value from this call's response, the JSON pointer to that value, and
/// the calls that have the parameter.
fn of(operation: Operation) -> (&'static str, &'static str, &'static [Operation]) {
    const FLOW: &str = "/flow";
    match operation {
        Operation::Identify => ("query.flow", FLOW, &[Operation::Password, Operation::AssertionOptions]),
        Operation::Password => ("query.flow", FLOW, &[Operation::Code, Operation::Resend]),
        Operation::AssertionOptions => {
            ("query.flow", FLOW, &[Operation::AssertionResult, Operation::VerifyByPasskey])
        }
        Operation::AttestationOptions => ("query.flow", FLOW, &[Operation::AttestationResult]),
        Operation::AssertionResult
        | Operation::AttestationResult
        | Operation::Code
        | Operation::Resend
        | Operation::Session
        | Operation::SignOut
        | Operation::Deferral
        | Operation::Passkeys
        | Operation::DeletePasskey
        | Operation::AccountRename
        | Operation::RenamePasskey
        | Operation::VerifyByPassword
        | Operation::VerifyByPasskey
        | Operation::AdminUsers
        | Operation::AdminUser
        | Operation::AdminRemove
        | Operation::AdminRemoveAll
        | Operation::AdminCounts
        | Operation::Report => ("", "", &[]),
    }
}

/// Adds the links to a response.
pub(super) fn add(answer: &mut Value, operation: Operation) {
    let (parameter, pointer, followers) = of(operation);
    for follower in followers {
        // Operations serialize to strings.
        if let Ok(Value::String(name)) = serde_json::to_value(follower) {
            answer["links"][&name] = json!({
                "operationId": name,
                "parameters": { parameter: format!("$response.body#{pointer}") },
            });
        }
    }
}
