//! What a verification makes of its passkey ceremony.

use super::{Command, Step, Verification};
use crate::classify::{BackendFailure, classify_backend};
use crate::flow::prompt::{self, Assertion, Nest, Outcome, Prompt, Surroundings};
use crate::flow::target::Target;
use crate::problem::{Operation, Problem};
use crate::wire::AuthenticationResponse;

impl Nest<Assertion> for Verification {
    fn prompt(&mut self) -> (&mut Prompt<Assertion>, Surroundings<'_>) {
        let around = Surroundings {
            device: self.device,
            prefetches: matches!(self.step, Step::Asked { .. }),
            conditional: false,
            attempts: &mut self.attempts,
        };
        (&mut self.prompt, around)
    }

    fn command(&mut self, command: prompt::Command<Assertion>) -> Option<Command> {
        match command {
            prompt::Command::FetchOptions(attempt) => {
                let (flow, username) = (self.flow.clone(), self.username.clone());
                Some(Command::FetchOptions { attempt, flow, username })
            }
            prompt::Command::Request(request) => Some(Command::Request(request)),
            prompt::Command::Abort(attempt) => Some(Command::Abort(attempt)),
            prompt::Command::AdoptFlow(flow) => {
                self.flow = Some(flow);
                None
            }
        }
    }

    fn continue_with(&mut self, outcome: Outcome<Assertion>) -> Vec<Command> {
        match outcome {
            Outcome::Nothing | Outcome::Back => Vec::new(),
            Outcome::Credential { credential, .. } => self.check(credential),
            Outcome::Failed(problem, _) => self.fail(problem),
            Outcome::NoOptions { failure, target } => self.options_failed(&failure, target.is_some()),
        }
    }
}

impl Verification {
    pub(super) fn open_prompt(&mut self) -> Vec<Command> {
        self.step = Step::Prompt;
        self.drive_prompt(|prompt, around| prompt.open(Target::Any, around))
    }

    /// Handles options that couldn't be fetched. Until the user asks for the passkey, only the end of the session
    /// matters.
    fn options_failed(&mut self, failure: &BackendFailure, is_asked_for: bool) -> Vec<Command> {
        let problem = classify_backend(failure, Operation::SignIn);
        if is_asked_for || problem == Problem::SessionExpired { self.fail(problem) } else { Vec::new() }
    }

    fn check(&mut self, assertion: Box<AuthenticationResponse>) -> Vec<Command> {
        self.step = Step::CheckingPasskey;
        let attempt = self.attempts.begin();
        vec![Command::SendAssertion { attempt, flow: self.flow.clone(), assertion }]
    }
}
