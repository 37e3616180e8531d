//! Verifying a user who is already signed in.

use latchkey_core::Problem;
use latchkey_core::call::Operation;
use serde_json::json;

use super::Check;
use crate::authenticator::Authenticator;
use crate::judge::Expected;
use crate::tamper;
use crate::visitor::{Visitor, nothing};

const NOT_VERIFIED: Expected = Expected::States(&[Problem::VerificationFailed]);

/// Verifies by password, a wrong one first.
pub(super) fn by_password(check: &mut Check, person: &mut Visitor) {
    let operation = Operation::VerifyByPassword;
    if !check.has(operation) {
        return;
    }
    let Some(password) = check.password() else {
        return check.skip(operation, "", "requires the account's password");
    };
    let wrong = json!({ "password": "this is not the password" });
    let incorrect = Expected::Codes(&["password_incorrect"]);
    check.expect(person, operation, "a wrong password", wrong, incorrect);
    let right = json!({ "password": password });
    check.expect(person, operation, "the right password", right, Expected::Success);
}

/// Verifies by passkey, after a try with a tampered signature.
pub(super) fn by_passkey(check: &mut Check, person: &mut Visitor, authenticator: &mut Authenticator) {
    let operation = Operation::VerifyByPasskey;
    if !check.has(operation) {
        return;
    }
    for is_tampered in [true, false] {
        let (case, expected) =
            if is_tampered { ("a tampered signature", NOT_VERIFIED) } else { ("good", Expected::Success) };
        let meaning =
            check.expect(person, Operation::VerificationOptions, case, nothing(), Expected::Success);
        let Some(options) = meaning.answer() else { return };
        let Ok(credential) = authenticator.get(options) else { return };
        let given = if is_tampered { tamper::signature(&credential) } else { credential };
        check.expect(person, operation, case, json!({ "credential": given }), expected);
    }
}

/// Makes the session fresh with the password. Returns whether it is.
pub(super) fn refreshed(check: &mut Check, person: &mut Visitor) -> bool {
    let Some(password) = check.password().filter(|_| check.has(Operation::VerifyByPassword)) else {
        return false;
    };
    let given = json!({ "password": password });
    let (_, meaning) = check.call(person, Operation::VerifyByPassword, given);
    meaning.answer().is_some()
}
