//! What set-up makes of its passkey ceremony, and the activation of the new passkey.

use super::{Command, Retry, SetUp, Step};
use crate::classify::{BackendFailure, Mediation, classify_backend};
use crate::flow::prompt::{self, Attestation, Nest, Outcome, Prompt, Surroundings};
use crate::flow::signal::Signal;
use crate::flow::target::Target;
use crate::problem::{Operation, Problem, Recovery};
use crate::wire::{NewPasskey, RegistrationResponse};

impl Nest<Attestation> for SetUp {
    fn prompt(&mut self) -> (&mut Prompt<Attestation>, Surroundings<'_>) {
        let is_offered = matches!(self.step, Step::Offered);
        let around = Surroundings {
            device: self.device,
            prefetches: is_offered,
            // A password manager may create a passkey by itself, without a prompt (WebAuthn Level 3 §5.1.3).
            conditional: is_offered && self.device.conditional_create == Some(true),
            attempts: &mut self.attempts,
        };
        (&mut self.prompt, around)
    }

    fn command(&mut self, command: prompt::Command<Attestation>) -> Option<Command> {
        match command {
            prompt::Command::FetchOptions(attempt) => {
                Some(Command::FetchOptions { attempt, flow: self.flow.clone() })
            }
            prompt::Command::Request(request) => Some(Command::Request(request)),
            prompt::Command::Abort(attempt) => Some(Command::Abort(attempt)),
            prompt::Command::AdoptFlow(flow) => self.show_flow(flow),
        }
    }

    fn continue_with(&mut self, outcome: Outcome<Attestation>) -> Vec<Command> {
        match outcome {
            Outcome::Nothing => Vec::new(),
            Outcome::Back => {
                self.step = Step::Offered;
                Vec::new()
            }
            Outcome::Credential { credential, mediation, rp_id } => {
                self.activate(credential, rp_id, mediation)
            }
            Outcome::Failed(problem, target) => self.fail(problem, Retry::Prompt(target)),
            Outcome::NoOptions { failure, target: Some(target) } => {
                self.fail(classify_backend(&failure, Operation::SetUp), Retry::Prompt(target))
            }
            Outcome::NoOptions { failure, target: None } => self.options_failed(&failure),
        }
    }
}

impl SetUp {
    pub(super) fn open_prompt(&mut self, target: Target) -> Vec<Command> {
        self.step = Step::Prompt;
        self.drive_prompt(|prompt, around| prompt.open(target, around))
    }

    pub(super) fn another_device_chosen(&mut self) -> Vec<Command> {
        let offered =
            matches!(self.step, Step::Offered) || self.recoveries().contains(&Recovery::AnotherDevice);
        if !offered {
            return Vec::new();
        }
        self.step = Step::Prompt;
        self.ask_prompt(Prompt::choose)
    }

    /// Handles options that couldn't be fetched ahead of time. The press that needs them will fetch them again,
    /// unless no press can change anything.
    fn options_failed(&mut self, failure: &BackendFailure) -> Vec<Command> {
        let problem = classify_backend(failure, Operation::SetUp);
        let is_final = matches!(problem, Problem::SessionExpired | Problem::LimitReached);
        let would_ask = matches!(self.step, Step::Offered | Step::Prompt);
        if is_final && would_ask { self.fail(problem, Retry::Offer) } else { Vec::new() }
    }

    fn activate(
        &mut self,
        mut credential: Box<RegistrationResponse>,
        rp_id: Option<String>,
        mediation: Mediation,
    ) -> Vec<Command> {
        let credential_id = credential.id.as_str().to_owned();
        let if_refused = Signal::UnknownCredential { rp_id, credential_id };
        self.step = Step::Activating { mediation, if_refused };
        credential.mediation = (mediation == Mediation::Conditional).then(|| "conditional".to_owned());
        let attempt = self.attempts.begin();
        vec![Command::SendCredential { attempt, flow: self.flow.clone(), credential }]
    }

    pub(super) fn activated(&mut self, result: Result<NewPasskey, BackendFailure>) -> Vec<Command> {
        let Step::Activating { mediation, if_refused } = &self.step else { return Vec::new() };
        let (mediation, if_refused) = (*mediation, if_refused.clone());
        match result {
            Ok(passkey) => {
                self.step = Step::Created(passkey);
                Vec::new()
            }
            Err(failure) => {
                let problem = classify_backend(&failure, Operation::SetUp);
                let mut commands = self.not_activated(mediation, problem);
                if failure.is_certain_refusal() {
                    commands.push(Command::Signal(if_refused));
                }
                commands
            }
        }
    }

    /// Handles a passkey that wasn't activated. If the user didn't ask for it, they aren't told.
    pub(super) fn not_activated(&mut self, mediation: Mediation, problem: Problem) -> Vec<Command> {
        match mediation {
            Mediation::Conditional => {
                self.step = Step::Offered;
                self.ask_prompt(Prompt::prefetch)
            }
            Mediation::Modal | Mediation::Immediate => self.fail(problem, Retry::Prompt(self.offer)),
        }
    }
}
