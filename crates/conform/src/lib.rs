//! Checks a profile against its backend without a browser: a software authenticator goes through every
//! operation, correctly and incorrectly, and what comes back is read as the pages read it.
//!
//! Start reading at `check/mod.rs`, which has the order; `judge.rs` decides what an answer should have been.

mod advice;
mod authenticator;
mod check;
mod exchange;
mod inspect;
mod json_report;
mod judge;
mod mask;
mod offers;
mod options;
mod record;
mod report;
mod run;
mod site;
mod table;
mod tamper;
mod visitor;

pub use judge::{Meaning, Verdict};
pub use options::{Account, CodeSource, Options, USAGE};
pub use report::{Report, Row};
pub use run::{Unable, run};
