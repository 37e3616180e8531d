//! What administrators see. Nobody's passkeys are removed.

use latchkey_core::call::Operation;
use serde_json::{Value, json};

use super::Check;
use super::session::Who;
use crate::judge::Expected;
use crate::visitor::{Visitor, nothing};

/// Checks, depending on the signed-in user's role, either that they may look or that they are told they may
/// not.
pub(super) fn looked_at(check: &mut Check, person: &mut Visitor, who: &Who) {
    let may_look = matches!(who.role.as_deref(), Some("super-user" | "viewer"));
    let (case, expected) = if may_look {
        ("as an administrator", Expected::Success)
    } else {
        ("as a user without a role", Expected::Codes(&["role_insufficient"]))
    };
    if !check.has(Operation::Users) {
        return;
    }
    let name = check.name().unwrap_or_default();
    let search = json!({ "search": name });
    let users = check.expect(person, Operation::Users, case, search, expected);
    if check.has(Operation::Counts) {
        check.expect(person, Operation::Counts, case, nothing(), expected);
    }
    let user = users.answer().and_then(|list| list.pointer("/users/0/id")).cloned();
    let user = user.unwrap_or_else(|| json!("1"));
    let user = user.as_str().map_or_else(|| user.to_string(), str::to_owned);
    if check.has(Operation::User) {
        check.expect(person, Operation::User, case, json!({ "user": user }), expected);
    }
    if check.has(Operation::RemovePasskeyOf) {
        let (case, expected) = if who.role.as_deref() == Some("super-user") {
            ("a passkey that doesn't exist", Expected::Codes(&["not_found"]))
        } else {
            (case, Expected::Codes(&["role_insufficient"]))
        };
        let given: Value =
            json!({ "user": user, "id": "AAAAAAAAAAAAAAAAAAAAAA", "reason": "conformance check" });
        check.expect(person, Operation::RemovePasskeyOf, case, given, expected);
    }
    check.skip(Operation::RemoveAllPasskeysOf, "", "it would remove a user's passkeys");
}
