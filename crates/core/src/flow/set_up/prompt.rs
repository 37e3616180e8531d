//! The ceremony: its options, the prompt, and the activation of the new passkey.

use super::{Command, Retry, SetUp, Step, Target};
use crate::classify::{BackendFailure, Context, Failure, Mediation, Verdict, classify, classify_backend};
use crate::flow::ceremony::{CeremonyFailure, Pending, hints_for_another_device};
use crate::flow::prefetched::Prefetched;
use crate::problem::{Operation, Problem};
use crate::route::FlowId;
use crate::wire::{AuthenticatorSelection, CreationOptions, Passkey, RegistrationResponse};

impl SetUp {
    pub(super) fn fetch_options(&mut self) -> Vec<Command> {
        let attempt = self.next_attempt();
        self.options = Prefetched::Fetching(attempt);
        vec![Command::FetchOptions { attempt, flow: self.flow.clone() }]
    }

    pub(super) fn options_answered(
        &mut self,
        result: Result<(FlowId, Box<CreationOptions>), BackendFailure>,
    ) -> Vec<Command> {
        match result {
            Ok((flow, options)) => {
                self.options = Prefetched::Ready(options);
                let mut commands = self.show_flow(Some(flow));
                commands.extend(self.start_prompt());
                commands
            }
            Err(failure) => {
                self.options = Prefetched::None;
                let problem = classify_backend(&failure, Operation::SetUp);
                if let Step::OpeningPrompt(target) = self.step {
                    self.step = Step::Failed { problem, retry: Retry::Prompt(target) };
                } else if matches!(self.step, Step::Offered)
                    && matches!(problem, Problem::SessionExpired | Problem::LimitReached)
                {
                    // No press can change these. All other failures wait for the press, which fetches again.
                    self.step = Step::Failed { problem, retry: Retry::Offer };
                }
                Vec::new()
            }
        }
    }

    pub(super) fn another_device_chosen(&mut self) -> Vec<Command> {
        match self.step {
            Step::Failed { problem, .. } if problem != Problem::SessionExpired && self.device.webauthn => {
                self.open_prompt(Target::AnotherDevice)
            }
            Step::Failed { .. }
            | Step::Offered
            | Step::OpeningPrompt(_)
            | Step::Prompting { .. }
            | Step::Activating
            | Step::Created(_)
            | Step::Deferring
            | Step::Left(_) => Vec::new(),
        }
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
        if !options.offers_public_key() {
            self.step = Step::Failed { problem: Problem::NotSupported, retry: Retry::Prompt(target) };
            return Vec::new();
        }
        if target == Target::AnotherDevice {
            options.hints = hints_for_another_device();
            options
                .authenticator_selection
                .get_or_insert_with(AuthenticatorSelection::default)
                .authenticator_attachment = Some("cross-platform".to_owned());
        }
        self.prompt(target, options, false)
    }

    fn prompt(&mut self, target: Target, options: Box<CreationOptions>, retried: bool) -> Vec<Command> {
        let attempt = self.begin();
        self.pending = Pending::Modal(attempt);
        self.step = Step::Prompting { target, options: options.clone(), retried };
        vec![Command::Create { attempt, options }]
    }

    pub(super) fn end_ceremony(&mut self) -> Vec<Command> {
        self.pending.end().map(Command::Abort).into_iter().collect()
    }

    pub(super) fn created(
        &mut self,
        result: Result<Box<RegistrationResponse>, CeremonyFailure>,
    ) -> Vec<Command> {
        if matches!(std::mem::take(&mut self.pending), Pending::Ending(_)) {
            // The browser let go of an aborted request: whatever waited for that starts. What it answered is dropped.
            return self.start_prompt();
        }
        let Step::Prompting { target, options, retried } = &self.step else { return Vec::new() };
        let (target, options, retried) = (*target, options.clone(), *retried);
        match result {
            Ok(credential) => {
                self.step = Step::Activating;
                let attempt = self.begin();
                vec![Command::SendCredential { attempt, flow: self.flow.clone(), credential }]
            }
            Err(failure) => {
                let context = Context {
                    user_verification_required: options.requires_user_verification(),
                    resident_key_required: options.requires_resident_key(),
                    excludes_credentials: !options.exclude_credentials.is_empty(),
                    retried,
                    ..failure.context(Operation::SetUp, self.device, Mediation::Modal)
                };
                let problem = match classify(&Failure::Browser(failure.error), &context) {
                    Verdict::RetryOnce => return self.prompt(target, options, true),
                    Verdict::Show(problem) => problem,
                    Verdict::Ignore => Problem::SetUpCanceled,
                };
                self.step = Step::Failed { problem, retry: Retry::Prompt(target) };
                Vec::new()
            }
        }
    }

    pub(super) fn activated(&mut self, result: Result<Passkey, BackendFailure>) -> Vec<Command> {
        self.step = match result {
            Ok(passkey) => Step::Created(passkey),
            Err(failure) => Step::Failed {
                problem: classify_backend(&failure, Operation::SetUp),
                retry: Retry::Prompt(Target::Any),
            },
        };
        Vec::new()
    }
}
