//! The meaning of the browser's exceptions.

use super::{BrowserError, Context, Verdict};
use crate::Problem;
use crate::problem::Operation;

/// The percentage of the timeout from which a NotAllowedError means that the time ran out.
const TIMEOUT_SHARE: u64 = 95;
/// The time, in milliseconds, within which nobody can have seen and answered a prompt.
const MOMENT_MS: u32 = 250;

/// Classifies an exception with which the browser's prompt ended. Prompts that the app ended itself aren't among
/// them, since it knows why it did.
pub fn classify_browser(error: &BrowserError, context: &Context) -> Verdict {
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
        // Some versions of iOS reject an aborted request with a bare object.
        "OptOutError" | "AbortError" | "" => Problem::canceled(operation),
        "InvalidStateError" => match operation {
            // Firefox throws this for a security key that doesn't hold the credential: 'An attempt was made
            // to use an object that is not, or is no longer, usable'.
            Operation::SignIn => Problem::NotOnThisDevice,
            Operation::SetUp if context.excludes_credentials => Problem::AlreadyRegistered,
            // Firefox on Windows turns Windows' 'not supported' into this exception.
            Operation::SetUp => Problem::NotSupported,
        },
        // Android throws this if no screen lock is set up: the device is capable, but not ready.
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
        // WebKit casts one of its own codes to this name; it shows up when the request's time has run out.
        "HierarchyRequestError" if ran_out(context) => Problem::timed_out(operation),
        "OperationError" | "NotReadableError" | "UnknownError" | "HierarchyRequestError" => {
            Problem::NotCompleted
        }
        // The documentation of B1 covers 'new error types'.
        _ => Problem::SessionExpired,
    }
}

/// Classifies a NotAllowedError. The specification folds timeout, cancellation and 'no credential' into this
/// one exception so that a page can't find out who has a passkey (WebAuthn Level 3 §14.5.1, §14.5.2). Only
/// the clock and the message are left to distinguish them.
fn not_allowed(error: &BrowserError, context: &Context) -> Problem {
    let operation = context.operation;
    if mentions(
        error,
        &["not enabled in this document", "permissions policy", "tls certificate", "opaque origin"],
    ) {
        return Problem::unavailable(operation);
    }
    if operation == Operation::SignIn
        && mentions(error, &["no matched credentials are found in the platform attached authenticator"])
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

/// Returns whether the device seems to have no authenticator. This is a weak hint: the browser refused faster
/// than a person could have, and it had reported neither an authenticator of its own nor a way to reach a
/// phone.
fn seems_without_authenticator(context: &Context) -> bool {
    context.activated
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
