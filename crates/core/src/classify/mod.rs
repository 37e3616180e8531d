//! From a raw failure and its circumstances to one of the sixteen documented states.
//!
//! A pure function: what it must know of the moment comes in as [`Context`]. Message texts of browsers are not an
//! API; they are hints, and never the sole rule where a name alone can decide.

mod backend;
mod browser;
mod context;
#[cfg(test)]
mod tests;

pub use backend::classify_backend;
pub use context::{BackendFailure, BrowserError, Context, Failure, Mediation, OwnEnd, Stage};

use crate::Problem;
use crate::problem::Operation;

/// What a failure leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The state to show.
    Show(Problem),
    /// The app ended the request itself to start another one: nothing is shown.
    Ignore,
    /// Another request of the same page was still pending: worth one more try by itself.
    RetryOnce,
}

/// Classifies `failure`.
pub fn classify(failure: &Failure, context: &Context) -> Verdict {
    match failure {
        Failure::NoWebAuthn | Failure::NoUsableAlgorithm => Verdict::Show(Problem::NotSupported),
        Failure::MalformedAddress => Verdict::Show(Problem::unavailable(context.operation)),
        Failure::UserVerificationMissing => Verdict::Show(match context.operation {
            Operation::SignIn => Problem::UserNotVerified,
            // An authenticator that can't do what the new passkey needs, as for a ConstraintError.
            Operation::SetUp => Problem::NoCompatibleDevice,
        }),
        Failure::Browser(error) => browser::classify(error, context),
        Failure::Backend(failure) => Verdict::Show(classify_backend(failure, context.operation)),
    }
}
