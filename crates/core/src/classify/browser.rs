//! What the browser's exceptions mean.

use super::{BrowserError, Context, Mediation, OwnEnd, Verdict};
use crate::Problem;
use crate::problem::Operation;

/// The share of the timeout, in percent, from which on a NotAllowedError means that the time ran out.
const TIMEOUT_SHARE: u64 = 95;
/// Milliseconds within which nobody can have seen and answered a prompt.
const MOMENT_MS: u32 = 250;

pub(super) fn classify(error: &BrowserError, context: &Context) -> Verdict {
    match context.ended_by {
        Some(OwnEnd::Superseded) => return Verdict::Ignore,
        Some(OwnEnd::Deadline) => return Verdict::Show(Problem::timed_out(context.operation)),
        Some(OwnEnd::Cancel) => return Verdict::Show(Problem::canceled(context.operation)),
        None => {}
    }
    if error.name == "OperationError" && !context.retried {
        return Verdict::RetryOnce;
    }
    Verdict::Show(problem(error, context))
}

fn problem(error: &BrowserError, context: &Context) -> Problem {
    let operation = context.operation;
    match error.name.as_str() {
        "TimeoutError" => Problem::timed_out(operation),
        "NotAllowedError" => not_allowed(error, context),
        // A bare object is how some versions of iOS reject an aborted request.
        "OptOutError" | "AbortError" | "" => Problem::canceled(operation),
        "InvalidStateError" => match operation {
            // Firefox, for a security key that doesn't hold the credential: 'An attempt was made to use an object
            // that is not, or is no longer, usable'.
            Operation::SignIn => Problem::NotOnThisDevice,
            Operation::SetUp if context.excludes_credentials => Problem::AlreadyRegistered,
            // Firefox on Windows turns Windows' 'not supported' into this.
            Operation::SetUp => Problem::NotSupported,
        },
        // Android says so where no screen lock is set up: the device could, but isn't ready.
        "NotSupportedError" if mentions(error, &["screen lock"]) => Problem::NoCompatibleDevice,
        "NotSupportedError" => Problem::NotSupported,
        "ConstraintError" => match operation {
            Operation::SetUp if context.resident_key_required || context.user_verification_required => {
                Problem::NoCompatibleDevice
            }
            Operation::SignIn if context.user_verification_required => Problem::UserNotVerified,
            Operation::SetUp | Operation::SignIn => Problem::NotCompleted,
        },
        "SecurityError" | "TypeError" | "EncodingError" | "RangeError" => Problem::unavailable(operation),
        // WebKit casts a code of its own to this name; it is seen where its time ran out.
        "HierarchyRequestError" if ran_out(context) => Problem::timed_out(operation),
        "OperationError" | "NotReadableError" | "UnknownError" | "HierarchyRequestError" => {
            Problem::NotCompleted
        }
        // 'New error types', says the documentation of B1.
        _ => Problem::SessionExpired,
    }
}

/// The specification folds timeout, cancel and 'no credential' into NotAllowedError, so that a page can't find out
/// who has a passkey (WebAuthn Level 3 §14.5.1, §14.5.2). What is left to tell them apart is the clock and the text.
fn not_allowed(error: &BrowserError, context: &Context) -> Problem {
    let operation = context.operation;
    if mentions(
        error,
        &["not enabled in this document", "permissions policy", "tls certificate", "opaque origin"],
    ) {
        return Problem::unavailable(operation);
    }
    if operation == Operation::SignIn
        && (context.mediation == Mediation::Immediate
            || mentions(error, &["no matched credentials are found in the platform attached authenticator"]))
    {
        return Problem::NotOnThisDevice;
    }
    if ran_out(context) {
        return Problem::timed_out(operation);
    }
    if seems_without_authenticator(context) {
        return Problem::NoCompatibleDevice;
    }
    Problem::canceled(operation)
}

/// A weak hint: the browser refused faster than a person could have, and it said that it has neither an authenticator
/// of its own nor a way to a phone.
fn seems_without_authenticator(context: &Context) -> bool {
    context.mediation == Mediation::Modal
        && context.activated
        && context.elapsed_ms < MOMENT_MS
        && context.device.platform_authenticator == Some(false)
        && context.device.hybrid_transport == Some(false)
}

fn ran_out(context: &Context) -> bool {
    u64::from(context.elapsed_ms) * 100 >= u64::from(context.timeout_ms) * TIMEOUT_SHARE
}

fn mentions(error: &BrowserError, phrases: &[&str]) -> bool {
    let message = error.message.to_ascii_lowercase();
    phrases.iter().any(|phrase| message.contains(phrase))
}
