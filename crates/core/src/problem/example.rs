//! One realistic cause for each documented state, as the classifier sees it.

use super::{Operation, Problem};
use crate::Device;
use crate::classify::{BackendFailure, BrowserError, Context, Failure, OwnEnd, Stage};

impl Problem {
    /// Returns a failure and its circumstances that lead to this state.
    pub fn example(self) -> (Failure, Context) {
        let sign_in = Context::modal(Operation::SignIn);
        let set_up = Context::modal(Operation::SetUp);
        match self {
            Self::SignInUnavailable => (unreachable(Stage::Options), sign_in),
            Self::NotFoundOrCanceled => (browser("NotAllowedError"), sign_in),
            Self::SignInTimedOut => {
                (browser("AbortError"), Context { ended_by: Some(OwnEnd::Deadline), ..sign_in })
            }
            Self::NotOnThisDevice => (refused(404, self), sign_in),
            Self::UserNotVerified => (Failure::UserVerificationMissing, sign_in),
            Self::SetUpUnavailable => (unreachable(Stage::Options), set_up),
            Self::SetUpCanceled => {
                (browser("AbortError"), Context { ended_by: Some(OwnEnd::Cancel), ..set_up })
            }
            Self::SetUpTimedOut => (browser("NotAllowedError"), Context { elapsed_ms: 60_000, ..set_up }),
            Self::AlreadyRegistered => {
                (browser("InvalidStateError"), Context { excludes_credentials: true, ..set_up })
            }
            Self::ActivationFailed => (unreachable(Stage::Result), set_up),
            Self::LimitReached => (refused(409, self), set_up),
            Self::SessionExpired => (refused(410, self), sign_in),
            Self::NotSupported => {
                (Failure::NoWebAuthn, Context { device: Device::WITHOUT_PASSKEYS, ..sign_in })
            }
            Self::NotCompleted => (browser("NotReadableError"), sign_in),
            Self::NoCompatibleDevice => (browser("ConstraintError"), set_up),
            Self::VerificationFailed => (refused(401, self), sign_in),
        }
    }
}

fn browser(name: &str) -> Failure {
    Failure::Browser(BrowserError { name: name.to_owned(), message: String::new() })
}

fn unreachable(stage: Stage) -> Failure {
    Failure::Backend(BackendFailure::Unreachable(stage))
}

fn refused(status: u16, problem: Problem) -> Failure {
    Failure::Backend(BackendFailure::Refused {
        stage: Stage::Result,
        status,
        code: problem.code().map(str::to_owned),
        retry_after_s: None,
        tries_left: None,
    })
}
