//! What a profile could express better, and what it can't: two causes can only be told apart if their answers
//! differ.

use latchkey_core::Problem;
use serde_json::Value;

use crate::judge::{Expected, Verdict};
use crate::report::Row;

/// Gives advice on the rows whose state isn't the expected one.
pub(crate) fn give(rows: &mut [Row]) {
    let advice: Vec<Option<String>> = rows.iter().map(|row| of(row, rows)).collect();
    for (row, advice) in rows.iter_mut().zip(advice) {
        row.advice = advice;
    }
}

/// Too Many Requests (RFC 6585 §4).
const TOO_MANY: u16 = 429;

fn of(row: &Row, rows: &[Row]) -> Option<String> {
    if row.verdict.fails() && answer(row).is_some_and(|(status, _)| status == TOO_MANY) {
        return Some("The backend is rate-limiting: wait, then check again".to_owned());
    }
    let (Expected::States(states), Some(answer)) = (row.wanted, answer(row)) else { return None };
    let wanted = states.first().map(|state| state.id()).unwrap_or_default();
    let same =
        rows.iter().find(|other| is_of_another_cause(other, row) && self::answer(other) == Some(answer));
    let excused = match &row.verdict {
        Verdict::CannotTell(_) => true,
        Verdict::Finding(_) if row.state.is_some() => false,
        Verdict::Finding(_) | Verdict::Good | Verdict::Note(_) | Verdict::Broken(_) | Verdict::Skipped(_) => {
            return None;
        }
    };
    match (same, excused) {
        (Some(_), true) => None,
        (None, true) => Some(format!(
            "Of the causes tried, only this one gets this answer: 'failures' could give {wanted} for it"
        )),
        (Some(other), false) => Some(format!(
            "The same answer comes for '{}': a profile can't distinguish the two, so {wanted} belongs in cannotTell",
            other.case
        )),
        (None, false) => {
            let code = states.first().and_then(|state| Problem::code(*state)).unwrap_or_default();
            Some(format!("Only this cause gets this answer: 'failures' can give {code} for it"))
        }
    }
}

/// Returns whether another row is for the same operation but expects another state.
fn is_of_another_cause(other: &Row, row: &Row) -> bool {
    let (Expected::States(theirs), Expected::States(own)) = (other.wanted, row.wanted) else { return false };
    other.operation == row.operation && !theirs.iter().any(|state| own.contains(state))
}

/// Returns the last answer, in the form that may be shown, which leaves out whatever is new each time.
fn answer(row: &Row) -> Option<(u16, &Option<Value>)> {
    let last = row.calls.last()?;
    Some((last.status?, &last.answer))
}
