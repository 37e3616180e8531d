//! What can happen while a passkey is set up, and what the flow asks for in response.

use crate::classify::BackendFailure;
use crate::flow::prompt::{self, Attestation};
use crate::flow::signal::Signal;
use crate::problem::Recovery;
use crate::route::FlowId;
use crate::wire::{NewPasskey, RegistrationResponse};
use crate::{Attempt, Device};

/// Something that happened: a user action, a timer or an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The page has opened.
    Opened,
    /// The browser reported its capabilities.
    DeviceKnown(Device),
    /// The user pressed 'Create a passkey'.
    CreateChosen,
    /// The user pressed 'Use another device'.
    AnotherDeviceChosen,
    /// The user pressed 'I'll do this later', or 'Set it up later' after a problem.
    LaterChosen,
    /// The user pressed 'Manage passkeys'.
    ManageChosen,
    /// The user pressed 'Continue' after the passkey was created.
    ContinueChosen,
    /// The user pressed 'Cancel' while the page was waiting.
    CancelChosen,
    /// The user pressed 'Try again'.
    RetryChosen,
    /// The user pressed 'Restart'.
    RestartChosen,
    /// Something happened to the passkey ceremony.
    Prompt(prompt::Event<Attestation>),
    /// The pages were left idle for too long.
    SessionExpired,
    /// The answer to the command with this attempt.
    Answered(Attempt, Answer),
}

impl Event {
    /// Returns the event that a recovery's button sends; `None` for the sign-in recovery, since the user is
    /// signed in.
    pub fn of_recovery(recovery: Recovery) -> Option<Self> {
        match recovery {
            Recovery::Retry => Some(Self::RetryChosen),
            Recovery::SetUpLater => Some(Self::LaterChosen),
            Recovery::Restart => Some(Self::RestartChosen),
            Recovery::AnotherDevice => Some(Self::AnotherDeviceChosen),
            Recovery::ManagePasskeys => Some(Self::ManageChosen),
            Recovery::Password => None,
        }
    }
}

/// The result of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Answers [`Command::SendCredential`].
    Activated(Result<NewPasskey, BackendFailure>),
    /// Answers [`Command::Defer`].
    Deferred(Result<(), BackendFailure>),
}

/// Something for the edge to do. Every command with an attempt is answered under that attempt: those of the
/// ceremony by an [`Event::Prompt`], the others by an [`Event::Answered`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Fetch the options of a registration ceremony.
    FetchOptions {
        /// Attempt to return with the answer.
        attempt: Attempt,
        /// The backend's flow to continue, if there is one.
        flow: Option<FlowId>,
    },
    /// Call `navigator.credentials.create()`.
    Request(prompt::Request<Attestation>),
    /// Send the new credential to the backend, which activates it.
    SendCredential {
        /// Attempt to return with the answer.
        attempt: Attempt,
        /// The backend's flow, if there is one.
        flow: Option<FlowId>,
        /// The credential that the authenticator created.
        credential: Box<RegistrationResponse>,
    },
    /// Tell the backend that the user wants to do this later.
    Defer(Attempt),
    /// Abort whatever runs under this attempt. An aborted ceremony still answers, once the browser has
    /// released it or the edge has given up on it; an aborted call may not.
    Abort(Attempt),
    /// Put this flow ID in the address, or remove it.
    ShowFlow(Option<FlowId>),
    /// Pass a signal on to the authenticator that holds the passkey.
    Signal(Signal),
}
