//! The state of the sign-in flow, and what the user sees in it.

use crate::flow::prompt::{Assertion, Prompt};
use crate::flow::signal::Signal;
use crate::flow::target::{Target, UsualCauses};
use crate::problem::{Operation, Recovery};
use crate::route::{FlowId, FlowParameter};
use crate::wire::{CodeSent, SignedIn};
use crate::{Attempts, Device, Features, Message, Problem};

/// State of the sign-in flow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignIn {
    /// Current page.
    pub step: Step,
    /// Email or username as submitted; empty before that.
    pub identifier: String,
    /// Capabilities of the browser.
    pub device: Device,
    /// Features the backend offers.
    pub features: Features,
    /// The backend's flow ID; `None` until the backend has named one.
    pub flow: Option<FlowId>,
    /// The passkey ceremony.
    pub prompt: Prompt<Assertion>,
    /// Whether the user asked for the password before saying who they are.
    pub prefers_password: bool,
    /// Attempts handed out for requests to the browser and the backend.
    pub attempts: Attempts,
}

/// One page of the sign-in flow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The 'Email or username' form, with passkeys in its autofill.
    Identifier {
        /// What is wrong with the email or username; `None` if nothing is.
        error: Option<Message>,
    },
    /// Waiting for the backend to say how the account signs in.
    LookingUp,
    /// The passkey page of the named account.
    Passkey,
    /// The ceremony is on the page: the choice of another device, or the browser's prompt.
    Prompt,
    /// The backend is checking the assertion.
    Verifying {
        /// Whether the assertion was made by another device.
        from_another_device: bool,
        /// What to tell the authenticator if the backend doesn't know the passkey.
        if_unknown: Signal,
    },
    /// The password form.
    Password {
        /// What is wrong with the password; `None` if nothing is.
        error: Option<Message>,
    },
    /// The backend is checking the password.
    CheckingPassword,
    /// The form for the one-time code.
    Code {
        /// Where the code was sent, and its length.
        sent: CodeSent,
        /// What is wrong with the code; `None` if nothing is.
        error: Option<Message>,
        /// Whether a new code was sent just now.
        sent_again: bool,
    },
    /// The backend is checking the code.
    CheckingCode(CodeSent),
    /// A new code has been requested.
    ResendingCode(CodeSent),
    /// The user is signed in, and the app leaves the page.
    SignedIn {
        /// Who signed in, and whether to offer a passkey.
        signed_in: SignedIn,
        /// Whether a passkey on another device was used.
        from_another_device: bool,
    },
    /// One of the documented states is shown.
    Failed {
        /// The documented state.
        problem: Problem,
        /// Where 'Try again' leads.
        retry: Retry,
    },
}

/// Where to go once the user is signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Destination {
    /// The application the user signed in to.
    Application,
    /// The page on which a passkey is set up, for these authenticators.
    SetUp(Target),
}

/// What 'Try again' does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Retry {
    /// Asks for the email or username.
    Identifier,
    /// Looks the account up again.
    LookUp,
    /// Opens the prompt for these authenticators.
    Prompt(Target),
    /// Returns to the password form, with what was typed.
    Password,
    /// Returns to the code form, with what was typed.
    Code(CodeSent),
}

impl SignIn {
    /// Creates the flow in its initial state. The page then sends [`Event::Opened`](super::Event::Opened).
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
            prompt: Prompt::default(),
            prefers_password: false,
            attempts: Attempts::default(),
        }
    }

    /// Returns what the page is waiting for, in words; `None` while it waits for the user.
    pub fn waiting_for(&self) -> Option<Message> {
        match self.step {
            Step::LookingUp => Some(Message::LookingUp),
            Step::Prompt => self.prompt.waiting_for(),
            Step::Verifying { .. } => Some(Message::Verifying),
            Step::CheckingPassword => Some(Message::CheckingPassword),
            Step::CheckingCode(_) => Some(Message::CheckingCode),
            Step::ResendingCode(_) => Some(Message::SendingCode),
            Step::Identifier { .. }
            | Step::Passkey
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

    /// Whether there is no longer a session to keep alive: it has expired, or the user is signed in.
    pub fn is_over(&self) -> bool {
        matches!(self.step, Step::SignedIn { .. } | Step::Failed { problem: Problem::SessionExpired, .. })
    }

    /// Returns what is wrong with the user's input, if anything.
    pub fn error(&self) -> Option<&Message> {
        if let Step::Identifier { error } | Step::Password { error } | Step::Code { error, .. } = &self.step {
            error.as_ref()
        } else {
            None
        }
    }

    /// Returns what is known about the code that was sent, while the page asks for it.
    pub fn code_sent(&self) -> Option<&CodeSent> {
        if let Step::Code { sent, .. } | Step::CheckingCode(sent) | Step::ResendingCode(sent) = &self.step {
            Some(sent)
        } else {
            None
        }
    }

    /// Whether a new code was sent just now.
    pub fn code_was_sent_again(&self) -> bool {
        matches!(self.step, Step::Code { sent_again: true, .. })
    }

    /// Returns where to go after sign-in; `None` before. A passkey is offered if the account has none, or,
    /// after a sign-in with another device, if this device has none.
    pub fn destination(&self) -> Option<Destination> {
        let Step::SignedIn { signed_in, from_another_device } = &self.step else { return None };
        let here = !from_another_device || self.device.platform_authenticator != Some(false);
        let offers = signed_in.offer_set_up && self.device.webauthn && here;
        let target = if *from_another_device { Target::ThisDevice } else { Target::Any };
        Some(if offers { Destination::SetUp(target) } else { Destination::Application })
    }

    /// Returns what to add to a documented state, whose own text is about passkeys: a user signing in with a
    /// password must learn what became of it.
    pub fn detail(&self) -> Option<Message> {
        let Step::Failed { problem: Problem::SignInUnavailable, retry: Retry::Password | Retry::Code(_) } =
            self.step
        else {
            return None;
        };
        Some(Message::ServiceDidNotAnswer)
    }

    /// Returns the usual causes of a documented state that followed a prompt for another device.
    pub fn usual_causes(&self) -> Option<UsualCauses> {
        let Step::Failed { problem, retry: Retry::Prompt(target) } = self.step else { return None };
        target.usual_causes(problem, Operation::SignIn)
    }

    /// Returns the recoveries from a documented state, best first; empty in any other step.
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
            // A backend may answer a password with a passkey-specific state, none of whose recoveries is
            // available here.
            possible.push(Recovery::Retry);
        }
        possible
    }

    /// Whether options for a prompt can be fetched: for any account, or else for the one that was named.
    fn may_ask_for_passkey(&self) -> bool {
        self.features.discoverable || (self.features.passkey && !self.identifier.is_empty())
    }

    /// Returns the account to fetch options for; `None` on the first page, where any account may sign in.
    pub(super) fn username(&self) -> Option<String> {
        let is_said = !self.identifier.is_empty() && !matches!(self.step, Step::Identifier { .. });
        is_said.then(|| self.identifier.clone())
    }
}
