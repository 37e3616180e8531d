//! What each event does.

use super::{Answer, Command, Destination, Event, Retry, SetUp, Step, Target};
use crate::Attempt;
use crate::classify::{BackendFailure, Context, Failure, Mediation, Verdict, classify};
use crate::flow::Flow;
use crate::flow::ceremony::{CeremonyFailure, Pending};
use crate::flow::prefetched::Prefetched;
use crate::problem::{Operation, Problem};
use crate::route::{FlowId, FlowParameter};
use crate::wire::{AuthenticatorSelection, CreationOptions, Passkey, RegistrationResponse};

/// What makes a browser offer a phone or a security key first (WebAuthn Level 3 §5.8.7).
const HINTS_FOR_ANOTHER_DEVICE: [&str; 2] = ["hybrid", "security-key"];

impl Flow for SetUp {
    type Event = Event;
    type Command = Command;

    fn update(mut self, event: Event) -> (Self, Vec<Command>) {
        let commands = match event {
            Event::Opened => self.opened(),
            Event::DeviceKnown(device) => {
                self.device = device;
                Vec::new()
            }
            Event::CreateChosen => self.create_chosen(),
            Event::AnotherDeviceChosen => self.another_device_chosen(),
            Event::LaterChosen => self.later_chosen(),
            Event::ManageChosen => self.manage_chosen(),
            Event::ContinueChosen => self.continue_chosen(),
            Event::CancelChosen => self.cancel_chosen(),
            Event::RetryChosen => self.retry_chosen(),
            Event::RestartChosen => self.restart_chosen(),
            Event::Answered(attempt, answer) if self.awaits(attempt, &answer) => self.answered(answer),
            Event::Answered(..) => Vec::new(),
        };
        (self, commands)
    }
}

impl SetUp {
    /// Whether `answer` is the one that is waited for. All stale answers drop here.
    fn awaits(&self, attempt: Attempt, answer: &Answer) -> bool {
        match answer {
            Answer::Options(_) => self.options.awaits(attempt),
            Answer::Created(_) | Answer::Ended => self.pending.awaits(attempt),
            Answer::Activated(_) => self.step == Step::Activating && attempt == self.attempt,
            Answer::Deferred(_) => self.step == Step::Deferring && attempt == self.attempt,
        }
    }

    fn answered(&mut self, answer: Answer) -> Vec<Command> {
        match answer {
            Answer::Options(result) => self.options_answered(result),
            Answer::Created(result) => self.created(result),
            Answer::Ended => self.ceremony_ended(),
            Answer::Activated(result) => self.activated(result),
            Answer::Deferred(result) => self.deferred(&result),
        }
    }

    fn opened(&mut self) -> Vec<Command> {
        if self.step == Step::Offered && self.options == Prefetched::None {
            self.fetch_options()
        } else {
            Vec::new()
        }
    }

    fn fetch_options(&mut self) -> Vec<Command> {
        let attempt = self.next_attempt();
        self.options = Prefetched::Fetching(attempt);
        vec![Command::FetchOptions { attempt, flow: self.flow.clone() }]
    }

    fn options_answered(
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
                self.options = Prefetched::Failed(failure.clone());
                let problem = problem_of(failure);
                if let Step::OpeningPrompt(target) = self.step {
                    self.step = Step::Failed { problem, retry: Retry::Prompt(target) };
                } else if self.step == Step::Offered
                    && matches!(problem, Problem::SessionExpired | Problem::LimitReached)
                {
                    // No press can change these. All other failures wait for the press, which fetches again.
                    self.step = Step::Failed { problem, retry: Retry::Offer };
                }
                Vec::new()
            }
        }
    }

    fn create_chosen(&mut self) -> Vec<Command> {
        if self.step == Step::Offered { self.open_prompt(Target::Any) } else { Vec::new() }
    }

    fn another_device_chosen(&mut self) -> Vec<Command> {
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
    fn open_prompt(&mut self, target: Target) -> Vec<Command> {
        self.step = Step::OpeningPrompt(target);
        let mut commands = self.end_ceremony();
        if matches!(self.options, Prefetched::None | Prefetched::Failed(_)) {
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
            options.hints = HINTS_FOR_ANOTHER_DEVICE.map(str::to_owned).to_vec();
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

    fn end_ceremony(&mut self) -> Vec<Command> {
        self.pending.end().map(Command::Abort).into_iter().collect()
    }

    fn ceremony_ended(&mut self) -> Vec<Command> {
        if !matches!(self.pending, Pending::Ending(_)) {
            return Vec::new();
        }
        self.pending = Pending::None;
        self.start_prompt()
    }

    fn created(&mut self, result: Result<Box<RegistrationResponse>, CeremonyFailure>) -> Vec<Command> {
        if matches!(self.pending, Pending::Ending(_)) {
            return self.ceremony_ended();
        }
        self.pending = Pending::None;
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

    fn activated(&mut self, result: Result<Passkey, BackendFailure>) -> Vec<Command> {
        self.step = match result {
            Ok(passkey) => Step::Created(passkey),
            Err(failure) => Step::Failed { problem: problem_of(failure), retry: Retry::Prompt(Target::Any) },
        };
        Vec::new()
    }

    fn later_chosen(&mut self) -> Vec<Command> {
        match self.step {
            Step::Failed { problem: Problem::SessionExpired, .. } => Vec::new(),
            Step::Offered | Step::Failed { .. } => {
                self.step = Step::Deferring;
                let mut commands = self.end_ceremony();
                commands.push(Command::Defer(self.begin()));
                commands
            }
            Step::OpeningPrompt(_)
            | Step::Prompting { .. }
            | Step::Activating
            | Step::Created(_)
            | Step::Deferring
            | Step::Left(_) => Vec::new(),
        }
    }

    /// An outage must not keep anybody from going on: they are asked once more next time, that is all.
    fn deferred(&mut self, result: &Result<(), BackendFailure>) -> Vec<Command> {
        self.step = match result {
            Err(failure) if problem_of(failure.clone()) == Problem::SessionExpired => {
                Step::Failed { problem: Problem::SessionExpired, retry: Retry::Offer }
            }
            Ok(()) | Err(_) => Step::Left(Destination::Application),
        };
        Vec::new()
    }

    fn manage_chosen(&mut self) -> Vec<Command> {
        if matches!(self.step, Step::Failed { problem: Problem::LimitReached, .. }) {
            self.step = Step::Left(Destination::Passkeys);
        }
        Vec::new()
    }

    fn continue_chosen(&mut self) -> Vec<Command> {
        if matches!(self.step, Step::Created(_)) {
            self.step = Step::Left(Destination::Application);
        }
        Vec::new()
    }

    fn cancel_chosen(&mut self) -> Vec<Command> {
        let canceled = |retry| Step::Failed { problem: Problem::canceled(Operation::SetUp), retry };
        match self.step {
            Step::OpeningPrompt(target) | Step::Prompting { target, .. } => {
                self.step = canceled(Retry::Prompt(target));
                self.end_ceremony()
            }
            Step::Activating => {
                self.step = canceled(Retry::Prompt(Target::Any));
                vec![Command::Abort(self.attempt)]
            }
            Step::Deferring => {
                self.step = Step::Left(Destination::Application);
                vec![Command::Abort(self.attempt)]
            }
            Step::Offered | Step::Created(_) | Step::Left(_) | Step::Failed { .. } => Vec::new(),
        }
    }

    fn retry_chosen(&mut self) -> Vec<Command> {
        match self.step {
            Step::Failed { problem: Problem::SessionExpired, .. } => Vec::new(),
            Step::Failed { retry: Retry::Prompt(target), .. } => self.open_prompt(target),
            Step::Failed { retry: Retry::Offer, .. } => {
                *self =
                    Self { last_attempt: self.last_attempt, ..Self::new(self.device, FlowParameter::Absent) };
                let mut commands = vec![Command::ShowFlow(None)];
                commands.extend(self.opened());
                commands
            }
            Step::Offered
            | Step::OpeningPrompt(_)
            | Step::Prompting { .. }
            | Step::Activating
            | Step::Created(_)
            | Step::Deferring
            | Step::Left(_) => Vec::new(),
        }
    }

    fn restart_chosen(&mut self) -> Vec<Command> {
        if matches!(self.step, Step::Failed { .. }) {
            self.step = Step::Left(Destination::SignIn);
        }
        Vec::new()
    }

    fn begin(&mut self) -> Attempt {
        self.attempt = self.next_attempt();
        self.attempt
    }

    fn next_attempt(&mut self) -> Attempt {
        self.last_attempt = self.last_attempt.next();
        self.last_attempt
    }

    fn show_flow(&mut self, flow: Option<FlowId>) -> Vec<Command> {
        if self.flow == flow {
            return Vec::new();
        }
        self.flow = flow;
        vec![Command::ShowFlow(self.flow.clone())]
    }
}

fn problem_of(failure: BackendFailure) -> Problem {
    match classify(&Failure::Backend(failure), &Context::modal(Operation::SetUp)) {
        Verdict::Show(problem) => problem,
        Verdict::Ignore | Verdict::RetryOnce => Problem::SetUpUnavailable,
    }
}
