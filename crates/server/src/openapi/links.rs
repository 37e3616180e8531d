//! `OpenAPI` links: which calls continue with what another one returned.

use latchkey_core::call::Operation;
use serde_json::{Value, json};

/// Returns the parameter that takes a value from this call's response, the JSON pointer to that value, and
/// the calls that have the parameter.
fn of(operation: Operation) -> (&'static str, &'static str, &'static [Operation]) {
    const FLOW: &str = "/flow";
    match operation {
        Operation::Identify => ("query.flow", FLOW, &[Operation::Password, Operation::AssertionOptions]),
        Operation::Password => ("query.flow", FLOW, &[Operation::Code, Operation::ResendCode]),
        Operation::AssertionOptions | Operation::VerificationOptions => {
            ("query.flow", FLOW, &[Operation::AssertionResult, Operation::VerifyByPasskey])
        }
        Operation::AttestationOptions => ("query.flow", FLOW, &[Operation::AttestationResult]),
        Operation::AssertionResult
        | Operation::AttestationResult
        | Operation::Code
        | Operation::ResendCode
        | Operation::Session
        | Operation::EndSession
        | Operation::Deferral
        | Operation::Passkeys
        | Operation::RemovePasskey
        | Operation::RenameAccount
        | Operation::RenamePasskey
        | Operation::VerifyByPassword
        | Operation::VerifyByPasskey
        | Operation::Users
        | Operation::User
        | Operation::RemovePasskeyOf
        | Operation::RemoveAllPasskeysOf
        | Operation::Counts
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
