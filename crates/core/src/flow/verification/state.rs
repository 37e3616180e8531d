//! What a person sees of being verified, as a value.

use super::{Command, Event};
use crate::flow::ceremony::Ceremony;
use crate::flow::target::Target;
use crate::flow::wait::Wait;
use crate::problem::{Operation, Problem, Recovery};
use crate::route::FlowId;
use crate::wire::RequestOptions;
use crate::{Attempts, Device, Features, Message};

/// The flow's state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verification {
    /// What is on the page.
    pub step: Step,
    /// The account's name.
    pub username: String,
    /// Whether a passkey can be asked for: the account has one, and the browser can.
    pub offers_passkey: bool,
    /// Whether the password can be asked for: the backend checks it.
    pub offers_password: bool,
    /// What the browser can do.
    pub device: Device,
    /// The backend's flow, once it is known.
    pub flow: Option<FlowId>,
    /// The ceremony.
    pub ceremony: Ceremony<RequestOptions>,
    /// What was asked of browser and backend, continued from the flow around this one.
    pub attempts: Attempts,
}

/// One view of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The person is asked for a passkey or the password.
    Asked {
        /// What is wrong with what was typed.
        error: Option<Message>,
    },
    /// Options are on their way, or the browser still holds an earlier request.
    OpeningPrompt,
    /// The browser's prompt is open.
    Prompting {
        /// With what the browser was asked.
        options: Box<RequestOptions>,
        /// It was tried again by itself, because another request was pending.
        retried: bool,
        /// How far the wait has come.
        wait: Wait,
    },
    /// The backend checks the assertion.
    CheckingPasskey,
    /// The backend checks the password.
    CheckingPassword,
    /// It is the signed-in person: what was to be done goes on.
    Verified,
    /// The person doesn't want to any more.
    Canceled,
    /// One of the documented states.
    Failed {
        /// Which.
        problem: Problem,
        /// It was the password that couldn't be checked, so that this is what is tried again.
        with_password: bool,
    },
    /// Without a session the person begins anew.
    SignedOut,
}

impl Verification {
    /// The flow at its start, and what is to be done first. `attempts` are those of the flow around it, which takes
    /// them back at the end.
    pub fn begin(
        username: String,
        has_passkey: bool,
        features: Features,
        device: Device,
        attempts: Attempts,
    ) -> (Self, Vec<Command>) {
        let mut flow = Self {
            step: Step::Asked { error: None },
            username,
            offers_passkey: has_passkey && device.webauthn && features.verify_by_passkey,
            offers_password: features.verify_by_password,
            device,
            flow: None,
            ceremony: Ceremony::default(),
            attempts,
        };
        let commands = if flow.offers_passkey { flow.fetch_options() } else { Vec::new() };
        (flow, commands)
    }

    /// What the page waits for, in words; `None` where it waits for the person.
    pub fn waiting_for(&self) -> Option<Message> {
        match self.step {
            Step::OpeningPrompt => Some(Message::PreparingPrompt),
            Step::Prompting { .. } => Some(Target::Any.prompt_lead(Operation::SignIn)),
            Step::CheckingPasskey => Some(Message::Verifying),
            Step::CheckingPassword => Some(Message::CheckingPassword),
            Step::Asked { .. } | Step::Verified | Step::Canceled | Step::Failed { .. } | Step::SignedOut => {
                None
            }
        }
    }

    /// What is announced: what is waited for, and how far the wait has come.
    pub fn announcement(&self) -> Option<Message> {
        self.wait().and_then(Wait::announcement).or_else(|| self.waiting_for())
    }

    /// What is wrong with what was typed.
    pub fn error(&self) -> Option<&Message> {
        if let Step::Asked { error } = &self.step { error.as_ref() } else { None }
    }

    /// How far the wait for the person has come, where the prompt is open.
    pub fn wait(&self) -> Option<Wait> {
        if let Step::Prompting { wait, .. } = self.step { Some(wait) } else { None }
    }

    /// The documented state that is shown.
    pub fn problem(&self) -> Option<Problem> {
        if let Step::Failed { problem, .. } = self.step { Some(problem) } else { None }
    }

    /// The ways on from a documented state, the best one first; empty in any other step.
    pub fn recoveries(&self) -> Vec<Recovery> {
        let Some(problem) = self.problem() else { return Vec::new() };
        problem
            .recoveries(Operation::SignIn)
            .iter()
            .copied()
            .filter(|recovery| Event::of_recovery(*recovery).is_some())
            .filter(|recovery| *recovery != Recovery::Password || self.offers_password)
            .collect()
    }
}
