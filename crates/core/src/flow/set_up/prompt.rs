//! The ceremony: its options, the prompt, and the activation of the new passkey.

use super::{Command, Retry, SetUp, Step};
use crate::Attempt;
use crate::classify::{BackendFailure, Context, Failure, Mediation, Verdict, classify, classify_backend};
use crate::flow::ceremony::{CeremonyFailure, Pending};
use crate::flow::prefetched::Prefetched;
use crate::flow::signal::Signal;
use crate::flow::target::Target;
use crate::flow::wait::{Elapsed, Wait};
use crate::problem::{Operation, Problem};
use crate::route::FlowId;
use crate::wire::{CreationOptions, NewPasskey, RegistrationResponse};

impl SetUp {
    pub(super) fn fetch_options(&mut self) -> Vec<Command> {
        let attempt = self.attempts.beside();
        self.ceremony.options = Prefetched::Fetching(attempt);
        vec![Command::FetchOptions { attempt, flow: self.flow.clone() }]
    }

    pub(super) fn options_answered(
        &mut self,
        result: Result<(Option<FlowId>, Box<CreationOptions>), BackendFailure>,
    ) -> Vec<Command> {
        match result {
            Ok((flow, options)) => {
                self.ceremony.options.arrive(options);
                let mut commands = flow.map(|flow| self.show_flow(Some(flow))).unwrap_or_default();
                commands.extend(self.start_quiet_creation());
                commands.extend(self.start_prompt());
                commands
            }
            Err(failure) => {
                self.ceremony.options = Prefetched::None;
                let problem = classify_backend(&failure, Operation::SetUp);
                if let Step::OpeningPrompt(target) = self.step {
                    return self.fail(problem, Retry::Prompt(target));
                }
                let offered = matches!(self.step, Step::Offered | Step::AnotherDevice);
                if offered && matches!(problem, Problem::SessionExpired | Problem::LimitReached) {
                    // No press can change these. All other failures wait for the press, which fetches the
                    // options again.
                    return self.fail(problem, Retry::Offer);
                }
                Vec::new()
            }
        }
    }

    /// Opens the prompt as soon as there are options and the browser holds no earlier request.
    pub(super) fn open_prompt(&mut self, target: Target) -> Vec<Command> {
        self.step = Step::OpeningPrompt(target);
        let mut commands = self.end_ceremony();
        if matches!(self.ceremony.options, Prefetched::None) {
            commands.extend(self.fetch_options());
        }
        commands.extend(self.start_prompt());
        commands
    }

    fn start_prompt(&mut self) -> Vec<Command> {
        let Step::OpeningPrompt(target) = self.step else { return Vec::new() };
        let Some(mut options) = self.ceremony.take_options() else { return Vec::new() };
        if !options.offers_public_key() {
            return self.fail(Problem::NotSupported, Retry::Prompt(target));
        }
        target.direct_creation(&mut options);
        self.ask(target, options, false)
    }

    fn ask(&mut self, target: Target, options: Box<CreationOptions>, retried: bool) -> Vec<Command> {
        let attempt = self.attempts.begin();
        self.ceremony.pending = Pending::Modal(attempt);
        self.step = Step::Prompting { target, options: options.clone(), retried, wait: Wait::default() };
        vec![Command::Create { attempt, options, mediation: Mediation::Modal }]
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
        self.step = Step::Failed { problem: Problem::SetUpTimedOut, retry: Retry::Prompt(*target) };
        self.end_ceremony()
    }

    /// Ends what is pending in the browser. Whatever wants to start next waits for its answer.
    pub(super) fn end_ceremony(&mut self) -> Vec<Command> {
        self.ceremony.end().map(Command::Abort).into_iter().collect()
    }

    pub(super) fn created(
        &mut self,
        result: Result<Box<RegistrationResponse>, CeremonyFailure>,
    ) -> Vec<Command> {
        match std::mem::take(&mut self.ceremony.pending) {
            // The browser has released an aborted request. Its answer is dropped, and whatever waited for it
            // starts.
            Pending::Ending(_) => {
                let mut commands = self.start_quiet_creation();
                commands.extend(self.start_prompt());
                commands
            }
            Pending::Quiet(_) => self.quiet_creation_answered(result),
            Pending::Modal(_) => self.prompt_answered(result),
            Pending::None => Vec::new(),
        }
    }

    fn prompt_answered(
        &mut self,
        result: Result<Box<RegistrationResponse>, CeremonyFailure>,
    ) -> Vec<Command> {
        let Step::Prompting { target, options, retried, .. } = &self.step else { return Vec::new() };
        let (target, options, retried) = (*target, options.clone(), *retried);
        match result {
            Ok(credential) => self.activate(credential, options.rp.id, Mediation::Modal),
            Err(failure) => {
                let context = Context {
                    user_verification_required: options.requires_user_verification(),
                    resident_key_required: options.requires_resident_key(),
                    excludes_credentials: !options.exclude_credentials.is_empty(),
                    retried,
                    ..failure.context(Operation::SetUp, self.device, Mediation::Modal)
                };
                let problem = match classify(&Failure::Browser(failure.error), &context) {
                    Verdict::RetryOnce => return self.ask(target, options, true),
                    Verdict::Show(problem) => problem,
                    Verdict::Ignore => Problem::SetUpCanceled,
                };
                self.fail(problem, Retry::Prompt(target))
            }
        }
    }

    pub(super) fn activate(
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
                self.fetch_options()
            }
            Mediation::Modal | Mediation::Immediate => self.fail(problem, Retry::Prompt(self.offer)),
        }
    }
}
