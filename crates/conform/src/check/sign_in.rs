//! Signing in with a password, and with a code if one is requested.

use latchkey_core::call::Operation;
use serde_json::{Value, json};

use super::{Check, code};
use crate::judge::{Expected, Verdict};
use crate::visitor::{Visitor, nothing};

/// A password that no account has.
const WRONG: &str = "this is not the password";

/// Signs in, giving wrong answers before the right ones.
pub(super) fn by_password(check: &mut Check, person: &mut Visitor) {
    let Some(name) = check.name() else {
        return check.skip(Operation::Identify, "", "requires --account");
    };
    if check.has(Operation::Identify) {
        let asked = json!({ "username": name });
        let meaning = check.expect(person, Operation::Identify, "an account", asked, Expected::Success);
        let next = meaning.answer().and_then(|answer| answer["next"].as_str()).unwrap_or_default();
        if meaning.answer().is_some() && !matches!(next, "passkey" | "password") {
            let words = format!("'next' is '{next}' instead of 'passkey' or 'password'");
            check.add(Verdict::Finding(words));
        }
    }
    if !check.has(Operation::Password) {
        return;
    }
    let wrong = json!({ "username": name, "password": WRONG });
    let incorrect = Expected::Codes(&["password_incorrect"]);
    check.expect(person, Operation::Password, "a wrong password", wrong, incorrect);
    let Some(password) = check.password() else { return };
    let right = json!({ "username": name, "password": password });
    let asked = code::Before::now(check);
    let meaning = check.expect(person, Operation::Password, "the right password", right, Expected::Success);
    let Some(answer) = meaning.answer().filter(|answer| answer.get("code").is_some()) else {
        if meaning.answer().is_some() {
            for operation in [Operation::Code, Operation::ResendCode] {
                check.skip(operation, "", "the account signs in without a code");
            }
        }
        return;
    };
    if !check.has(Operation::Code) {
        return check
            .add(Verdict::Finding("a code is asked for, and the profile has no sign-in.code".to_owned()));
    }
    by_code(check, person, answer, &asked);
}

fn by_code(check: &mut Check, person: &mut Visitor, answer: &Value, asked: &code::Before) {
    let digits = answer.pointer("/code/digits").and_then(Value::as_u64).unwrap_or(6);
    let code = match asked.code(check) {
        Ok(code) => code,
        Err(why) => return check.skip(Operation::Code, "", &why),
    };
    check.secrets.add(&code);
    if code.len() != usize::try_from(digits).unwrap_or_default() {
        let words = format!("the pages ask for {digits} digits, and the code has {}", code.len());
        check.add(Verdict::Finding(words));
    }
    let other = code::another(&code);
    // It is derived from the right one, and would give that away.
    check.secrets.add(&other);
    let wrong = json!({ "code": other });
    let incorrect = Expected::Codes(&["code_incorrect"]);
    check.expect(person, Operation::Code, "a wrong code", wrong, incorrect);
    let resent = if check.has(Operation::ResendCode) {
        let expected = Expected::SuccessOr(&["resend_too_soon", "rate_limited"]);
        let before = code::Before::now(check);
        let meaning = check.expect(person, Operation::ResendCode, "at once", nothing(), expected);
        meaning.answer().is_some().then_some(before)
    } else {
        None
    };
    // A new code replaces the one before.
    let code = match resent {
        Some(before) => before.code(check).unwrap_or(code),
        None => code,
    };
    check.secrets.add(&code);
    let right = json!({ "code": code });
    check.expect(person, Operation::Code, "the right code", right, Expected::Success);
}
