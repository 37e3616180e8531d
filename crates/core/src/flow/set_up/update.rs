//! What each event does. The ceremony itself is in `prompt`.

use super::{Answer, Command, Destination, Event, Retry, SetUp, Step};
use crate::classify::{BackendFailure, classify_backend};
use crate::flow::Flow;
use crate::flow::ceremony::Ceremony;
use crate::flow::prefetched::Prefetched;
use crate::flow::target::Target;
use crate::problem::{Operation, Problem, Recovery};
use crate::route::{FlowId, FlowParameter};
use crate::{Attempt, Device};

impl Flow for SetUp {
    type Event = Event;
    type Command = Command;

    fn update(mut self, event: Event) -> (Self, Vec<Command>) {
        let commands = match event {
            Event::Opened => self.opened(),
            Event::DeviceKnown(device) => self.device_known(device),
            Event::CreateChosen => self.create_chosen(),
            Event::AnotherDeviceChosen => self.another_device_chosen(),
            Event::PhoneChosen => self.phone_or_key_chosen(Target::Phone),
            Event::SecurityKeyChosen => self.phone_or_key_chosen(Target::SecurityKey),
            Event::BackChosen => self.back_chosen(),
            Event::LaterChosen => self.later_chosen(),
            Event::ManageChosen => self.manage_chosen(),
            Event::ContinueChosen => self.continue_chosen(),
            Event::CancelChosen => self.cancel_chosen(),
            Event::RetryChosen => self.retry_chosen(),
            Event::RestartChosen => self.restart_chosen(),
            Event::Waited(attempt, elapsed) => self.waited(attempt, elapsed),
            Event::OptionsExpired(attempt) if self.ceremony.options.came_by(attempt) => {
                self.options_expired()
            }
            Event::OptionsExpired(_) => Vec::new(),
            Event::SessionExpired => self.session_expired(),
            Event::Answered(attempt, answer) if self.awaits(attempt, &answer) => self.answered(answer),
            Event::Answered(..) => Vec::new(),
        };
        (self, commands)
    }
}

impl SetUp {
    /// Whether `answer` is the one being waited for. All stale answers are dropped here.
    fn awaits(&self, attempt: Attempt, answer: &Answer) -> bool {
        let expected = match answer {
            Answer::Options(_) => return self.ceremony.options.awaits(attempt),
            Answer::Created(_) => return self.ceremony.awaits(attempt),
            Answer::Activated(_) => matches!(self.step, Step::Activating { .. }),
            Answer::Deferred(_) => matches!(self.step, Step::Deferring),
        };
        expected && attempt == self.attempts.awaited
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
        let fresh = matches!(self.step, Step::Offered) && matches!(self.ceremony.options, Prefetched::None);
        if fresh { self.fetch_options() } else { Vec::new() }
    }

    fn device_known(&mut self, device: Device) -> Vec<Command> {
        self.device = device;
        self.start_quiet_creation()
    }

    fn create_chosen(&mut self) -> Vec<Command> {
        if matches!(self.step, Step::Offered) { self.open_prompt(self.offer) } else { Vec::new() }
    }

    fn later_chosen(&mut self) -> Vec<Command> {
        match self.step {
            Step::Failed { problem: Problem::SessionExpired, .. } => Vec::new(),
            Step::Offered | Step::Failed { .. } => {
                self.step = Step::Deferring;
                let mut commands = self.end_ceremony();
                commands.push(Command::Defer(self.attempts.begin()));
                commands
            }
            Step::AnotherDevice
            | Step::OpeningPrompt(_)
            | Step::Prompting { .. }
            | Step::Activating { .. }
            | Step::Created(_)
            | Step::Deferring
            | Step::Left(_) => Vec::new(),
        }
    }

    /// Leaves even after an outage, which must not keep the user from continuing: they are just asked again
    /// next time.
    fn deferred(&mut self, result: &Result<(), BackendFailure>) -> Vec<Command> {
        match result {
            Err(failure) if classify_backend(failure, Operation::SetUp) == Problem::SessionExpired => {
                self.fail(Problem::SessionExpired, Retry::Offer)
            }
            Ok(()) | Err(_) => {
                self.leave(Destination::Application);
                Vec::new()
            }
        }
    }

    fn manage_chosen(&mut self) -> Vec<Command> {
        if self.recoveries().contains(&Recovery::ManagePasskeys) {
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
                // The options may never arrive; the next try fetches new ones.
                commands.extend(self.ceremony.options.give_up().map(Command::Abort));
                commands
            }
            Step::Activating { mediation, .. } => {
                let mut commands = vec![Command::Abort(self.attempts.awaited)];
                commands.extend(self.not_activated(mediation, Problem::canceled(Operation::SetUp)));
                commands
            }
            Step::Deferring => {
                let running = self.attempts.awaited;
                self.leave(Destination::Application);
                vec![Command::Abort(running)]
            }
            Step::Offered | Step::AnotherDevice | Step::Created(_) | Step::Left(_) | Step::Failed { .. } => {
                Vec::new()
            }
        }
    }

    fn retry_chosen(&mut self) -> Vec<Command> {
        if !self.recoveries().contains(&Recovery::Retry) {
            return Vec::new();
        }
        match self.step {
            Step::Failed { retry: Retry::Prompt(target), .. } => self.open_prompt(target),
            Step::Failed { retry: Retry::Offer, .. } => {
                let ceremony = Ceremony { pending: self.ceremony.pending, options: Prefetched::None };
                let Self { attempts, tried_quietly, features, .. } = *self;
                *self = Self {
                    features,
                    ceremony,
                    tried_quietly,
                    attempts,
                    ..Self::new(self.device, FlowParameter::Absent, self.offer)
                };
                let mut commands = vec![Command::ShowFlow(None)];
                commands.extend(self.opened());
                commands
            }
            Step::Offered
            | Step::AnotherDevice
            | Step::OpeningPrompt(_)
            | Step::Prompting { .. }
            | Step::Activating { .. }
            | Step::Created(_)
            | Step::Deferring
            | Step::Left(_) => Vec::new(),
        }
    }

    fn restart_chosen(&mut self) -> Vec<Command> {
        if self.recoveries().contains(&Recovery::Restart) {
            self.leave(Destination::SignIn);
        }
        Vec::new()
    }

    /// Ends whatever is in progress: nothing may be submitted any more.
    fn session_expired(&mut self) -> Vec<Command> {
        if self.is_over() {
            return Vec::new();
        }
        let mut commands = Vec::new();
        if self.is_waiting() && !self.ceremony.awaits(self.attempts.awaited) {
            commands.push(Command::Abort(self.attempts.awaited));
        }
        commands.extend(self.fail(Problem::SessionExpired, Retry::Offer));
        commands
    }

    /// Shows a documented state. Without a session, nothing continues in the background.
    pub(super) fn fail(&mut self, problem: Problem, retry: Retry) -> Vec<Command> {
        self.step = Step::Failed { problem, retry };
        if problem != Problem::SessionExpired {
            return Vec::new();
        }
        self.ceremony.abandon().map(Command::Abort).collect()
    }

    /// Leaves the page. Options still on their way must not change the address of the next one.
    fn leave(&mut self, destination: Destination) {
        self.step = Step::Left(destination);
        self.ceremony.options = Prefetched::None;
    }

    pub(super) fn show_flow(&mut self, flow: Option<FlowId>) -> Vec<Command> {
        if self.flow == flow {
            return Vec::new();
        }
        self.flow = flow;
        vec![Command::ShowFlow(self.flow.clone())]
    }
}
