//! What sign-in makes of its passkey ceremony.

use super::{Command, Retry, SignIn, Step};
use crate::classify::{BackendFailure, classify_backend};
use crate::flow::prompt::{self, Assertion, Nest, Outcome, Prompt, Surroundings};
use crate::flow::signal::Signal;
use crate::flow::target::Target;
use crate::problem::{Operation, Problem, Recovery};
use crate::wire::{AuthenticationResponse, SignInAnswer};

impl Nest<Assertion> for SignIn {
    fn prompt(&mut self) -> (&mut Prompt<Assertion>, Surroundings<'_>) {
        let is_first_page = matches!(self.step, Step::Identifier { .. });
        let around = Surroundings {
            device: self.device,
            prefetches: is_first_page || matches!(self.step, Step::Passkey),
            conditional: is_first_page && self.device.conditional_get == Some(true),
            attempts: &mut self.attempts,
        };
        (&mut self.prompt, around)
    }

    fn command(&mut self, command: prompt::Command<Assertion>) -> Option<Command> {
        match command {
            prompt::Command::FetchOptions(attempt) => {
                let (flow, username) = (self.flow.clone(), self.username());
                Some(Command::FetchOptions { attempt, flow, username })
            }
            prompt::Command::Request(request) => Some(Command::Request(request)),
            prompt::Command::Abort(attempt) => Some(Command::Abort(attempt)),
            prompt::Command::AdoptFlow(flow) => self.show_flow(Some(flow)),
        }
    }

    fn continue_with(&mut self, outcome: Outcome<Assertion>) -> Vec<Command> {
        match outcome {
            Outcome::Nothing => Vec::new(),
            Outcome::Back if self.identifier.is_empty() => self.back_to_identifier(),
            Outcome::Back => {
                self.step = Step::Passkey;
                Vec::new()
            }
            Outcome::Credential { credential, rp_id, .. } => self.verify(credential, rp_id),
            Outcome::Failed(problem, target) => self.fail(problem, Retry::Prompt(target)),
            Outcome::NoOptions { failure, target: Some(target) } => {
                self.backend_failed(&failure, Retry::Prompt(target))
            }
            Outcome::NoOptions { failure, target: None } => self.options_failed(&failure),
        }
    }
}

impl SignIn {
    /// Fetches the options for the autofill request and for the first page's 'Log in with passkey'. Whatever is
    /// going on is over.
    pub(super) fn prepare_autofill(&mut self) -> Vec<Command> {
        let may_ask = self.may_prepare_autofill();
        self.ask_prompt(|prompt, around| if may_ask { prompt.refetch(around) } else { prompt.abandon() })
    }

    /// Whether options can be fetched before anyone has said who they are.
    pub(super) fn may_prepare_autofill(&self) -> bool {
        self.device.webauthn && self.features.discoverable
    }

    /// Lets the browser offer passkeys in autofill, once the options and the device are known.
    pub(super) fn start_autofill(&mut self) -> Vec<Command> {
        self.ask_prompt(Prompt::offer)
    }

    /// Asks for a passkey on this device. The user activation is the press of 'Continue'.
    pub(super) fn start_immediate(&mut self) -> Vec<Command> {
        self.ask_prompt(Prompt::ask_immediately)
    }

    /// Ends what the browser holds. `keeps_options` if what follows can use those that are ready.
    pub(super) fn close_prompt(&mut self, keeps_options: bool) -> Vec<Command> {
        self.ask_prompt(|prompt, _| if keeps_options { prompt.set_aside() } else { prompt.abandon() })
    }

    pub(super) fn passkey_chosen(&mut self) -> Vec<Command> {
        let offered = match self.step {
            Step::Identifier { .. } => self.features.discoverable,
            Step::Passkey => true,
            Step::LookingUp
            | Step::Prompt
            | Step::Verifying { .. }
            | Step::Password { .. }
            | Step::CheckingPassword
            | Step::Code { .. }
            | Step::CheckingCode(_)
            | Step::ResendingCode(_)
            | Step::SignedIn { .. }
            | Step::Failed { .. } => false,
        };
        if !offered {
            return Vec::new();
        }
        if !self.device.webauthn {
            return self.fail(Problem::NotSupported, Retry::Identifier);
        }
        self.open_prompt(Target::Any)
    }

    pub(super) fn open_prompt(&mut self, target: Target) -> Vec<Command> {
        self.step = Step::Prompt;
        self.drive_prompt(|prompt, around| prompt.open(target, around))
    }

    pub(super) fn another_device_chosen(&mut self) -> Vec<Command> {
        let offered =
            matches!(self.step, Step::Passkey) || self.recoveries().contains(&Recovery::AnotherDevice);
        if !offered {
            return Vec::new();
        }
        self.step = Step::Prompt;
        self.ask_prompt(Prompt::choose)
    }

    /// Handles options that couldn't be fetched ahead of time. The press that needs them will fetch them again,
    /// unless the session is over.
    fn options_failed(&mut self, failure: &BackendFailure) -> Vec<Command> {
        let would_ask = matches!(self.step, Step::Identifier { .. } | Step::Passkey | Step::Prompt);
        if would_ask && classify_backend(failure, Operation::SignIn) == Problem::SessionExpired {
            self.backend_failed(failure, Retry::Identifier)
        } else {
            Vec::new()
        }
    }

    fn verify(&mut self, assertion: Box<AuthenticationResponse>, rp_id: Option<String>) -> Vec<Command> {
        let from_another_device = assertion.authenticator_attachment.as_deref() == Some("cross-platform");
        let credential_id = assertion.id.as_str().to_owned();
        let if_unknown = Signal::UnknownCredential { rp_id, credential_id };
        self.step = Step::Verifying { from_another_device, if_unknown };
        let attempt = self.attempts.begin();
        vec![Command::SendAssertion { attempt, flow: self.flow.clone(), assertion }]
    }

    pub(super) fn verified(&mut self, result: Result<SignInAnswer, BackendFailure>) -> Vec<Command> {
        let Step::Verifying { from_another_device, if_unknown } = &self.step else { return Vec::new() };
        let (from_another_device, if_unknown) = (*from_another_device, if_unknown.clone());
        match result {
            Ok(answer) => self.went_on(answer, from_another_device),
            Err(failure) => {
                let mut commands = self.backend_failed(&failure, Retry::Prompt(Target::Any));
                if matches!(self.step, Step::Failed { problem: Problem::NotOnThisDevice, .. }) {
                    commands.push(Command::Signal(if_unknown));
                }
                commands
            }
        }
    }
}
