//! The ceremony: its options, the autofill request, the prompt and the assertion.

use super::{Command, Retry, SignIn, Step, Target};
use crate::classify::{
    BackendFailure, Context, Failure, Mediation, OwnEnd, Verdict, classify, classify_backend,
};
use crate::flow::ceremony::{CeremonyFailure, Pending, hints_for_another_device};
use crate::flow::prefetched::Prefetched;
use crate::problem::{Operation, Problem, Recovery};
use crate::route::FlowId;
use crate::wire::{AuthenticationResponse, RequestOptions, SignedIn, user_verified};

impl SignIn {
    pub(super) fn fetch_options(&mut self) -> Vec<Command> {
        let attempt = self.next_attempt();
        self.options = Prefetched::Fetching(attempt);
        vec![Command::FetchOptions { attempt, flow: self.flow.clone(), username: self.username() }]
    }

    /// Fetches the options that the autofill request, and the first page's 'Log in with passkey', will use.
    pub(super) fn prepare_autofill(&mut self) -> Vec<Command> {
        let mut commands = self.drop_options();
        if self.device.webauthn {
            commands.extend(self.fetch_options());
        }
        commands
    }

    pub(super) fn drop_options(&mut self) -> Vec<Command> {
        self.options.give_up().map(Command::Abort).into_iter().collect()
    }

    pub(super) fn options_answered(
        &mut self,
        result: Result<(FlowId, Box<RequestOptions>), BackendFailure>,
    ) -> Vec<Command> {
        match result {
            Ok((flow, options)) => {
                self.options = Prefetched::Ready(options);
                let mut commands = self.show_flow(Some(flow));
                commands.extend(self.start_autofill());
                commands.extend(self.start_prompt());
                commands
            }
            Err(failure) => {
                self.options = Prefetched::None;
                if let Step::OpeningPrompt(target) = self.step {
                    return self.backend_failed(&failure, Retry::Prompt(target));
                }
                let would_ask = matches!(self.step, Step::Identifier { .. } | Step::Passkey);
                if would_ask && classify_backend(&failure, Operation::SignIn) == Problem::SessionExpired {
                    return self.backend_failed(&failure, Retry::Identifier);
                }
                // Nobody has asked for the options yet: the press that does fetches them again.
                Vec::new()
            }
        }
    }

    /// Lets the browser offer passkeys in the autofill, once options and device are known. The options stay: the
    /// request may be given up for a prompt, and their challenge is not used then.
    pub(super) fn start_autofill(&mut self) -> Vec<Command> {
        let Prefetched::Ready(options) = &self.options else { return Vec::new() };
        let offered = matches!(self.step, Step::Identifier { .. })
            && self.pending == Pending::None
            && self.device.conditional_get == Some(true);
        if !offered {
            return Vec::new();
        }
        let options = options.clone();
        let attempt = self.next_attempt();
        self.pending = Pending::Autofill(attempt);
        vec![Command::Assert { attempt, options, mediation: Mediation::Conditional }]
    }

    pub(super) fn passkey_chosen(&mut self) -> Vec<Command> {
        if !matches!(self.step, Step::Identifier { .. } | Step::Passkey) {
            return Vec::new();
        }
        if !self.device.webauthn {
            self.step = Step::Failed { problem: Problem::NotSupported, retry: Retry::Identifier };
            return Vec::new();
        }
        self.open_prompt(Target::Account)
    }

    pub(super) fn another_device_chosen(&mut self) -> Vec<Command> {
        let offered =
            matches!(self.step, Step::Passkey) || self.recoveries().contains(&Recovery::AnotherDevice);
        if offered { self.open_prompt(Target::AnotherDevice) } else { Vec::new() }
    }

    /// Opens the prompt as soon as there are options and the browser holds no earlier request.
    pub(super) fn open_prompt(&mut self, target: Target) -> Vec<Command> {
        self.step = Step::OpeningPrompt(target);
        let mut commands = self.end_ceremony();
        if matches!(self.options, Prefetched::None) {
            commands.extend(self.fetch_options());
        }
        commands.extend(self.start_prompt());
        commands
    }

    fn start_prompt(&mut self) -> Vec<Command> {
        let Step::OpeningPrompt(target) = self.step else { return Vec::new() };
        if self.pending != Pending::None {
            return Vec::new();
        }
        let Some(mut options) = self.options.take_ready() else { return Vec::new() };
        if target == Target::AnotherDevice {
            options.hints = hints_for_another_device();
        }
        self.prompt(target, options, false)
    }

    fn prompt(&mut self, target: Target, options: Box<RequestOptions>, retried: bool) -> Vec<Command> {
        let attempt = self.begin();
        self.pending = Pending::Modal(attempt);
        self.step = Step::Prompting { target, options: options.clone(), retried };
        vec![Command::Assert { attempt, options, mediation: Mediation::Modal }]
    }

    /// Ends what is pending in the browser. Whatever wants to start next waits for the answer.
    pub(super) fn end_ceremony(&mut self) -> Vec<Command> {
        self.pending.end().map(Command::Abort).into_iter().collect()
    }

    /// The browser let go of an aborted request: whatever waited for that starts. What it answered is dropped.
    fn ceremony_ended(&mut self) -> Vec<Command> {
        let mut commands = self.start_autofill();
        commands.extend(self.start_prompt());
        commands
    }

    pub(super) fn asserted(
        &mut self,
        result: Result<Box<AuthenticationResponse>, CeremonyFailure>,
    ) -> Vec<Command> {
        match std::mem::take(&mut self.pending) {
            Pending::Ending(_) => self.ceremony_ended(),
            Pending::Autofill(_) => self.autofill_answered(result),
            Pending::Modal(_) => self.prompt_answered(result),
            Pending::None => Vec::new(),
        }
    }

    fn autofill_answered(
        &mut self,
        result: Result<Box<AuthenticationResponse>, CeremonyFailure>,
    ) -> Vec<Command> {
        match result {
            Ok(assertion) => {
                let options = self.options.take_ready();
                self.verify(assertion, options.is_some_and(|options| options.requires_user_verification()))
            }
            // The challenge is about to expire: go on with a fresh one.
            Err(failure) if failure.ended_by == Some(OwnEnd::Deadline) => self.prepare_autofill(),
            // Nobody asked for anything, so nobody is told. The form and its button are there.
            Err(_) => Vec::new(),
        }
    }

    fn prompt_answered(
        &mut self,
        result: Result<Box<AuthenticationResponse>, CeremonyFailure>,
    ) -> Vec<Command> {
        let Step::Prompting { target, options, retried } = &self.step else { return Vec::new() };
        let (target, options, retried) = (*target, options.clone(), *retried);
        match result {
            Ok(assertion) => self.verify(assertion, options.requires_user_verification()),
            Err(failure) => {
                let context = Context {
                    user_verification_required: options.requires_user_verification(),
                    retried,
                    ..failure.context(Operation::SignIn, self.device, Mediation::Modal)
                };
                let problem = match classify(&Failure::Browser(failure.error), &context) {
                    Verdict::RetryOnce => return self.prompt(target, options, true),
                    Verdict::Show(problem) => problem,
                    Verdict::Ignore => Problem::NotFoundOrCanceled,
                };
                self.step = Step::Failed { problem, retry: Retry::Prompt(target) };
                Vec::new()
            }
        }
    }

    fn verify(
        &mut self,
        assertion: Box<AuthenticationResponse>,
        user_verification_required: bool,
    ) -> Vec<Command> {
        if user_verification_required && !user_verified(&assertion.response.authenticator_data) {
            self.step =
                Step::Failed { problem: Problem::UserNotVerified, retry: Retry::Prompt(Target::Account) };
            return Vec::new();
        }
        self.step = Step::Verifying;
        let attempt = self.begin();
        vec![Command::SendAssertion { attempt, flow: self.flow.clone(), assertion }]
    }

    pub(super) fn verified(&mut self, result: Result<SignedIn, BackendFailure>) -> Vec<Command> {
        match result {
            Ok(signed_in) => {
                self.step = Step::SignedIn(signed_in);
                Vec::new()
            }
            Err(failure) => self.backend_failed(&failure, Retry::Prompt(Target::Account)),
        }
    }
}
