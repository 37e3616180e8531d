//! What a person sees of setting a passkey up, as a value.

use crate::classify::Mediation;
use crate::flow::ceremony::Ceremony;
use crate::flow::signal::Signal;
use crate::flow::target::{Target, UsualCauses};
use crate::flow::wait::Wait;
use crate::problem::{Operation, Recovery};
use crate::route::{FlowId, FlowParameter};
use crate::wire::{CreationOptions, NewPasskey};
use crate::{Attempts, Device, Features, Message, Problem};

/// The flow's state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetUp {
    /// What is on the page.
    pub step: Step,
    /// What the browser can do.
    pub device: Device,
    /// What the backend can do.
    pub features: Features,
    /// The backend's flow, once it is known.
    pub flow: Option<FlowId>,
    /// Where the passkey that is offered is to be kept.
    pub offer: Target,
    /// The ceremony.
    pub ceremony: Ceremony<CreationOptions>,
    /// The password manager was asked to make a passkey by itself. It is asked once.
    pub tried_quietly: bool,
    /// What was asked of browser and backend.
    pub attempts: Attempts,
}

/// One page of setting a passkey up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// 'Create a passkey' or 'I'll do this later'.
    Offered,
    /// The choice of another device, with what each needs.
    AnotherDevice,
    /// 'Create a passkey' was pressed; options are on their way, or the browser still holds an earlier request.
    OpeningPrompt(Target),
    /// The browser's prompt is open.
    Prompting {
        /// Where the passkey is to be kept.
        target: Target,
        /// With what the browser was asked.
        options: Box<CreationOptions>,
        /// It was tried again by itself, because another request was pending.
        retried: bool,
        /// How far the wait has come.
        wait: Wait,
    },
    /// The backend activates the passkey.
    Activating {
        /// How it was made.
        mediation: Mediation,
        /// What to tell whoever keeps it, if the backend refuses it.
        if_refused: Signal,
    },
    /// There is a passkey.
    Created(NewPasskey),
    /// The backend is told that it shall be later.
    Deferring,
    /// Done here: the page goes on.
    Left(Destination),
    /// One of the documented states.
    Failed {
        /// Which.
        problem: Problem,
        /// What 'Try again' goes back to.
        retry: Retry,
    },
}

/// What 'Try again' does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Retry {
    /// Back to the offer, with a new flow: the address was altered.
    Offer,
    /// Open the prompt.
    Prompt(Target),
}

/// Where to go from here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Destination {
    /// The application.
    Application,
    /// The sign-in page.
    SignIn,
    /// The list of passkeys.
    Passkeys,
}

impl SetUp {
    /// The flow at its start. The page then sends [`Event::Opened`](super::Event::Opened).
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
            ceremony: Ceremony::default(),
            tried_quietly: false,
            attempts: Attempts::default(),
        }
    }

    /// What the page waits for, in words; `None` where it waits for the person.
    pub fn waiting_for(&self) -> Option<Message> {
        match self.step {
            Step::OpeningPrompt(_) => Some(Message::PreparingPrompt),
            Step::Prompting { target, .. } => Some(target.prompt_lead(Operation::SetUp)),
            Step::Activating { .. } => Some(Message::Activating),
            Step::Deferring => Some(Message::Deferring),
            Step::Offered | Step::AnotherDevice | Step::Created(_) | Step::Left(_) | Step::Failed { .. } => {
                None
            }
        }
    }

    /// Whether the page waits for the browser or the backend.
    pub fn is_waiting(&self) -> bool {
        self.waiting_for().is_some()
    }

    /// What the prompt that is open is for, and how far the wait for the person has come.
    pub fn prompt(&self) -> Option<(Target, Wait)> {
        if let Step::Prompting { target, wait, .. } = self.step { Some((target, wait)) } else { None }
    }

    /// Whether there is no session to keep any more: it has expired, or the person is done here.
    pub fn is_over(&self) -> bool {
        matches!(self.step, Step::Left(_) | Step::Failed { problem: Problem::SessionExpired, .. })
    }

    /// Where to go, once the person is done here.
    pub fn destination(&self) -> Option<Destination> {
        if let Step::Left(destination) = self.step { Some(destination) } else { None }
    }

    /// What usually leads to a documented state after a prompt for another device.
    pub fn usual_causes(&self) -> Option<UsualCauses> {
        let Step::Failed { problem, retry: Retry::Prompt(target) } = self.step else { return None };
        target.usual_causes(problem, Operation::SetUp)
    }

    /// The ways on from a documented state, the best one first; empty in any other step.
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
