//! What a person sees of signing in, as a value.

use crate::flow::ceremony::Pending;
use crate::flow::prefetched::Prefetched;
use crate::problem::{Operation, Recovery};
use crate::route::{FlowId, FlowParameter};
use crate::wire::{CodeSent, RequestOptions, SignedIn};
use crate::{Attempt, Device, Message, Problem};

/// The flow's state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignIn {
    /// What is on the page.
    pub step: Step,
    /// Who wants to sign in, as submitted; empty before that.
    pub identifier: String,
    /// What the browser can do.
    pub device: Device,
    /// The backend's flow, once it is known.
    pub flow: Option<FlowId>,
    /// What may still be pending in the browser. At most one ceremony ever is.
    pub pending: Pending,
    /// The options of the next ceremony.
    pub options: Prefetched<RequestOptions>,
    /// The person asked for the password before saying who they are.
    pub prefers_password: bool,
    /// The attempt that `step` waits for, or waited for last.
    pub attempt: Attempt,
    /// The attempt that was given out last.
    pub last_attempt: Attempt,
}

/// One page of signing in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// 'Email or username', with passkeys in its autofill.
    Identifier {
        /// What is wrong with it.
        error: Option<Message>,
    },
    /// The backend is asked how the account signs in.
    LookingUp,
    /// The passkey page.
    Passkey,
    /// 'Log in with passkey' was pressed; options are on their way, or the browser still holds an earlier request.
    OpeningPrompt(Target),
    /// The browser's prompt is open.
    Prompting {
        /// What the prompt is for.
        target: Target,
        /// With what the browser was asked.
        options: Box<RequestOptions>,
        /// It was tried again by itself, because another request was pending.
        retried: bool,
    },
    /// The backend checks the assertion.
    Verifying,
    /// The password.
    Password {
        /// What is wrong with it.
        error: Option<Message>,
    },
    /// The backend checks the password.
    CheckingPassword,
    /// The code.
    Code {
        /// What was sent.
        sent: CodeSent,
        /// What is wrong with it.
        error: Option<Message>,
        /// A new one was sent just now.
        sent_again: bool,
    },
    /// The backend checks the code.
    CheckingCode(CodeSent),
    /// A new code is asked for.
    ResendingCode(CodeSent),
    /// Signed in: the page goes on from here.
    SignedIn(SignedIn),
    /// One of the documented states.
    Failed {
        /// Which.
        problem: Problem,
        /// What 'Try again' goes back to.
        retry: Retry,
    },
}

/// Which passkeys a prompt is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// Those of the account, wherever they are.
    Account,
    /// Those on another device: a phone nearby or a security key.
    AnotherDevice,
}

/// What 'Try again' does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Retry {
    /// Ask for the email or username.
    Identifier,
    /// Look the account up.
    LookUp,
    /// Open the prompt.
    Prompt(Target),
    /// Back to the password, with what was typed.
    Password,
    /// Back to the code, with what was typed.
    Code(CodeSent),
}

impl SignIn {
    /// The flow at its start. The page then sends [`Event::Opened`](super::Event::Opened).
    pub fn new(device: Device, flow: FlowParameter) -> Self {
        let step = match flow {
            FlowParameter::Malformed => {
                Step::Failed { problem: Problem::SignInUnavailable, retry: Retry::Identifier }
            }
            FlowParameter::Absent | FlowParameter::WellFormed(_) => Step::Identifier { error: None },
        };
        let flow = match flow {
            FlowParameter::WellFormed(id) => Some(id),
            FlowParameter::Absent | FlowParameter::Malformed => None,
        };
        Self {
            step,
            identifier: String::new(),
            device,
            flow,
            pending: Pending::None,
            options: Prefetched::None,
            prefers_password: false,
            attempt: Attempt::default(),
            last_attempt: Attempt::default(),
        }
    }

    /// What the page waits for, in words; `None` where it waits for the person.
    pub fn waiting_for(&self) -> Option<Message> {
        match self.step {
            Step::LookingUp => Some(Message::LookingUp),
            Step::OpeningPrompt(_) => Some(Message::PreparingPrompt),
            Step::Prompting { .. } => Some(Message::PromptLead),
            Step::Verifying => Some(Message::Verifying),
            Step::CheckingPassword => Some(Message::CheckingPassword),
            Step::CheckingCode(_) => Some(Message::CheckingCode),
            Step::ResendingCode(_) => Some(Message::SendingCode),
            Step::Identifier { .. }
            | Step::Passkey
            | Step::Password { .. }
            | Step::Code { .. }
            | Step::SignedIn(_)
            | Step::Failed { .. } => None,
        }
    }

    /// Whether the page waits for the browser or the backend.
    pub fn is_waiting(&self) -> bool {
        self.waiting_for().is_some()
    }

    /// What is wrong with what was typed.
    pub fn error(&self) -> Option<&Message> {
        if let Step::Identifier { error } | Step::Password { error } | Step::Code { error, .. } = &self.step {
            error.as_ref()
        } else {
            None
        }
    }

    /// The code that was sent, where the page asks for it.
    pub fn code_sent(&self) -> Option<&CodeSent> {
        if let Step::Code { sent, .. } | Step::CheckingCode(sent) | Step::ResendingCode(sent) = &self.step {
            Some(sent)
        } else {
            None
        }
    }

    /// Whether another code was sent just now.
    pub fn code_was_sent_again(&self) -> bool {
        matches!(self.step, Step::Code { sent_again: true, .. })
    }

    /// Who is signed in, once that is so.
    pub fn signed_in(&self) -> Option<&SignedIn> {
        if let Step::SignedIn(signed_in) = &self.step { Some(signed_in) } else { None }
    }

    /// What a documented state has to say beyond its own words, which speak of passkeys: on the password way a person
    /// must know what became of their password.
    pub fn detail(&self) -> Option<Message> {
        let Step::Failed { problem: Problem::SignInUnavailable, retry: Retry::Password | Retry::Code(_) } =
            self.step
        else {
            return None;
        };
        Some(Message::ServiceDidNotAnswer)
    }

    /// The ways on from a documented state, the best one first; empty in any other step.
    pub fn recoveries(&self) -> Vec<Recovery> {
        let Step::Failed { problem, retry } = &self.step else { return Vec::new() };
        let on_the_password_way = matches!(retry, Retry::Password | Retry::Code(_));
        problem
            .recoveries(Operation::SignIn)
            .iter()
            .copied()
            .filter(|recovery| match recovery {
                Recovery::Password => !on_the_password_way,
                Recovery::AnotherDevice => self.device.webauthn,
                Recovery::Retry | Recovery::SetUpLater | Recovery::Restart | Recovery::ManagePasskeys => true,
            })
            .collect()
    }

    /// The account whose options are to be fetched: none before the person said who they are.
    pub(super) fn username(&self) -> Option<String> {
        (!self.identifier.is_empty()).then(|| self.identifier.clone())
    }
}
