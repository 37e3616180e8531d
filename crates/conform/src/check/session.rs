//! The signed-in user, according to the backend.

use latchkey_core::Problem;
use latchkey_core::call::Operation;
use serde_json::Value;

use super::Check;
use crate::judge::{Expected, Verdict};
use crate::visitor::{Visitor, nothing};

/// What the backend says about the signed-in user.
#[derive(Clone, Debug, Default)]
pub(super) struct Who {
    pub(super) display_name: Option<String>,
    pub(super) role: Option<String>,
}

const NOBODY: Expected = Expected::States(&[Problem::SessionExpired]);

/// Checks that a browser new to the backend is signed out.
pub(super) fn before(check: &mut Check, person: &mut Visitor) {
    if check.has(Operation::Session) {
        check.expect(person, Operation::Session, "signed out", nothing(), NOBODY);
    }
}

/// Checks who is signed in after a sign-in.
pub(super) fn after(check: &mut Check, person: &mut Visitor) -> Who {
    if !check.has(Operation::Session) {
        return Who::default();
    }
    let meaning = check.expect(person, Operation::Session, "signed in", nothing(), Expected::Success);
    let Some(answer) = meaning.answer() else { return Who::default() };
    let text = |at: &str| answer.pointer(at).and_then(Value::as_str).filter(|text| !text.is_empty());
    let who = Who {
        display_name: text("/user/displayName").map(str::to_owned),
        role: text("/role").map(str::to_owned),
    };
    if text("/user/name").is_none() {
        check.add(Verdict::Finding("the answer doesn't name the account".to_owned()));
    }
    who
}

/// Checks that a session is over once it has been ended.
pub(super) fn end(check: &mut Check, person: &mut Visitor) {
    if !check.has(Operation::EndSession) {
        return;
    }
    let ended = check.expect(person, Operation::EndSession, "signed in", nothing(), Expected::Success);
    if ended.answer().is_some() && check.has(Operation::Session) {
        check.expect(person, Operation::Session, "after signing out", nothing(), NOBODY);
    }
}
