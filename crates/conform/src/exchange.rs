//! A call of an operation as it happened: what was sent, and what came back.

use latchkey_core::profile::{Outcome, Request};
use serde_json::Value;

/// An answer that came back.
#[derive(Clone, Debug)]
pub(crate) struct Came {
    pub(crate) status: u16,
    pub(crate) content_type: String,
    pub(crate) text: String,
    pub(crate) json: Option<Value>,
}

/// A request and, if one came back, its answer.
#[derive(Clone, Debug)]
pub(crate) struct Exchange {
    pub(crate) request: Request,
    pub(crate) came: Option<Came>,
}

/// Why a call has no answer that could be interpreted.
#[derive(Clone, Debug)]
pub(crate) enum Trouble {
    /// There was no connection.
    Unreachable(String),
    /// It took longer than pages wait.
    TimedOut,
    /// The answer is larger than what pages read.
    TooLarge,
}

/// An operation as it happened: one or more calls.
#[derive(Clone, Debug)]
pub(crate) struct Called {
    pub(crate) exchanges: Vec<Exchange>,
    pub(crate) outcome: Result<Outcome<Value>, Trouble>,
}
