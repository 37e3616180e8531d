//! Tests of the mapping from failures to states, row by row.

mod backend;
mod browser;

use super::{BrowserError, Context, Verdict, classify_browser};
use crate::problem::Operation;

/// Returns what a browser exception leads to: the ID of the state that is shown, or another try.
fn thrown(name: &str, message: &str, context: &Context) -> &'static str {
    let error = BrowserError { name: name.to_owned(), message: message.to_owned() };
    match classify_browser(&error, context) {
        Verdict::Show(problem) => problem.id(),
        Verdict::RetryOnce => "another try",
    }
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
