//! What can happen during sign-in, and what the flow asks for in response.

use crate::classify::BackendFailure;
use crate::flow::prompt::{self, Assertion};
use crate::flow::secret::Secret;
use crate::flow::signal::Signal;
use crate::problem::Recovery;
use crate::route::FlowId;
use crate::wire::{AuthenticationResponse, CodeSent, IdentifyAnswer, SignInAnswer};
use crate::{Attempt, Device};

/// Something that happened: a user action, a timer or an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The page has opened.
    Opened,
    /// The browser reported its capabilities.
    DeviceKnown(Device),
    /// The user pressed 'Continue' with this in 'Email or username'.
    IdentifierSubmitted(String),
    /// The user pressed 'Log in with passkey'.
    PasskeyChosen,
    /// The user pressed 'Use another device'.
    AnotherDeviceChosen,
    /// The user pressed 'Use password instead'.
    PasswordChosen,
    /// The user pressed 'Continue' with this password.
    PasswordSubmitted(Secret),
    /// The user pressed 'Continue' with this code.
    CodeSubmitted(Secret),
    /// The user pressed 'Send a new code'.
    ResendChosen,
    /// The user pressed 'Cancel' while the page was waiting.
    CancelChosen,
    /// The user pressed 'Not you?'.
    AccountChangeChosen,
    /// The user pressed 'Try again'.
    RetryChosen,
    /// The user pressed 'Restart'.
    RestartChosen,
    /// Something happened to the passkey ceremony.
    Prompt(prompt::Event<Assertion>),
    /// The pages were left idle for too long.
    SessionExpired,
    /// The answer to the command with this attempt.
    Answered(Attempt, Answer),
}

impl Event {
    /// Returns the event that a recovery's button sends; `None` for set-up recoveries, since no one is signed
    /// in yet.
    pub fn of_recovery(recovery: Recovery) -> Option<Self> {
        match recovery {
            Recovery::Retry => Some(Self::RetryChosen),
            Recovery::Password => Some(Self::PasswordChosen),
            Recovery::Restart => Some(Self::RestartChosen),
            Recovery::AnotherDevice => Some(Self::AnotherDeviceChosen),
            Recovery::SetUpLater | Recovery::ManagePasskeys => None,
        }
    }
}

/// The result of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Answers [`Command::Identify`].
    Identified(Result<IdentifyAnswer, BackendFailure>),
    /// Answers [`Command::SendAssertion`].
    Verified(Result<SignInAnswer, BackendFailure>),
    /// Answers [`Command::CheckPassword`].
    PasswordChecked(Result<SignInAnswer, BackendFailure>),
    /// Answers [`Command::CheckCode`].
    CodeChecked(Result<SignInAnswer, BackendFailure>),
    /// Answers [`Command::ResendCode`].
    CodeResent(Result<CodeSent, BackendFailure>),
}

/// Something for the edge to do. Every command with an attempt is answered under that attempt: those of the
/// ceremony by an [`Event::Prompt`], the others by an [`Event::Answered`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Fetch the options of an authentication ceremony; without a username, those for discoverable
    /// credentials.
    FetchOptions {
        /// Attempt to return with the answer.
        attempt: Attempt,
        /// The backend's flow to continue, if there is one.
        flow: Option<FlowId>,
        /// The account; `None` for any account.
        username: Option<String>,
    },
    /// Ask the backend how an account signs in.
    Identify {
        /// Attempt to return with the answer.
        attempt: Attempt,
        /// The backend's flow to continue, if there is one.
        flow: Option<FlowId>,
        /// The account's email or username.
        username: String,
    },
    /// Call `navigator.credentials.get()`.
    Request(prompt::Request<Assertion>),
    /// Send an assertion to the backend.
    SendAssertion {
        /// Attempt to return with the answer.
        attempt: Attempt,
        /// The backend's flow, if there is one.
        flow: Option<FlowId>,
        /// The assertion that the authenticator made.
        assertion: Box<AuthenticationResponse>,
    },
    /// Send the username and password to the backend.
    CheckPassword {
        /// Attempt to return with the answer.
        attempt: Attempt,
        /// The backend's flow to continue, if there is one.
        flow: Option<FlowId>,
        /// The account's email or username.
        username: String,
        /// The password as typed.
        password: Secret,
    },
    /// Send the one-time code to the backend.
    CheckCode {
        /// Attempt to return with the answer.
        attempt: Attempt,
        /// The backend's flow, if there is one.
        flow: Option<FlowId>,
        /// The code, without any spaces that were typed.
        code: Secret,
    },
    /// Request another code.
    ResendCode {
        /// Attempt to return with the answer.
        attempt: Attempt,
        /// The backend's flow, if there is one.
        flow: Option<FlowId>,
    },
    /// Abort whatever runs under this attempt. An aborted ceremony still answers, once the browser has
    /// released it or the edge has given up on it; an aborted call may not.
    Abort(Attempt),
    /// Put this flow ID in the address, or remove it.
    ShowFlow(Option<FlowId>),
    /// Pass a signal on to the authenticator that holds the passkey.
    Signal(Signal),
}
