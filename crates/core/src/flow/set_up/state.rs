//! The state of the set-up flow, and what the user sees in it.

use crate::classify::Mediation;
use crate::flow::prompt::{Attestation, Prompt};
use crate::flow::signal::Signal;
use crate::flow::target::{Target, UsualCauses};
use crate::problem::{Operation, Recovery};
use crate::route::{FlowId, FlowParameter};
use crate::wire::NewPasskey;
use crate::{Attempts, Device, Features, Message, Problem};

/// State of the set-up flow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetUp {
    /// Current page.
    pub step: Step,
    /// Capabilities of the browser.
    pub device: Device,
    /// Features the backend offers.
    pub features: Features,
    /// The backend's flow ID; `None` until the backend has named one.
    pub flow: Option<FlowId>,
    /// Where the offered passkey is to be kept.
    pub offer: Target,
    /// The passkey ceremony.
    pub prompt: Prompt<Attestation>,
    /// Attempts handed out for requests to the browser and the backend.
    pub attempts: Attempts,
}

/// One page of the set-up flow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The offer: 'Create a passkey' or 'I'll do this later'.
    Offered,
    /// The ceremony is on the page: the choice of another device, or the browser's prompt.
    Prompt,
    /// The backend is activating the passkey.
    Activating {
        /// How the browser involved the user in creating it.
        mediation: Mediation,
        /// What to tell the authenticator if the backend refuses the passkey.
        if_refused: Signal,
    },
    /// The passkey was created and activated.
    Created(NewPasskey),
    /// Telling the backend that the user wants to do this later.
    Deferring,
    /// The user is done here, and the app leaves the page.
    Left(Destination),
    /// One of the documented states is shown.
    Failed {
        /// The documented state.
        problem: Problem,
        /// Where 'Try again' leads.
        retry: Retry,
    },
}

/// What 'Try again' does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Retry {
    /// Returns to the offer with a new flow, since the address was altered.
    Offer,
    /// Opens the prompt for these authenticators.
    Prompt(Target),
}

/// Where to go from this page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Destination {
    /// The application the user signed in to.
    Application,
    /// The sign-in page.
    SignIn,
    /// The list of the user's passkeys.
    Passkeys,
}

impl SetUp {
    /// Creates the flow in its initial state. The page then sends [`Event::Opened`](super::Event::Opened).
    pub fn new(device: Device, flow: FlowParameter, offer: Target) -> Self {
        let step = match flow {
            FlowParameter::Malformed => {
                Step::Failed { problem: Problem::SetUpUnavailable, retry: Retry::Offer }
            }
            FlowParameter::Absent | FlowParameter::WellFormed(_) if !device.webauthn => {
                Step::Failed { problem: Problem::NotSupported, retry: Retry::Offer }
            }
            FlowParameter::Absent | FlowParameter::WellFormed(_) => Step::Offered,
        };
        let flow = match flow {
            FlowParameter::WellFormed(id) => Some(id),
            FlowParameter::Absent | FlowParameter::Malformed => None,
        };
        Self {
            step,
            device,
            features: Features::ALL,
            flow,
            offer,
            prompt: Prompt::default(),
            attempts: Attempts::default(),
        }
    }

    /// Returns what the page is waiting for, in words; `None` while it waits for the user.
    pub fn waiting_for(&self) -> Option<Message> {
        match self.step {
            Step::Prompt => self.prompt.waiting_for(),
            Step::Activating { .. } => Some(Message::Activating),
            Step::Deferring => Some(Message::Deferring),
            Step::Offered | Step::Created(_) | Step::Left(_) | Step::Failed { .. } => None,
        }
    }

    /// Whether the page waits for the browser or the backend.
    pub fn is_waiting(&self) -> bool {
        self.waiting_for().is_some()
    }

    /// Whether there is no longer a session to keep alive: it has expired, or the user is done here.
    pub fn is_over(&self) -> bool {
        matches!(self.step, Step::Left(_) | Step::Failed { problem: Problem::SessionExpired, .. })
    }

    /// Returns where to go, once the user is done here.
    pub fn destination(&self) -> Option<Destination> {
        if let Step::Left(destination) = self.step { Some(destination) } else { None }
    }

    /// Returns the usual causes of a documented state that followed a prompt for another device.
    pub fn usual_causes(&self) -> Option<UsualCauses> {
        let Step::Failed { problem, retry: Retry::Prompt(target) } = self.step else { return None };
        target.usual_causes(problem, Operation::SetUp)
    }

    /// Returns the recoveries from a documented state, best first; empty in any other step.
    pub fn recoveries(&self) -> Vec<Recovery> {
        let Step::Failed { problem, .. } = &self.step else { return Vec::new() };
        let possible = |recovery: &Recovery| match recovery {
            Recovery::AnotherDevice => self.device.webauthn,
            Recovery::ManagePasskeys => self.features.list,
            Recovery::Retry | Recovery::Password | Recovery::SetUpLater | Recovery::Restart => true,
        };
        problem.recoveries(Operation::SetUp).iter().copied().filter(possible).collect()
    }
}
