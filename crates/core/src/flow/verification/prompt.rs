//! The ceremony of verification by passkey.

use super::{Command, Step, Verification};
use crate::Attempt;
use crate::classify::{BackendFailure, Context, Failure, Mediation, Verdict, classify, classify_backend};
use crate::flow::ceremony::{CeremonyFailure, Pending};
use crate::flow::prefetched::Prefetched;
use crate::flow::wait::{Elapsed, Wait};
use crate::problem::{Operation, Problem};
use crate::route::FlowId;
use crate::wire::{AuthenticationResponse, RequestOptions, user_verified};

impl Verification {
    pub(super) fn fetch_options(&mut self) -> Vec<Command> {
        let attempt = self.attempts.beside();
        self.ceremony.options = Prefetched::Fetching(attempt);
        vec![Command::FetchOptions { attempt, flow: self.flow.clone(), username: self.username.clone() }]
    }

    pub(super) fn options_answered(
        &mut self,
        result: Result<(Option<FlowId>, Box<RequestOptions>), BackendFailure>,
    ) -> Vec<Command> {
        match result {
            Ok((flow, options)) => {
                self.flow = flow.or_else(|| self.flow.take());
                self.ceremony.options.arrive(options);
                self.start_prompt()
            }
            Err(failure) => {
                self.ceremony.options = Prefetched::None;
                let problem = classify_backend(&failure, Operation::SignIn);
                // Until the user asks for the passkey, only the end of the session matters.
                if matches!(self.step, Step::OpeningPrompt) || problem == Problem::SessionExpired {
                    return self.fail(problem);
                }
                Vec::new()
            }
        }
    }

    /// Drops the options, and fetches new ones if needed: the backend honors a challenge only for a while.
    pub(super) fn options_expired(&mut self) -> Vec<Command> {
        let mut commands: Vec<_> = self.ceremony.options.give_up().map(Command::Abort).into_iter().collect();
        if matches!(self.step, Step::Asked { .. } | Step::OpeningPrompt) {
            commands.extend(self.fetch_options());
        }
        commands
    }

    /// Opens the prompt as soon as there are options and the browser holds no earlier request.
    pub(super) fn open_prompt(&mut self) -> Vec<Command> {
        self.step = Step::OpeningPrompt;
        let mut commands = self.end_ceremony();
        if matches!(self.ceremony.options, Prefetched::None) {
            commands.extend(self.fetch_options());
        }
        commands.extend(self.start_prompt());
        commands
    }

    fn start_prompt(&mut self) -> Vec<Command> {
        if !matches!(self.step, Step::OpeningPrompt) {
            return Vec::new();
        }
        self.ceremony.take_options().map(|options| self.ask(options, false)).unwrap_or_default()
    }

    fn ask(&mut self, options: Box<RequestOptions>, retried: bool) -> Vec<Command> {
        let attempt = self.attempts.begin();
        self.ceremony.pending = Pending::Modal(attempt);
        self.step = Step::Prompting { options: options.clone(), retried, wait: Wait::default() };
        vec![Command::Get { attempt, options }]
    }

    /// Updates the wait while the prompt is open. At its deadline the prompt is given up, whether or not the
    /// browser releases it.
    pub(super) fn waited(&mut self, attempt: Attempt, elapsed: Elapsed) -> Vec<Command> {
        let Step::Prompting { wait, .. } = &mut self.step else { return Vec::new() };
        if !self.ceremony.prompts(attempt) {
            return Vec::new();
        }
        if let Some(now) = elapsed.wait() {
            *wait = now;
            return Vec::new();
        }
        self.step = Step::Failed { problem: Problem::SignInTimedOut, with_password: false };
        self.end_ceremony()
    }

    /// Ends what is pending in the browser. Whatever wants to start next waits for its answer.
    pub(super) fn end_ceremony(&mut self) -> Vec<Command> {
        self.ceremony.end().map(Command::Abort).into_iter().collect()
    }

    pub(super) fn asserted(
        &mut self,
        result: Result<Box<AuthenticationResponse>, CeremonyFailure>,
    ) -> Vec<Command> {
        match std::mem::take(&mut self.ceremony.pending) {
            // The browser has released an aborted request. Its answer is dropped, and whatever waited for it
            // starts.
            Pending::Ending(_) => self.start_prompt(),
            Pending::Modal(_) => self.prompt_answered(result),
            Pending::Quiet(_) | Pending::None => Vec::new(),
        }
    }

    fn prompt_answered(
        &mut self,
        result: Result<Box<AuthenticationResponse>, CeremonyFailure>,
    ) -> Vec<Command> {
        let Step::Prompting { options, retried, .. } = &self.step else { return Vec::new() };
        let (options, retried) = (options.clone(), *retried);
        match result {
            Ok(assertion) => self.check(assertion, options.requires_user_verification()),
            Err(failure) => {
                let context = Context {
                    user_verification_required: options.requires_user_verification(),
                    retried,
                    ..failure.context(Operation::SignIn, self.device, Mediation::Modal)
                };
                match classify(&Failure::Browser(failure.error), &context) {
                    Verdict::RetryOnce => self.ask(options, true),
                    Verdict::Show(problem) => self.fail(problem),
                    Verdict::Ignore => self.fail(Problem::NotFoundOrCanceled),
                }
            }
        }
    }

    fn check(&mut self, assertion: Box<AuthenticationResponse>, verification_required: bool) -> Vec<Command> {
        if verification_required && !user_verified(&assertion.response.authenticator_data) {
            return self.fail(Problem::UserNotVerified);
        }
        self.step = Step::CheckingPasskey;
        let attempt = self.attempts.begin();
        vec![Command::SendAssertion { attempt, flow: self.flow.clone(), assertion }]
    }
}
