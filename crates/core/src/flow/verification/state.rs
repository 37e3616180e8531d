//! The state of a verification, and what the user sees in it.

use super::{Command, Event};
use crate::flow::prompt::{Assertion, Nest, Prompt};
use crate::flow::wait::Wait;
use crate::problem::{Operation, Problem, Recovery};
use crate::route::FlowId;
use crate::{Attempts, Device, Features, Message};

/// State of a verification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verification {
    /// Current view.
    pub step: Step,
    /// Name of the account.
    pub username: String,
    /// Whether a passkey can be asked for: the account has one, and the browser and the backend support it.
    pub offers_passkey: bool,
    /// Whether the password can be asked for: the backend can check it.
    pub offers_password: bool,
    /// Capabilities of the browser.
    pub device: Device,
    /// The backend's flow ID; `None` until the backend has named one.
    pub flow: Option<FlowId>,
    /// The passkey ceremony.
    pub prompt: Prompt<Assertion>,
    /// Attempts handed out for requests to the browser and the backend, continuing those of the enclosing
    /// flow.
    pub attempts: Attempts,
}

/// One view of a verification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The user is asked for a passkey or the password.
    Asked {
        /// What is wrong with the password; `None` if nothing is.
        error: Option<Message>,
    },
    /// The ceremony is on the page.
    Prompt,
    /// The backend is checking the assertion.
    CheckingPasskey,
    /// The backend is checking the password.
    CheckingPassword,
    /// This is the signed-in user; the enclosing flow continues with what it was about to do.
    Verified,
    /// The user no longer wants to be verified.
    Canceled,
    /// One of the documented states is shown.
    Failed {
        /// The documented state.
        problem: Problem,
        /// Whether it was the password that couldn't be checked, in which case that is what 'Try again'
        /// retries.
        with_password: bool,
    },
    /// Without a session, the user has to start over.
    SignedOut,
}

impl Verification {
    /// Creates the flow in its initial state, and returns it with its first commands. `attempts` are those of
    /// the enclosing flow, which takes them back at the end.
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
            prompt: Prompt::default(),
            attempts,
        };
        let commands = if flow.offers_passkey { flow.ask_prompt(Prompt::prefetch) } else { Vec::new() };
        (flow, commands)
    }

    /// Returns what the page is waiting for, in words; `None` while it waits for the user.
    pub fn waiting_for(&self) -> Option<Message> {
        match self.step {
            Step::Prompt => self.prompt.waiting_for(),
            Step::CheckingPasskey => Some(Message::Verifying),
            Step::CheckingPassword => Some(Message::CheckingPassword),
            Step::Asked { .. } | Step::Verified | Step::Canceled | Step::Failed { .. } | Step::SignedOut => {
                None
            }
        }
    }

    /// Returns what to announce: what is being waited for, and how far the wait has come.
    pub fn announcement(&self) -> Option<Message> {
        self.wait().and_then(Wait::announcement).or_else(|| self.waiting_for())
    }

    /// Returns what is wrong with the user's input, if anything.
    pub fn error(&self) -> Option<&Message> {
        if let Step::Asked { error } = &self.step { error.as_ref() } else { None }
    }

    /// Returns how long the prompt has been waiting for the user, while it is open.
    pub fn wait(&self) -> Option<Wait> {
        self.prompt.waits().map(|(_, wait)| wait)
    }

    /// Returns the documented state that is shown, if any.
    pub fn problem(&self) -> Option<Problem> {
        if let Step::Failed { problem, .. } = self.step { Some(problem) } else { None }
    }

    /// Returns the recoveries from a documented state, best first; empty in any other step.
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
