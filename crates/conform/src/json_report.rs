//! The machine-readable report.

use serde_json::{Value, json};

use crate::report::{Report, Row, Shown};

impl Report {
    /// Returns the same as in the table, as JSON.
    pub fn to_json(&self) -> Value {
        let missing = self
            .missing
            .iter()
            .map(|(operation, without)| json!({ "operation": operation.name(), "without": without }));
        let cannot_tell =
            self.cannot_tell.iter().map(|id| json!({ "state": id, "instead": self.shown_instead(id) }));
        json!({
            "profile": self.profile,
            "base": self.base,
            "origin": self.origin,
            "findings": self.findings(),
            "operations": self.rows.iter().map(row).collect::<Vec<_>>(),
            "notInProfile": missing.collect::<Vec<_>>(),
            "cannotTell": cannot_tell.collect::<Vec<_>>(),
            "leftBehind": self.left_behind,
        })
    }
}

fn row(row: &Row) -> Value {
    json!({
        "operation": row.operation.name(),
        "case": row.case,
        "calls": row.calls.iter().map(call).collect::<Vec<_>>(),
        "means": row.means,
        "state": row.state.map(latchkey_core::Problem::id),
        "expected": row.expected,
        "verdict": row.verdict.word().to_lowercase(),
        "words": row.verdict.words(),
        "advice": row.advice,
    })
}

fn call(call: &Shown) -> Value {
    json!({ "sent": call.sent, "body": call.body, "status": call.status, "answer": call.answer })
}
