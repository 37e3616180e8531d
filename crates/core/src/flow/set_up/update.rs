//! What each event does. What comes of the ceremony is in `prompt`.

use super::{Answer, Command, Destination, Event, Retry, SetUp, Step};
use crate::classify::{BackendFailure, classify_backend};
use crate::flow::Flow;
use crate::flow::prompt::{Nest, Prefetched, Prompt};
use crate::problem::{Operation, Problem, Recovery};
use crate::route::{FlowId, FlowParameter};
use crate::{Attempt, Device};

impl Flow for SetUp {
    type Event = Event;
    type Command = Command;

    fn update(&mut self, event: Event) -> Vec<Command> {
        match event {
            Event::Opened => self.opened(),
            Event::DeviceKnown(device) => self.device_known(device),
            Event::CreateChosen => self.create_chosen(),
            Event::AnotherDeviceChosen => self.another_device_chosen(),
            Event::LaterChosen => self.later_chosen(),
            Event::ManageChosen => self.manage_chosen(),
            Event::ContinueChosen => self.continue_chosen(),
            Event::CancelChosen => self.cancel_chosen(),
            Event::RetryChosen => self.retry_chosen(),
            Event::RestartChosen => self.restart_chosen(),
            Event::Prompt(event) => self.drive_prompt(|prompt, around| prompt.update(event, around)),
            Event::SessionExpired => self.session_expired(),
            Event::Answered(attempt, answer) if self.awaits(attempt, &answer) => self.answered(answer),
            Event::Answered(..) => Vec::new(),
        }
    }
}

impl SetUp {
    /// Whether `answer` is the one being waited for. All stale answers are dropped here.
    fn awaits(&self, attempt: Attempt, answer: &Answer) -> bool {
        let expected = match answer {
            Answer::Activated(_) => matches!(self.step, Step::Activating { .. }),
            Answer::Deferred(_) => matches!(self.step, Step::Deferring),
        };
        expected && attempt == self.attempts.awaited
    }

    fn answered(&mut self, answer: Answer) -> Vec<Command> {
        match answer {
            Answer::Activated(result) => self.activated(result),
            Answer::Deferred(result) => self.deferred(&result),
        }
    }

    fn opened(&mut self) -> Vec<Command> {
        if matches!(self.step, Step::Offered) { self.ask_prompt(Prompt::prefetch) } else { Vec::new() }
    }

    fn device_known(&mut self, device: Device) -> Vec<Command> {
        self.device = device;
        self.ask_prompt(Prompt::offer)
    }

    fn create_chosen(&mut self) -> Vec<Command> {
        if matches!(self.step, Step::Offered) { self.open_prompt(self.offer) } else { Vec::new() }
    }

    fn later_chosen(&mut self) -> Vec<Command> {
        match self.step {
            Step::Failed { problem: Problem::SessionExpired, .. } => Vec::new(),
            Step::Offered | Step::Failed { .. } => {
                self.step = Step::Deferring;
                let mut commands = self.ask_prompt(|prompt, _| prompt.close());
                commands.push(Command::Defer(self.attempts.begin()));
                commands
            }
            Step::Prompt | Step::Activating { .. } | Step::Created(_) | Step::Deferring | Step::Left(_) => {
                Vec::new()
            }
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
        match self.step {
            Step::Prompt => self.drive_prompt(|prompt, _| prompt.cancel()),
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
            Step::Offered | Step::Created(_) | Step::Left(_) | Step::Failed { .. } => Vec::new(),
        }
    }

    fn retry_chosen(&mut self) -> Vec<Command> {
        if !self.recoveries().contains(&Recovery::Retry) {
            return Vec::new();
        }
        match self.step {
            Step::Failed { retry: Retry::Prompt(target), .. } => self.open_prompt(target),
            Step::Failed { retry: Retry::Offer, .. } => {
                let begun = Self::new(self.device, FlowParameter::Absent, self.offer);
                (self.step, self.flow) = (begun.step, begun.flow);
                let mut commands = self.ask_prompt(|prompt, _| prompt.abandon());
                commands.push(Command::ShowFlow(None));
                commands.extend(self.opened());
                commands
            }
            Step::Offered
            | Step::Prompt
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
        if self.is_waiting() && !matches!(self.step, Step::Prompt) {
            commands.push(Command::Abort(self.attempts.awaited));
        }
        commands.extend(self.fail(Problem::SessionExpired, Retry::Offer));
        commands
    }

    /// Shows a documented state. Without a session, nothing continues in the background.
    pub(super) fn fail(&mut self, problem: Problem, retry: Retry) -> Vec<Command> {
        self.step = Step::Failed { problem, retry };
        let is_over = problem == Problem::SessionExpired;
        self.ask_prompt(|prompt, _| if is_over { prompt.abandon() } else { prompt.close() })
    }

    /// Leaves the page. Options still on their way must not change the address of the next one.
    fn leave(&mut self, destination: Destination) {
        self.step = Step::Left(destination);
        self.prompt.options = Prefetched::None;
    }

    /// Adopts the flow that the backend named.
    pub(super) fn show_flow(&mut self, flow: FlowId) -> Option<Command> {
        if self.flow.as_ref() == Some(&flow) {
            return None;
        }
        self.flow = Some(flow);
        Some(Command::ShowFlow(self.flow.clone()))
    }
}
