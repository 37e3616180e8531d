//! The remaining operations on the user's own account.

use latchkey_core::call::Operation;
use serde_json::json;

use super::Check;
use super::session::Who;
use crate::judge::Expected;
use crate::visitor::{Visitor, nothing};

/// Sets the name to what it already is, and defers set-up.
pub(super) fn rest(check: &mut Check, person: &mut Visitor, who: &Who) {
    if check.has(Operation::RenameAccount) {
        match &who.display_name {
            Some(name) => {
                let given = json!({ "displayName": name });
                let operation = Operation::RenameAccount;
                check.expect(person, operation, "to the same name", given, Expected::Success);
            }
            None => check.skip(Operation::RenameAccount, "", "the present name isn't known"),
        }
    }
    if check.has(Operation::Deferral) {
        check.expect(person, Operation::Deferral, "good", nothing(), Expected::Success);
    }
}
