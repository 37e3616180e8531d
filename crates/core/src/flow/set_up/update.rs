//! What each event does. The ceremony itself is in `prompt`.

use super::{Answer, Command, Destination, Event, Retry, SetUp, Step, Target};
use crate::Attempt;
use crate::classify::{BackendFailure, classify_backend};
use crate::flow::Flow;
use crate::flow::prefetched::Prefetched;
use crate::problem::{Operation, Problem};
use crate::route::{FlowId, FlowParameter};

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
            Answer::Created(_) => self.pending.awaits(attempt),
            Answer::Activated(_) => matches!(self.step, Step::Activating) && attempt == self.attempt,
            Answer::Deferred(_) => matches!(self.step, Step::Deferring) && attempt == self.attempt,
        }
    }

    fn answered(&mut self, answer: Answer) -> Vec<Command> {
        match answer {
            Answer::Options(result) => self.options_answered(result),
            Answer::Created(result) => self.created(result),
            Answer::Activated(result) => self.activated(result),
            Answer::Deferred(result) => self.deferred(&result),
        }
    }

    fn opened(&mut self) -> Vec<Command> {
        if matches!(self.step, Step::Offered) && matches!(self.options, Prefetched::None) {
            self.fetch_options()
        } else {
            Vec::new()
        }
    }

    fn create_chosen(&mut self) -> Vec<Command> {
        if matches!(self.step, Step::Offered) { self.open_prompt(Target::Any) } else { Vec::new() }
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
        match result {
            Err(failure) if classify_backend(failure, Operation::SetUp) == Problem::SessionExpired => {
                self.step = Step::Failed { problem: Problem::SessionExpired, retry: Retry::Offer };
            }
            Ok(()) | Err(_) => self.leave(Destination::Application),
        }
        Vec::new()
    }

    fn manage_chosen(&mut self) -> Vec<Command> {
        if matches!(self.step, Step::Failed { problem: Problem::LimitReached, .. }) {
            self.leave(Destination::Passkeys);
        }
        Vec::new()
    }

    fn continue_chosen(&mut self) -> Vec<Command> {
        if matches!(self.step, Step::Created(_)) {
            self.leave(Destination::Application);
        }
        Vec::new()
    }

    fn cancel_chosen(&mut self) -> Vec<Command> {
        let canceled = |retry| Step::Failed { problem: Problem::canceled(Operation::SetUp), retry };
        match self.step {
            Step::OpeningPrompt(target) | Step::Prompting { target, .. } => {
                self.step = canceled(Retry::Prompt(target));
                let mut commands = self.end_ceremony();
                // They may never come: the next try asks anew.
                commands.extend(self.options.give_up().map(Command::Abort));
                commands
            }
            Step::Activating => {
                self.step = canceled(Retry::Prompt(Target::Any));
                vec![Command::Abort(self.attempt)]
            }
            Step::Deferring => {
                self.leave(Destination::Application);
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
                *self = Self {
                    pending: self.pending,
                    last_attempt: self.last_attempt,
                    ..Self::new(self.device, FlowParameter::Absent)
                };
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
            self.leave(Destination::SignIn);
        }
        Vec::new()
    }

    /// Options that are still on their way must not change the address of the page that comes now.
    fn leave(&mut self, destination: Destination) {
        self.step = Step::Left(destination);
        self.options = Prefetched::None;
    }

    pub(super) fn begin(&mut self) -> Attempt {
        self.attempt = self.next_attempt();
        self.attempt
    }

    pub(super) fn next_attempt(&mut self) -> Attempt {
        self.last_attempt = self.last_attempt.next();
        self.last_attempt
    }

    pub(super) fn show_flow(&mut self, flow: Option<FlowId>) -> Vec<Command> {
        if self.flow == flow {
            return Vec::new();
        }
        self.flow = flow;
        vec![Command::ShowFlow(self.flow.clone())]
    }
}
