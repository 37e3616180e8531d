//! One passkey more than an account may have.

use latchkey_core::Problem;
use latchkey_core::call::Operation;
use serde_json::{Value, json};

use super::{Check, passkeys};
use crate::authenticator::Authenticator;
use crate::judge::{Expected, Meaning, Verdict, judge};
use crate::visitor::{Visitor, nothing};

/// The limit that the pages assume if none is given.
const USUAL: u64 = 5;
/// No more than this are created for a check.
const MOST: u64 = 20;
const REACHED: Expected = Expected::States(&[Problem::LimitReached]);
const CASE: &str = "above the limit";

/// Creates passkeys up to the limit, and one more.
pub(super) fn reached(check: &mut Check, person: &mut Visitor, has_created: bool, before: Option<&[String]>) {
    let operation = Operation::AttestationOptions;
    if !has_created {
        return;
    }
    if check.cannot_tell.iter().any(|id| id == Problem::LimitReached.id()) {
        return check.skip(operation, CASE, "R6 is in cannotTell");
    }
    if before.is_none() || !check.has(Operation::RemovePasskey) {
        return check.skip(operation, CASE, "passkeys created for it couldn't be removed again");
    }
    let Some(list) = check.step(person, Operation::Passkeys, "on the way", nothing()) else { return };
    let limit = list["limit"].as_u64().unwrap_or(USUAL);
    if limit > MOST {
        return check.skip(operation, CASE, "there may be more than 20");
    }
    let there = passkeys::entries(&list).len();
    for _ in u64::try_from(there).unwrap_or(limit)..limit {
        let Some(options) = check.step(person, operation, "up to the limit", nothing()) else { return };
        let Ok(credential) = Authenticator::new(&check.site.origin).create(&options) else { return };
        let given = json!({ "credential": credential });
        if check.step(person, Operation::AttestationResult, "up to the limit", given).is_none() {
            return;
        }
    }
    above(check, person, limit);
}

/// Checks that the one above the limit is refused. Where is the backend's choice: at the options, or at their
/// result.
fn above(check: &mut Check, person: &mut Visitor, limit: u64) {
    let mut operation = Operation::AttestationOptions;
    let (mut called, mut meaning) = check.call(person, operation, nothing());
    let options: Option<Value> = meaning.answer().cloned();
    if let Some(options) = options
        && let Ok(credential) = Authenticator::new(&check.site.origin).create(&options)
    {
        operation = Operation::AttestationResult;
        (called, meaning) = check.call(person, operation, json!({ "credential": credential }));
    }
    let verdict = match &meaning {
        Meaning::Answer(_) => Verdict::Finding(format!(
            "an account has more than {limit} passkeys: limits.passkeys should have the number, or cannotTell R6"
        )),
        Meaning::Refused { .. } | Meaning::Malformed(_) | Meaning::NoAnswer(..) | Meaning::Unsent(_) => {
            judge(&meaning, REACHED, &check.cannot_tell)
        }
    };
    check.keep(operation, CASE, called, &meaning, REACHED, verdict);
}
