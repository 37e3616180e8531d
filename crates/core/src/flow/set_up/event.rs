//! What can happen while somebody sets a passkey up, and what is then to be done.

use crate::classify::{BackendFailure, Mediation};
use crate::flow::ceremony::CeremonyFailure;
use crate::flow::signal::Signal;
use crate::flow::wait::Elapsed;
use crate::problem::Recovery;
use crate::route::FlowId;
use crate::wire::{CreationOptions, NewPasskey, RegistrationResponse};
use crate::{Attempt, Device};

/// A fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The page is there.
    Opened,
    /// The browser told what it can do.
    DeviceKnown(Device),
    /// 'Create a passkey'.
    CreateChosen,
    /// 'Use another device'.
    AnotherDeviceChosen,
    /// 'Use a phone or tablet'.
    PhoneChosen,
    /// 'Use a security key'.
    SecurityKeyChosen,
    /// 'Back'.
    BackChosen,
    /// 'I'll do this later', or 'Set it up later' after a problem.
    LaterChosen,
    /// 'Manage passkeys'.
    ManageChosen,
    /// 'Continue', once the passkey is there.
    ContinueChosen,
    /// 'Cancel', while something is waited for.
    CancelChosen,
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
    /// What the button of a way on sends; `None` for the way of sign-in: this person has signed in.
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

/// What came of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Of [`Command::FetchOptions`].
    Options(Result<(Option<FlowId>, Box<CreationOptions>), BackendFailure>),
    /// Of [`Command::Create`]: the ceremony is over.
    Created(Result<Box<RegistrationResponse>, CeremonyFailure>),
    /// Of [`Command::SendCredential`].
    Activated(Result<NewPasskey, BackendFailure>),
    /// Of [`Command::Defer`].
    Deferred(Result<(), BackendFailure>),
}

/// Something for the edge to do. Each that has an attempt is answered by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Fetch the options of a registration ceremony.
    FetchOptions {
        /// To be given back.
        attempt: Attempt,
        /// The flow to go on with.
        flow: Option<FlowId>,
    },
    /// Call `navigator.credentials.create()`.
    Create {
        /// To be given back.
        attempt: Attempt,
        /// With these options.
        options: Box<CreationOptions>,
        /// In this way.
        mediation: Mediation,
    },
    /// Send the new credential to the backend, which activates it.
    SendCredential {
        /// To be given back.
        attempt: Attempt,
        /// The flow.
        flow: Option<FlowId>,
        /// The credential.
        credential: Box<RegistrationResponse>,
    },
    /// Tell the backend that the person wants to do this later.
    Defer(Attempt),
    /// End whatever runs under this attempt. An aborted ceremony still answers, once the browser has let go of it or
    /// was given up on; an aborted call may not.
    Abort(Attempt),
    /// Show the flow, or none, in the address.
    ShowFlow(Option<FlowId>),
    /// Tell whoever keeps the passkey.
    Signal(Signal),
}
