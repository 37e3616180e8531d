//! Classification: any failure in any circumstances.

use arbitrary::Arbitrary;
use latchkey_core::Device;
use latchkey_core::classify::{
    BackendFailure, BrowserError, Context, Stage, Verdict, classify_backend, classify_browser,
};
use latchkey_core::problem::{Operation, Problem};

/// A failure and its circumstances, made up by a fuzzer.
#[expect(clippy::struct_excessive_bools, reason = "the facts are those of the circumstances")]
#[derive(Arbitrary, Debug)]
pub struct Case {
    failure: Raw,
    set_up: bool,
    elapsed_ms: u32,
    timeout_ms: u32,
    activated: bool,
    webauthn: bool,
    capabilities: [Option<bool>; 5],
    user_verification_required: bool,
    resident_key_required: bool,
    excludes_credentials: bool,
    retried: bool,
}

#[derive(Arbitrary, Debug)]
enum Raw {
    Browser {
        name: Text,
        message: Text,
    },
    Unreachable {
        at_result: bool,
    },
    TimedOut {
        at_result: bool,
    },
    Malformed {
        at_result: bool,
    },
    Refused {
        at_result: bool,
        status: u16,
        code: Option<Text>,
        retry_after_s: Option<u32>,
        tries_left: Option<u32>,
    },
}

/// A string that the rules know, or any other.
#[derive(Arbitrary, Debug)]
enum Text {
    Known(u8),
    Any(String),
}

/// Names of exceptions, parts of their messages, and codes from the backend.
const KNOWN: [&str; 28] = [
    "",
    "AbortError",
    "ConstraintError",
    "EncodingError",
    "HierarchyRequestError",
    "InvalidStateError",
    "NotAllowedError",
    "NotReadableError",
    "NotSupportedError",
    "OperationError",
    "OptOutError",
    "RangeError",
    "SecurityError",
    "TimeoutError",
    "TypeError",
    "UnknownError",
    "screen lock",
    "not enabled in this document",
    "no matched credentials are found in the platform attached authenticator",
    "auth_unavailable",
    "credential_exists",
    "credential_unknown",
    "device_activation_failed",
    "passkey_limit_reached",
    "rate_limited",
    "registration_unavailable",
    "session_expired",
    "verification_failed",
];

impl Text {
    fn text(&self) -> String {
        match self {
            Self::Known(number) => KNOWN[usize::from(*number) % KNOWN.len()].to_owned(),
            Self::Any(text) => text.clone(),
        }
    }
}

impl Case {
    fn context(&self) -> Context {
        let [conditional_get, conditional_create, immediate_get, platform_authenticator, hybrid_transport] =
            self.capabilities;
        Context {
            operation: if self.set_up { Operation::SetUp } else { Operation::SignIn },
            elapsed_ms: self.elapsed_ms,
            timeout_ms: self.timeout_ms,
            activated: self.activated,
            device: Device {
                webauthn: self.webauthn,
                conditional_get,
                conditional_create,
                immediate_get,
                platform_authenticator,
                hybrid_transport,
            },
            user_verification_required: self.user_verification_required,
            resident_key_required: self.resident_key_required,
            excludes_credentials: self.excludes_credentials,
            retried: self.retried,
        }
    }
}

/// Classifies a case.
///
/// # Panics
///
/// If the classification panics, or its result can't be right.
pub fn classify(case: &Case) {
    let context = case.context();
    let operation = context.operation;
    let stage = |at_result: &bool| if *at_result { Stage::Result } else { Stage::Options };
    let failure = match &case.failure {
        Raw::Browser { name, message } => {
            let error = BrowserError { name: name.text(), message: message.text() };
            let retries = error.name == "OperationError" && !context.retried;
            match classify_browser(&error, &context) {
                Verdict::RetryOnce => assert!(retries, "{error:?} is retried"),
                Verdict::Show(problem) => {
                    assert!(!retries, "{error:?} isn't retried");
                    assert!(problem.occurs_in(operation), "{problem:?} in {operation:?}");
                }
            }
            return;
        }
        Raw::Unreachable { at_result } => BackendFailure::Unreachable(stage(at_result)),
        Raw::TimedOut { at_result } => BackendFailure::TimedOut(stage(at_result)),
        Raw::Malformed { at_result } => BackendFailure::Malformed(stage(at_result)),
        Raw::Refused { at_result, status, code, retry_after_s, tries_left } => BackendFailure::Refused {
            stage: stage(at_result),
            status: *status,
            code: code.as_ref().map(Text::text),
            retry_after_s: *retry_after_s,
            tries_left: *tries_left,
        },
    };
    let problem = classify_backend(&failure, operation);
    assert!(problem.occurs_in(operation), "{problem:?} in {operation:?}");
    refusal_is_heeded(&failure, problem, operation);
}

/// Checks that a code naming one of the operation's states leads to that state and that, without a code, the
/// status decides whether the session is over.
fn refusal_is_heeded(failure: &BackendFailure, problem: Problem, operation: Operation) {
    let BackendFailure::Refused { status, code, .. } = failure else { return };
    let named =
        Problem::ALL.into_iter().find(|state| state.code().is_some() && state.code() == code.as_deref());
    match named {
        Some(named) if named.occurs_in(operation) => assert_eq!(problem, named),
        None if code.is_none() => {
            let over = matches!(status, 401 | 403 | 410 | 419);
            assert_eq!(problem == Problem::SessionExpired, over, "{status}");
        }
        Some(_) | None => {}
    }
}
