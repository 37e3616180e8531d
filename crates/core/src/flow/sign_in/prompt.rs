//! The ceremony: its options, the prompt and the assertion. Requests the user didn't ask for are in `quiet`.

use super::{Command, Retry, SignIn, Step};
use crate::Attempt;
use crate::classify::{BackendFailure, Context, Failure, Mediation, Verdict, classify, classify_backend};
use crate::flow::ceremony::{CeremonyFailure, Pending};
use crate::flow::prefetched::Prefetched;
use crate::flow::signal::Signal;
use crate::flow::target::Target;
use crate::flow::wait::{Elapsed, Wait};
use crate::problem::{Operation, Problem};
use crate::route::FlowId;
use crate::wire::{AuthenticationResponse, RequestOptions, SignInAnswer, user_verified};

impl SignIn {
    pub(super) fn fetch_options(&mut self) -> Vec<Command> {
        let attempt = self.attempts.beside();
        self.ceremony.options = Prefetched::Fetching(attempt);
        vec![Command::FetchOptions { attempt, flow: self.flow.clone(), username: self.username() }]
    }

    pub(super) fn drop_options(&mut self) -> Vec<Command> {
        self.ceremony.options.give_up().map(Command::Abort).into_iter().collect()
    }

    pub(super) fn options_answered(
        &mut self,
        result: Result<(Option<FlowId>, Box<RequestOptions>), BackendFailure>,
    ) -> Vec<Command> {
        match result {
            Ok((flow, options)) => {
                self.ceremony.options.arrive(options);
                let mut commands = self.flow_answered(flow);
                commands.extend(self.start_autofill());
                commands.extend(self.start_prompt());
                commands
            }
            Err(failure) => {
                self.ceremony.options = Prefetched::None;
                if let Step::OpeningPrompt(target) = self.step {
                    return self.backend_failed(&failure, Retry::Prompt(target));
                }
                let would_ask =
                    matches!(self.step, Step::Identifier { .. } | Step::Passkey | Step::AnotherDevice);
                if would_ask && classify_backend(&failure, Operation::SignIn) == Problem::SessionExpired {
                    return self.backend_failed(&failure, Retry::Identifier);
                }
                // The user hasn't asked for the options yet; the press that does will fetch them again.
                Vec::new()
            }
        }
    }

    pub(super) fn passkey_chosen(&mut self) -> Vec<Command> {
        let offered = match self.step {
            Step::Identifier { .. } => self.features.discoverable,
            Step::Passkey => true,
            Step::LookingUp
            | Step::AnotherDevice
            | Step::OpeningPrompt(_)
            | Step::Prompting { .. }
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

    /// Opens the prompt as soon as there are options and the browser holds no earlier request.
    pub(super) fn open_prompt(&mut self, target: Target) -> Vec<Command> {
        let mut commands = self.end_quiet_request();
        self.step = Step::OpeningPrompt(target);
        if matches!(self.ceremony.options, Prefetched::None) {
            commands.extend(self.fetch_options());
        }
        commands.extend(self.start_prompt());
        commands
    }

    fn start_prompt(&mut self) -> Vec<Command> {
        let Step::OpeningPrompt(target) = self.step else { return Vec::new() };
        let Some(mut options) = self.ceremony.take_options() else { return Vec::new() };
        target.direct_request(&mut options);
        self.ask(target, options, false)
    }

    fn ask(&mut self, target: Target, options: Box<RequestOptions>, retried: bool) -> Vec<Command> {
        let attempt = self.attempts.begin();
        self.ceremony.pending = Pending::Modal(attempt);
        self.step = Step::Prompting { target, options: options.clone(), retried, wait: Wait::default() };
        vec![Command::Assert { attempt, options, mediation: Mediation::Modal }]
    }

    /// Updates the wait while the prompt is open. At its deadline the prompt is given up, whether or not the
    /// browser releases it.
    pub(super) fn waited(&mut self, attempt: Attempt, elapsed: Elapsed) -> Vec<Command> {
        let Step::Prompting { target, wait, .. } = &mut self.step else { return Vec::new() };
        if !self.ceremony.prompts(attempt) {
            return Vec::new();
        }
        if let Some(now) = elapsed.wait() {
            *wait = now;
            return Vec::new();
        }
        self.step = Step::Failed { problem: Problem::SignInTimedOut, retry: Retry::Prompt(*target) };
        self.end_ceremony()
    }

    /// Ends what is pending in the browser. Whatever wants to start next waits for its answer.
    pub(super) fn end_ceremony(&mut self) -> Vec<Command> {
        self.ceremony.end().map(Command::Abort).into_iter().collect()
    }

    /// Starts whatever waited for the browser to release an aborted request, whose answer is dropped.
    fn ceremony_ended(&mut self) -> Vec<Command> {
        let mut commands = self.start_autofill();
        commands.extend(self.start_prompt());
        commands
    }

    pub(super) fn asserted(
        &mut self,
        result: Result<Box<AuthenticationResponse>, CeremonyFailure>,
    ) -> Vec<Command> {
        match std::mem::take(&mut self.ceremony.pending) {
            Pending::Ending(_) => self.ceremony_ended(),
            Pending::Quiet(_) => self.quiet_request_answered(result),
            Pending::Modal(_) => self.prompt_answered(result),
            Pending::None => Vec::new(),
        }
    }

    fn prompt_answered(
        &mut self,
        result: Result<Box<AuthenticationResponse>, CeremonyFailure>,
    ) -> Vec<Command> {
        let Step::Prompting { target, options, retried, .. } = &self.step else { return Vec::new() };
        let (target, options, retried) = (*target, options.clone(), *retried);
        match result {
            Ok(assertion) => self.verify(assertion, Some(&options)),
            Err(failure) => {
                let context = Context {
                    user_verification_required: options.requires_user_verification(),
                    retried,
                    ..failure.context(Operation::SignIn, self.device, Mediation::Modal)
                };
                let problem = match classify(&Failure::Browser(failure.error), &context) {
                    Verdict::RetryOnce => return self.ask(target, options, true),
                    Verdict::Show(problem) => problem,
                    Verdict::Ignore => Problem::NotFoundOrCanceled,
                };
                self.fail(problem, Retry::Prompt(target))
            }
        }
    }

    pub(super) fn verify(
        &mut self,
        assertion: Box<AuthenticationResponse>,
        options: Option<&RequestOptions>,
    ) -> Vec<Command> {
        let user_verification_required = options.is_some_and(RequestOptions::requires_user_verification);
        if user_verification_required && !user_verified(&assertion.response.authenticator_data) {
            return self.fail(Problem::UserNotVerified, Retry::Prompt(Target::Any));
        }
        let from_another_device = assertion.authenticator_attachment.as_deref() == Some("cross-platform");
        let rp_id = options.and_then(|options| options.rp_id.clone());
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
