//! Tests of the mapping from failures to states, row by row.

mod backend;
mod browser;
mod own;

use super::{BrowserError, Context, Failure, Verdict, classify};
use crate::problem::Operation;

/// Returns the ID of the state that is shown.
fn shown(failure: &Failure, context: &Context) -> &'static str {
    match classify(failure, context) {
        Verdict::Show(problem) => problem.id(),
        Verdict::Ignore => "nothing",
        Verdict::RetryOnce => "another try",
    }
}

/// Returns what a browser exception leads to.
fn thrown(name: &str, message: &str, context: &Context) -> &'static str {
    let error = BrowserError { name: name.to_owned(), message: message.to_owned() };
    shown(&Failure::Browser(error), context)
}

fn sign_in() -> Context {
    Context::modal(Operation::SignIn)
}

fn set_up() -> Context {
    Context::modal(Operation::SetUp)
}

/// Returns what the same exception leads to in sign-in and in set-up.
fn in_both(name: &str, message: &str, change: impl Fn(Context) -> Context) -> [&'static str; 2] {
    [sign_in(), set_up()].map(|context| thrown(name, message, &change(context)))
}
