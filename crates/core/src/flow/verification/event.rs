//! What can happen while somebody is verified, and what is then to be done.

use crate::Attempt;
use crate::classify::BackendFailure;
use crate::flow::ceremony::{CeremonyFailure, Pending};
use crate::flow::secret::Secret;
use crate::flow::wait::Elapsed;
use crate::problem::Recovery;
use crate::route::FlowId;
use crate::wire::{AuthenticationResponse, RequestOptions};

/// A fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// 'Confirm with passkey'.
    PasskeyChosen,
    /// The password was submitted.
    PasswordSubmitted(Secret),
    /// 'Use password instead', after a problem.
    PasswordChosen,
    /// 'Try again'.
    RetryChosen,
    /// 'Restart'.
    RestartChosen,
    /// 'Cancel', also while something is waited for.
    CancelChosen,
    /// The prompt of this attempt is still open.
    Waited(Attempt, Elapsed),
    /// The options of this attempt are about to expire.
    OptionsExpired(Attempt),
    /// The answer to a command.
    Answered(Attempt, Answer),
}

impl Event {
    /// What the button of a way on sends; `None` for the ways that aren't any here.
    pub fn of_recovery(recovery: Recovery) -> Option<Self> {
        match recovery {
            Recovery::Retry => Some(Self::RetryChosen),
            Recovery::Password => Some(Self::PasswordChosen),
            Recovery::Restart => Some(Self::RestartChosen),
            Recovery::SetUpLater | Recovery::AnotherDevice | Recovery::ManagePasskeys => None,
        }
    }

    /// Whether the browser lets go of the request that it held, as it may after the verification is over.
    pub fn lets_go_of(&self, held: Pending) -> bool {
        matches!(self, Self::Answered(attempt, Answer::Asserted(_)) if held.attempt() == Some(*attempt))
    }
}

/// What came of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Of [`Command::FetchOptions`].
    Options(Result<(Option<FlowId>, Box<RequestOptions>), BackendFailure>),
    /// Of [`Command::Get`]: the ceremony is over.
    Asserted(Result<Box<AuthenticationResponse>, CeremonyFailure>),
    /// Of [`Command::SendAssertion`] or [`Command::CheckPassword`].
    Checked(Result<(), BackendFailure>),
}

/// Something for the edge to do, answered by its attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Fetch the options of an authentication ceremony of this account.
    FetchOptions {
        /// To be given back.
        attempt: Attempt,
        /// The flow to go on with.
        flow: Option<FlowId>,
        /// The account's name.
        username: String,
    },
    /// Call `navigator.credentials.get()`.
    Get {
        /// To be given back.
        attempt: Attempt,
        /// With these options.
        options: Box<RequestOptions>,
    },
    /// Send the assertion to the backend.
    SendAssertion {
        /// To be given back.
        attempt: Attempt,
        /// The flow.
        flow: Option<FlowId>,
        /// The assertion.
        assertion: Box<AuthenticationResponse>,
    },
    /// Send the password to the backend.
    CheckPassword {
        /// To be given back.
        attempt: Attempt,
        /// The password.
        password: Secret,
    },
    /// End whatever runs under this attempt. An aborted ceremony still answers.
    Abort(Attempt),
}
