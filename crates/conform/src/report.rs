//! What a check found.

use latchkey_core::Problem;
use latchkey_core::profile::Operation;
use serde_json::Value;

use crate::exchange::Exchange;
use crate::judge::{Expected, Verdict};

/// A call as it may be shown: nothing in it lets anybody in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The method, and the address below the base.
    pub sent: String,
    /// The body that was sent.
    pub body: Option<Value>,
    /// The status that came, if anything came.
    pub status: Option<u16>,
    /// The body that came.
    pub answer: Option<Value>,
}

/// An operation that was tried, or wasn't.
#[derive(Clone, Debug)]
pub struct Row {
    /// The operation.
    pub operation: Operation,
    /// What was good or bad about it.
    pub case: String,
    /// Its calls, in order.
    pub calls: Vec<Shown>,
    /// What came of it, in words; nothing where it wasn't tried.
    pub means: Option<String>,
    /// The state that a person is shown for it.
    pub state: Option<Problem>,
    /// What should come of it, in words.
    pub expected: String,
    /// Whether that came.
    pub verdict: Verdict,
    /// What could be done about the profile, if anything.
    pub advice: Option<String>,
    /// Whether the backend accepted it.
    pub(crate) succeeded: bool,
    /// The calls as they were.
    pub(crate) raw: Vec<Exchange>,
    /// What should come of it.
    pub(crate) wanted: Expected,
}

/// What a check found.
#[derive(Clone, Debug)]
pub struct Report {
    /// The profile's id.
    pub profile: String,
    /// What stands before the paths of all calls.
    pub base: String,
    /// The origin of the pages.
    pub origin: String,
    /// What was tried, in order.
    pub rows: Vec<Row>,
    /// Operations that the profile lacks, each with what the pages don't have without it.
    pub missing: Vec<(Operation, &'static str)>,
    /// States that the profile can't tell.
    pub cannot_tell: Vec<String>,
    /// What couldn't be removed again, in words.
    pub left_behind: Vec<String>,
}

impl Report {
    /// How many rows speak against the profile or the backend.
    pub fn findings(&self) -> usize {
        self.rows.iter().filter(|row| row.verdict.fails()).count()
    }

    /// The states that people are shown instead of one that can't be told, each once.
    pub fn shown_instead(&self, id: &str) -> Vec<&'static str> {
        let excused = |row: &&Row| matches!(&row.verdict, Verdict::CannotTell(state) if state.id() == id);
        let mut shown: Vec<_> =
            self.rows.iter().filter(excused).filter_map(|row| row.state).map(Problem::id).collect();
        shown.sort_unstable();
        shown.dedup();
        shown
    }
}
