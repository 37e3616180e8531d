//! What a person sees of signing in, as a value.

use crate::flow::ceremony::Ceremony;
use crate::flow::signal::Signal;
use crate::flow::target::{Target, UsualCauses};
use crate::flow::wait::Wait;
use crate::problem::{Operation, Recovery};
use crate::route::{FlowId, FlowParameter};
use crate::wire::{CodeSent, RequestOptions, SignedIn};
use crate::{Attempts, Device, Features, Message, Problem};

/// The flow's state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignIn {
    /// What is on the page.
    pub step: Step,
    /// Who wants to sign in, as submitted; empty before that.
    pub identifier: String,
    /// What the browser can do.
    pub device: Device,
    /// What the backend can do.
    pub features: Features,
    /// The backend's flow, once it is known.
    pub flow: Option<FlowId>,
    /// The ceremony.
    pub ceremony: Ceremony<RequestOptions>,
    /// The person asked for the password before saying who they are.
    pub prefers_password: bool,
    /// What was asked of browser and backend.
    pub attempts: Attempts,
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
    /// The choice of another device, with what each needs.
    AnotherDevice,
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
        /// How far the wait has come.
        wait: Wait,
    },
    /// The backend checks the assertion.
    Verifying {
        /// Another device made it.
        from_another_device: bool,
        /// What to tell whoever keeps the passkey, if the backend doesn't know it.
        if_unknown: Signal,
    },
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
    SignedIn {
        /// Who, and whether to offer a passkey.
        signed_in: SignedIn,
        /// By a passkey of another device.
        from_another_device: bool,
    },
    /// One of the documented states.
    Failed {
        /// Which.
        problem: Problem,
        /// What 'Try again' goes back to.
        retry: Retry,
    },
}

/// Where to go, once somebody is signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Destination {
    /// The application.
    Application,
    /// The page on which a passkey is set up.
    SetUp(Target),
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
            features: Features::ALL,
            flow,
            ceremony: Ceremony::default(),
            prefers_password: false,
            attempts: Attempts::default(),
        }
    }

    /// What the page waits for, in words; `None` where it waits for the person.
    pub fn waiting_for(&self) -> Option<Message> {
        match self.step {
            Step::LookingUp => Some(Message::LookingUp),
            Step::OpeningPrompt(_) => Some(Message::PreparingPrompt),
            Step::Prompting { target, .. } => Some(target.prompt_lead(Operation::SignIn)),
            Step::Verifying { .. } => Some(Message::Verifying),
            Step::CheckingPassword => Some(Message::CheckingPassword),
            Step::CheckingCode(_) => Some(Message::CheckingCode),
            Step::ResendingCode(_) => Some(Message::SendingCode),
            Step::Identifier { .. }
            | Step::Passkey
            | Step::AnotherDevice
            | Step::Password { .. }
            | Step::Code { .. }
            | Step::SignedIn { .. }
            | Step::Failed { .. } => None,
        }
    }

    /// Whether the page waits for the browser or the backend.
    pub fn is_waiting(&self) -> bool {
        self.waiting_for().is_some()
    }

    /// Whether there is no session to keep any more: it has expired, or the person is signed in.
    pub fn is_over(&self) -> bool {
        matches!(self.step, Step::SignedIn { .. } | Step::Failed { problem: Problem::SessionExpired, .. })
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

    /// What the prompt that is open is for, and how far the wait for the person has come.
    pub fn prompt(&self) -> Option<(Target, Wait)> {
        if let Step::Prompting { target, wait, .. } = self.step { Some((target, wait)) } else { None }
    }

    /// Where to go, once somebody is signed in: a passkey is offered where the account, or after a sign-in with
    /// another device this one, has none.
    pub fn destination(&self) -> Option<Destination> {
        let Step::SignedIn { signed_in, from_another_device } = &self.step else { return None };
        let here = !from_another_device || self.device.platform_authenticator != Some(false);
        let offers = signed_in.offer_set_up && self.device.webauthn && here;
        let target = if *from_another_device { Target::ThisDevice } else { Target::Any };
        Some(if offers { Destination::SetUp(target) } else { Destination::Application })
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

    /// What usually leads to a documented state after a prompt for another device.
    pub fn usual_causes(&self) -> Option<UsualCauses> {
        let Step::Failed { problem, retry: Retry::Prompt(target) } = self.step else { return None };
        target.usual_causes(problem, Operation::SignIn)
    }

    /// The ways on from a documented state, the best one first; empty in any other step.
    pub fn recoveries(&self) -> Vec<Recovery> {
        let Step::Failed { problem, retry } = &self.step else { return Vec::new() };
        let on_the_password_way = matches!(retry, Retry::Password | Retry::Code(_));
        let mut possible: Vec<_> = problem
            .recoveries(Operation::SignIn)
            .iter()
            .copied()
            .filter(|recovery| match recovery {
                Recovery::Password => !on_the_password_way && self.features.password,
                Recovery::AnotherDevice => self.device.webauthn && self.may_ask_for_passkey(),
                Recovery::Retry | Recovery::SetUpLater | Recovery::Restart | Recovery::ManagePasskeys => true,
            })
            .collect();
        if possible.is_empty() {
            // A backend may answer a password with a state of passkeys, whose ways on are all closed here.
            possible.push(Recovery::Retry);
        }
        possible
    }

    /// Whether there are options to ask the browser with: of anybody, or else of whoever was named.
    fn may_ask_for_passkey(&self) -> bool {
        self.features.discoverable || (self.features.passkey && !self.identifier.is_empty())
    }

    /// The account whose options are to be fetched: none on the first page, where anybody may sign in.
    pub(super) fn username(&self) -> Option<String> {
        let is_said = !self.identifier.is_empty() && !matches!(self.step, Step::Identifier { .. });
        is_said.then(|| self.identifier.clone())
    }
}
