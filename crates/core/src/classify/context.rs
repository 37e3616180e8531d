//! A failure as it came back, and what was known when it did.

use crate::problem::Operation;
use crate::{Device, Problem};

/// What went wrong, as raw as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The browser has no `PublicKeyCredential`, or the context isn't secure.
    NoWebAuthn,
    /// The options name no algorithm of type `public-key`.
    NoUsableAlgorithm,
    /// The address has a flow parameter that is not even well formed.
    MalformedAddress,
    /// User verification was required, and the UV bit of the authenticator data is clear.
    UserVerificationMissing,
    /// `navigator.credentials.create()` or `.get()` rejected.
    Browser(BrowserError),
    /// A call to the backend failed.
    Backend(BackendFailure),
}

/// The exception with which the browser, or a password manager in its place, rejected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BrowserError {
    /// `DOMException.name` or `Error.name`; empty where a bare object was thrown.
    pub name: String,
    /// The message, in the browser's words.
    pub message: String,
}

/// How a call to the backend failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BackendFailure {
    /// No answer: offline, connection refused or cut.
    Unreachable(Stage),
    /// No answer within the deadline of the call.
    TimedOut(Stage),
    /// An answer that is not what the contract promises: HTML, truncated or oversized JSON, wrong members.
    Malformed(Stage),
    /// A refusal that names its reason.
    Refused {
        /// What the call was for.
        stage: Stage,
        /// The HTTP status.
        status: u16,
        /// The machine code, where there is one.
        code: Option<String>,
        /// Seconds to wait before another try, where told.
        retry_after_s: Option<u32>,
        /// Tries left, where told.
        tries_left: Option<u32>,
    },
}

impl BackendFailure {
    /// Whether the backend has certainly not stored the credential that was handed in: it refused it. Without an
    /// answer, or where the backend itself fails, it may have; and so it may where it says that the credential is there
    /// or the challenge isn't any more, which is also what a call is told that the browser sent twice.
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

    /// What the call was for.
    pub fn stage(&self) -> Stage {
        match self {
            Self::Unreachable(stage) | Self::TimedOut(stage) | Self::Malformed(stage) => *stage,
            Self::Refused { stage, .. } => *stage,
        }
    }

    /// Whether it says that there is no session any more. A refusal with a reason that this version doesn't know says
    /// nothing about the session.
    pub fn ends_session(&self) -> bool {
        match self {
            Self::Refused { code: Some(code), .. } => code == "session_expired",
            Self::Refused { status, .. } => matches!(status, 401 | 403 | 410 | 419),
            Self::Unreachable(_) | Self::TimedOut(_) | Self::Malformed(_) => false,
        }
    }

    /// The machine code, where there is one.
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Refused { code, .. } => code.as_deref(),
            Self::Unreachable(_) | Self::TimedOut(_) | Self::Malformed(_) => None,
        }
    }
}

/// What a call to the backend is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Everything before the ceremony's result: looking up, options, password, code.
    Options,
    /// The result of the ceremony: in set-up the call that activates the passkey.
    Result,
}

/// How the request was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mediation {
    /// A prompt of its own, after a press.
    #[default]
    Modal,
    /// Conditional mediation: passkeys in the autofill of a text field.
    Conditional,
    /// `uiMode: "immediate"`: a local passkey at once, or a refusal.
    Immediate,
}

/// Why the app itself ended the request. The flag decides, never the exception that follows from it: browsers differ
/// in whether they pass the reason of an `AbortSignal` on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OwnEnd {
    /// The app's own deadline passed.
    Deadline,
    /// The person pressed the page's Cancel.
    Cancel,
    /// The app started another ceremony.
    Superseded,
}

/// The circumstances of a failure.
#[expect(clippy::struct_excessive_bools, reason = "independent facts, each of which decides on its own")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Context {
    /// Sign-in or set-up.
    pub operation: Operation,
    /// Why the app ended the request, if it did.
    pub ended_by: Option<OwnEnd>,
    /// Milliseconds from the request to its end, by a monotonic clock.
    pub elapsed_ms: u32,
    /// The effective timeout of the request, in milliseconds.
    pub timeout_ms: u32,
    /// How the request was made.
    pub mediation: Mediation,
    /// The page had the focus, and the request followed a press.
    pub activated: bool,
    /// What the browser says of itself.
    pub device: Device,
    /// The options required user verification.
    pub user_verification_required: bool,
    /// The options required a discoverable credential.
    pub resident_key_required: bool,
    /// `excludeCredentials` was not empty.
    pub excludes_credentials: bool,
    /// The request has been tried again by itself already.
    pub retried: bool,
}

impl Context {
    /// The circumstances of a modal request that fails halfway through its minute.
    pub fn modal(operation: Operation) -> Self {
        Self {
            operation,
            ended_by: None,
            elapsed_ms: 30_000,
            timeout_ms: 60_000,
            mediation: Mediation::Modal,
            activated: true,
            device: Device::UNKNOWN,
            user_verification_required: true,
            resident_key_required: operation == Operation::SetUp,
            excludes_credentials: false,
            retried: false,
        }
    }
}
