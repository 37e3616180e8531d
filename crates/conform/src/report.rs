//! The results of a check.

use latchkey_core::Problem;
use latchkey_core::call::Operation;
use serde_json::Value;

use crate::exchange::Exchange;
use crate::judge::{Expected, Verdict};

/// A call in the form that may be shown: nothing in it grants access.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The method, and the address below the base.
    pub sent: String,
    /// The request's body.
    pub body: Option<Value>,
    /// The response's status; `None` if there was no response.
    pub status: Option<u16>,
    /// The response's body.
    pub answer: Option<Value>,
}

/// An operation that was tried, or wasn't.
#[derive(Clone, Debug)]
pub struct Row {
    /// The operation that the row is about.
    pub operation: Operation,
    /// What was right or wrong about the try.
    pub case: String,
    /// Its calls, in order.
    pub calls: Vec<Shown>,
    /// The outcome in words; `None` if it wasn't tried.
    pub means: Option<String>,
    /// The state that the user is shown for it, if any.
    pub state: Option<Problem>,
    /// The expected outcome in words.
    pub expected: String,
    /// Whether the outcome is the expected one.
    pub verdict: Verdict,
    /// What could be done about the profile, if anything.
    pub advice: Option<String>,
    /// Whether the backend accepted it.
    pub(crate) succeeded: bool,
    /// The calls, unmasked.
    pub(crate) raw: Vec<Exchange>,
    /// The expected outcome.
    pub(crate) wanted: Expected,
}

/// The results of a check.
#[derive(Clone, Debug)]
pub struct Report {
    /// The profile's ID.
    pub profile: String,
    /// The prefix of all calls' paths.
    pub base: String,
    /// The pages' origin.
    pub origin: String,
    /// What was tried, in order.
    pub rows: Vec<Row>,
    /// The operations that the profile lacks, each with what the pages lack as a result.
    pub missing: Vec<(Operation, &'static str)>,
    /// The IDs of the states that the profile can't tell.
    pub cannot_tell: Vec<String>,
    /// What couldn't be removed again, in words.
    pub left_behind: Vec<String>,
}

impl Report {
    /// Returns how many rows speak against the profile or the backend.
    pub fn findings(&self) -> usize {
        self.rows.iter().filter(|row| row.verdict.fails()).count()
    }

    /// Returns the states that users are shown instead of one that can't be told, each once.
    pub fn shown_instead(&self, id: &str) -> Vec<&'static str> {
        let excused = |row: &&Row| matches!(&row.verdict, Verdict::CannotTell(state) if state.id() == id);
        let mut shown: Vec<_> =
            self.rows.iter().filter(excused).filter_map(|row| row.state).map(Problem::id).collect();
        shown.sort_unstable();
        shown.dedup();
        shown
    }
}
