//! Classification: any failure in any circumstances.

use arbitrary::Arbitrary;
use latchkey_core::Device;
use latchkey_core::classify::{
    self, BackendFailure, BrowserError, Context, Failure, Mediation, OwnEnd, Stage, Verdict, classify_backend,
};
use latchkey_core::problem::{Operation, Problem};

/// A failure and its circumstances, made up by a fuzzer.
#[expect(clippy::struct_excessive_bools, reason = "the facts are those of the circumstances")]
#[derive(Arbitrary, Debug)]
pub struct Case {
    failure: Raw,
    set_up: bool,
    ended_by: Option<End>,
    elapsed_ms: u32,
    timeout_ms: u32,
    mediation: u8,
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
    NoWebAuthn,
    NoUsableAlgorithm,
    MalformedAddress,
    UserVerificationMissing,
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

#[derive(Arbitrary, Clone, Copy, Debug)]
enum End {
    Deadline,
    Cancel,
    Superseded,
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
    fn failure(&self) -> Failure {
        let stage = |at_result| if at_result { Stage::Result } else { Stage::Options };
        Failure::Backend(match &self.failure {
            Raw::NoWebAuthn => return Failure::NoWebAuthn,
            Raw::NoUsableAlgorithm => return Failure::NoUsableAlgorithm,
            Raw::MalformedAddress => return Failure::MalformedAddress,
            Raw::UserVerificationMissing => return Failure::UserVerificationMissing,
            Raw::Browser { name, message } => {
                return Failure::Browser(BrowserError { name: name.text(), message: message.text() });
            }
            Raw::Unreachable { at_result } => BackendFailure::Unreachable(stage(*at_result)),
            Raw::TimedOut { at_result } => BackendFailure::TimedOut(stage(*at_result)),
            Raw::Malformed { at_result } => BackendFailure::Malformed(stage(*at_result)),
            Raw::Refused { at_result, status, code, retry_after_s, tries_left } => BackendFailure::Refused {
                stage: stage(*at_result),
                status: *status,
                code: code.as_ref().map(Text::text),
                retry_after_s: *retry_after_s,
                tries_left: *tries_left,
            },
        })
    }

    fn context(&self) -> Context {
        let [conditional_get, conditional_create, immediate_get, platform_authenticator, hybrid_transport] =
            self.capabilities;
        Context {
            operation: if self.set_up { Operation::SetUp } else { Operation::SignIn },
            ended_by: self.ended_by.map(|end| match end {
                End::Deadline => OwnEnd::Deadline,
                End::Cancel => OwnEnd::Cancel,
                End::Superseded => OwnEnd::Superseded,
            }),
            elapsed_ms: self.elapsed_ms,
            timeout_ms: self.timeout_ms,
            mediation: match self.mediation % 3 {
                0 => Mediation::Modal,
                1 => Mediation::Conditional,
                _ => Mediation::Immediate,
            },
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
/// If the classification panics, or its verdict can't be right.
pub fn classify(case: &Case) {
    let (failure, context) = (case.failure(), case.context());
    let verdict = classify::classify(&failure, &context);
    if let Verdict::Show(problem) = verdict {
        assert!(problem.occurs_in(context.operation), "{problem:?} in {:?}", context.operation);
    }
    match &failure {
        Failure::Backend(failure) => {
            let problem = classify_backend(failure, context.operation);
            assert_eq!(verdict, Verdict::Show(problem));
            refusal_is_heeded(failure, problem, context.operation);
        }
        Failure::Browser(error) => match context.ended_by {
            // The app knows what it did itself, whatever the browser makes of it.
            Some(OwnEnd::Superseded) => assert_eq!(verdict, Verdict::Ignore),
            Some(OwnEnd::Deadline) => {
                assert_eq!(verdict, Verdict::Show(Problem::timed_out(context.operation)));
            }
            Some(OwnEnd::Cancel) => assert_eq!(verdict, Verdict::Show(Problem::canceled(context.operation))),
            None => {
                assert_ne!(verdict, Verdict::Ignore);
                let retries = error.name == "OperationError" && !context.retried;
                assert_eq!(verdict == Verdict::RetryOnce, retries);
            }
        },
        Failure::NoWebAuthn
        | Failure::NoUsableAlgorithm
        | Failure::MalformedAddress
        | Failure::UserVerificationMissing => assert!(matches!(verdict, Verdict::Show(_))),
    }
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
