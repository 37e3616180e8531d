//! What can happen during a verification, and what the flow asks for in response.

use crate::Attempt;
use crate::classify::BackendFailure;
use crate::flow::prompt::{self, Assertion, Pending};
use crate::flow::secret::Secret;
use crate::problem::Recovery;
use crate::route::FlowId;
use crate::wire::AuthenticationResponse;

/// Something that happened: a user action, a timer or an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The user pressed 'Confirm with passkey'.
    PasskeyChosen,
    /// The user submitted this password.
    PasswordSubmitted(Secret),
    /// The user pressed 'Use password instead' after a problem.
    PasswordChosen,
    /// The user pressed 'Try again'.
    RetryChosen,
    /// The user pressed 'Restart'.
    RestartChosen,
    /// The user pressed 'Cancel', possibly while the page was waiting.
    CancelChosen,
    /// Something happened to the passkey ceremony.
    Prompt(prompt::Event<Assertion>),
    /// Answers [`Command::SendAssertion`] or [`Command::CheckPassword`].
    Checked(Attempt, Result<(), BackendFailure>),
}

impl Event {
    /// Returns the event that a recovery's button sends; `None` for recoveries not offered here.
    pub fn of_recovery(recovery: Recovery) -> Option<Self> {
        match recovery {
            Recovery::Retry => Some(Self::RetryChosen),
            Recovery::Password => Some(Self::PasswordChosen),
            Recovery::Restart => Some(Self::RestartChosen),
            Recovery::SetUpLater | Recovery::AnotherDevice | Recovery::ManagePasskeys => None,
        }
    }

    /// Whether this is the browser releasing the request it `held`, which may happen after the verification
    /// is over.
    pub fn releases(&self, held: Pending) -> bool {
        matches!(self, Self::Prompt(prompt::Event::Ended(attempt, _)) if held.attempt() == Some(*attempt))
    }
}

/// Something for the edge to do. Every command but [`Abort`](Command::Abort) is answered under its attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Fetch the options of an authentication ceremony for this account.
    FetchOptions {
        /// Attempt to return with the answer.
        attempt: Attempt,
        /// The backend's flow to continue, if there is one.
        flow: Option<FlowId>,
        /// Name of the account.
        username: String,
    },
    /// Call `navigator.credentials.get()`.
    Request(prompt::Request<Assertion>),
    /// Send the assertion to the backend.
    SendAssertion {
        /// Attempt to return with the answer.
        attempt: Attempt,
        /// The backend's flow, if there is one.
        flow: Option<FlowId>,
        /// The assertion that the authenticator made.
        assertion: Box<AuthenticationResponse>,
    },
    /// Send the password to the backend.
    CheckPassword {
        /// Attempt to return with the answer.
        attempt: Attempt,
        /// The password as typed.
        password: Secret,
    },
    /// Abort whatever runs under this attempt. An aborted ceremony still answers.
    Abort(Attempt),
}
