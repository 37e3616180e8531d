//! Classification of a raw failure and its circumstances as one of the sixteen documented states.
//!
//! It is a pure function: everything it has to know about the moment comes in as [`Context`]. Browsers' error
//! messages are not an API; they are hints, and never the only criterion if the name alone can decide.

mod backend;
mod browser;
mod context;
#[cfg(test)]
mod tests;

pub use backend::classify_backend;
pub use context::{BackendFailure, BrowserError, Context, Failure, Mediation, OwnEnd, Stage};

use crate::Problem;
use crate::problem::Operation;

/// The outcome of a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Show this state.
    Show(Problem),
    /// Show nothing: the app ended the request itself to start another one.
    Ignore,
    /// Try once more automatically: another request of the same page was still pending.
    RetryOnce,
}

/// Classifies `failure` under the circumstances in `context`.
pub fn classify(failure: &Failure, context: &Context) -> Verdict {
    match failure {
        Failure::NoWebAuthn | Failure::NoUsableAlgorithm => Verdict::Show(Problem::NotSupported),
        Failure::MalformedAddress => Verdict::Show(Problem::unavailable(context.operation)),
        Failure::UserVerificationMissing => Verdict::Show(match context.operation {
            Operation::SignIn => Problem::UserNotVerified,
            // The authenticator can't do what the new passkey needs, as with a `ConstraintError`.
            Operation::SetUp => Problem::NoCompatibleDevice,
        }),
        Failure::Browser(error) => browser::classify(error, context),
        Failure::Backend(failure) => Verdict::Show(classify_backend(failure, context.operation)),
    }
}
