//! What can happen while somebody signs in, and what is then to be done.

use crate::classify::{BackendFailure, Mediation};
use crate::flow::ceremony::CeremonyFailure;
use crate::flow::secret::Secret;
use crate::flow::signal::Signal;
use crate::flow::wait::Elapsed;
use crate::problem::Recovery;
use crate::route::FlowId;
use crate::wire::{AuthenticationResponse, CodeSent, IdentifyAnswer, RequestOptions, SignInAnswer};
use crate::{Attempt, Device};

/// A fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The page is there.
    Opened,
    /// The browser told what it can do.
    DeviceKnown(Device),
    /// 'Continue', with what stands in 'Email or username'.
    IdentifierSubmitted(String),
    /// 'Log in with passkey'.
    PasskeyChosen,
    /// 'Use another device'.
    AnotherDeviceChosen,
    /// 'Use a phone or tablet'.
    PhoneChosen,
    /// 'Use a security key'.
    SecurityKeyChosen,
    /// 'Back'.
    BackChosen,
    /// 'Use password instead'.
    PasswordChosen,
    /// 'Continue', with the password.
    PasswordSubmitted(Secret),
    /// 'Continue', with the code.
    CodeSubmitted(Secret),
    /// 'Send a new code'.
    ResendChosen,
    /// 'Cancel', while something is waited for.
    CancelChosen,
    /// 'Not you?'.
    AccountChangeChosen,
    /// 'Try again'.
    RetryChosen,
    /// 'Restart'.
    RestartChosen,
    /// The prompt of this attempt is still open.
    Waited(Attempt, Elapsed),
    /// The options of this attempt are about to expire: the challenge is the backend's only for a while.
    OptionsExpired(Attempt),
    /// The pages were left idle for too long.
    SessionExpired,
    /// The answer to a command.
    Answered(Attempt, Answer),
}

impl Event {
    /// What the button of a way on sends; `None` for the ways of set-up: nobody is signed in yet.
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

/// What came of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Of [`Command::FetchOptions`].
    Options(Result<(Option<FlowId>, Box<RequestOptions>), BackendFailure>),
    /// Of [`Command::Identify`].
    Identified(Result<IdentifyAnswer, BackendFailure>),
    /// Of [`Command::Assert`]: the ceremony is over.
    Asserted(Result<Box<AuthenticationResponse>, CeremonyFailure>),
    /// Of [`Command::SendAssertion`].
    Verified(Result<SignInAnswer, BackendFailure>),
    /// Of [`Command::CheckPassword`].
    PasswordChecked(Result<SignInAnswer, BackendFailure>),
    /// Of [`Command::CheckCode`].
    CodeChecked(Result<SignInAnswer, BackendFailure>),
    /// Of [`Command::ResendCode`].
    CodeResent(Result<CodeSent, BackendFailure>),
}

/// Something for the edge to do. Each that has an attempt is answered by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Fetch the options of an authentication ceremony; without a name for discoverable credentials.
    FetchOptions {
        /// To be given back.
        attempt: Attempt,
        /// The flow to go on with.
        flow: Option<FlowId>,
        /// The account.
        username: Option<String>,
    },
    /// Ask how an account signs in.
    Identify {
        /// To be given back.
        attempt: Attempt,
        /// The flow to go on with.
        flow: Option<FlowId>,
        /// The account.
        username: String,
    },
    /// Call `navigator.credentials.get()`.
    Assert {
        /// To be given back.
        attempt: Attempt,
        /// With these options.
        options: Box<RequestOptions>,
        /// In this way.
        mediation: Mediation,
    },
    /// Send an assertion to the backend.
    SendAssertion {
        /// To be given back.
        attempt: Attempt,
        /// The flow.
        flow: Option<FlowId>,
        /// The assertion.
        assertion: Box<AuthenticationResponse>,
    },
    /// Send name and password.
    CheckPassword {
        /// To be given back.
        attempt: Attempt,
        /// The flow to go on with.
        flow: Option<FlowId>,
        /// The account.
        username: String,
        /// The password.
        password: Secret,
    },
    /// Send the code.
    CheckCode {
        /// To be given back.
        attempt: Attempt,
        /// The flow.
        flow: Option<FlowId>,
        /// The code.
        code: Secret,
    },
    /// Ask for another code.
    ResendCode {
        /// To be given back.
        attempt: Attempt,
        /// The flow.
        flow: Option<FlowId>,
    },
    /// End whatever runs under this attempt. An aborted ceremony still answers, once the browser has let go of it or
    /// was given up on; an aborted call may not.
    Abort(Attempt),
    /// Show the flow, or none, in the address.
    ShowFlow(Option<FlowId>),
    /// Tell whoever keeps the passkey.
    Signal(Signal),
}
