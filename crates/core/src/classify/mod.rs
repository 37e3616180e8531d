//! Classification of a failure and its circumstances as one of the sixteen documented states.
//!
//! It is pure: everything it has to know about the moment comes in as [`Context`]. Browsers' error messages are
//! not an API; they are hints, and never the only criterion if the name alone can decide.

mod backend;
mod browser;
mod context;
#[cfg(test)]
mod tests;

pub use backend::classify_backend;
pub use browser::classify_browser;
pub use context::{BackendFailure, BrowserError, Context, Mediation, Stage};

use crate::Problem;

/// What to do about an exception of the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Show this state.
    Show(Problem),
    /// Try once more automatically: another request of the same page was still pending.
    RetryOnce,
}
