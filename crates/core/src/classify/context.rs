//! Failures of the browser and the backend, and what was known when they happened.

use crate::problem::Operation;
use crate::{Device, Problem};

/// The exception with which the browser, or a password manager standing in for it, rejected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BrowserError {
    /// `DOMException.name` or `Error.name`; empty if a bare object was thrown.
    pub name: String,
    /// The message, as the browser worded it.
    pub message: String,
}

/// How a call to the backend failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BackendFailure {
    /// There was no answer: offline, connection refused or dropped.
    Unreachable(Stage),
    /// There was no answer within the call's deadline.
    TimedOut(Stage),
    /// The answer isn't what the contract promises: HTML, truncated or oversized JSON, wrong members.
    Malformed(Stage),
    /// The backend refused the call, and its status or code names the reason.
    Refused {
        /// What the call was for.
        stage: Stage,
        /// The HTTP status.
        status: u16,
        /// The machine code, if there is one.
        code: Option<String>,
        /// Seconds to wait before the next try, if the backend says so.
        retry_after_s: Option<u32>,
        /// The number of tries left, if the backend says so.
        tries_left: Option<u32>,
    },
}

impl BackendFailure {
    /// Returns whether the backend has certainly not stored the submitted credential, because it refused it.
    /// Without an answer, or if the backend itself failed, it may have stored it. It may also have done so if
    /// it says that the credential already exists or that the challenge is gone, since a call that the
    /// browser sent twice gets that answer too.
    pub fn is_certain_refusal(&self) -> bool {
        let Self::Refused { status, code, .. } = self else { return false };
        let may_be_a_repeat = match code {
            Some(_) => [Problem::AlreadyRegistered, Problem::SessionExpired]
                .iter()
                .any(|problem| problem.code() == code.as_deref()),
            None => matches!(status, 409 | 410),
        };
        (400..500).contains(status) && !may_be_a_repeat
    }

    /// Returns what the call was for.
    pub fn stage(&self) -> Stage {
        match self {
            Self::Unreachable(stage) | Self::TimedOut(stage) | Self::Malformed(stage) => *stage,
            Self::Refused { stage, .. } => *stage,
        }
    }

    /// Returns whether the failure says that the session is over. A refusal for a reason that this version
    /// doesn't know says nothing about the session.
    pub fn ends_session(&self) -> bool {
        match self {
            Self::Refused { code: Some(code), .. } => code == "session_expired",
            Self::Refused { status, .. } => matches!(status, 401 | 403 | 410 | 419),
            Self::Unreachable(_) | Self::TimedOut(_) | Self::Malformed(_) => false,
        }
    }

    /// Returns the machine code, if there is one.
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Refused { code, .. } => code.as_deref(),
            Self::Unreachable(_) | Self::TimedOut(_) | Self::Malformed(_) => None,
        }
    }
}

/// The purpose of a call to the backend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Everything before the ceremony's result: account lookup, options, password, code.
    Options,
    /// The result of the ceremony. In set-up, this is the call that activates the passkey.
    Result,
}

/// How the request to the browser was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mediation {
    /// A separate prompt, after a press.
    #[default]
    Modal,
    /// Conditional mediation: passkeys in the autofill of a text field.
    Conditional,
    /// `uiMode: "immediate"`: a local passkey right away, or a refusal.
    Immediate,
}

/// The circumstances of a failure.
#[expect(clippy::struct_excessive_bools, reason = "independent facts, each of which decides on its own")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Context {
    /// Whether this is sign-in or set-up.
    pub operation: Operation,
    /// Milliseconds from the request to its end, by a monotonic clock.
    pub elapsed_ms: u32,
    /// The effective timeout of the request, in milliseconds.
    pub timeout_ms: u32,
    /// Whether the page had the focus and the request followed a press.
    pub activated: bool,
    /// The capabilities that the browser reports.
    pub device: Device,
    /// Whether the options required user verification.
    pub user_verification_required: bool,
    /// Whether the options required a discoverable credential.
    pub resident_key_required: bool,
    /// Whether `excludeCredentials` contained any credentials.
    pub excludes_credentials: bool,
    /// Whether the app has already retried the request on its own.
    pub retried: bool,
}

impl Context {
    /// Returns the circumstances of a modal request that fails halfway through its one-minute timeout.
    pub fn modal(operation: Operation) -> Self {
        Self {
            operation,
            elapsed_ms: 30_000,
            timeout_ms: 60_000,
            activated: true,
            device: Device::UNKNOWN,
            user_verification_required: true,
            resident_key_required: operation == Operation::SetUp,
            excludes_credentials: false,
            retried: false,
        }
    }
}
