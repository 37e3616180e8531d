//! What each event does.

use super::{Answer, Command, Event, Listing, Task, UserSecurity};
use crate::Attempt;
use crate::flow::Flow;
use crate::flow::prompt::Pending;
use crate::flow::verification::{self, Step};
use crate::problem::{Problem, Recovery};

impl Flow for UserSecurity {
    type Event = Event;
    type Command = Command;

    fn update(&mut self, event: Event) -> Vec<Command> {
        match event {
            Event::Opened if self.listing == Listing::Loading => self.fetch(),
            Event::Opened => Vec::new(),
            Event::DeviceKnown(device) => {
                self.device = device;
                Vec::new()
            }
            Event::RefreshDue | Event::ReloadChosen => self.refresh(),
            Event::RemoveChosen(which) => self.remove_chosen(which),
            Event::RemovalConfirmed(typed) => self.removal_confirmed(&typed),
            Event::CancelChosen => self.cancel_chosen(),
            Event::RetryChosen => self.retry_chosen(),
            Event::RestartChosen if matches!(self.listing, Listing::Failed(_)) => {
                self.end(Listing::SignedOut)
            }
            Event::RestartChosen => Vec::new(),
            Event::Verification(event) => self.verification_event(event),
            Event::SessionExpired if self.is_over() => Vec::new(),
            Event::SessionExpired => self.end(Listing::Failed(Problem::SessionExpired)),
            Event::Answered(attempt, answer) if self.awaits(attempt, &answer) => self.answered(answer),
            Event::Answered(..) => Vec::new(),
        }
    }
}

impl UserSecurity {
    /// Whether `answer` is the one being waited for. All stale answers are dropped here.
    fn awaits(&self, attempt: Attempt, answer: &Answer) -> bool {
        match answer {
            Answer::Fetched(_) => self.fetching == Some(attempt),
            Answer::Removed(_) => self.is_removing() && self.attempts.awaited == attempt,
        }
    }

    fn answered(&mut self, answer: Answer) -> Vec<Command> {
        match answer {
            Answer::Fetched(result) => self.fetched(result),
            Answer::Removed(result) => self.removed(result),
        }
    }

    fn retry_chosen(&mut self) -> Vec<Command> {
        if !matches!(self.listing, Listing::Failed(_)) || !self.recoveries().contains(&Recovery::Retry) {
            return Vec::new();
        }
        self.listing = Listing::Loading;
        self.fetch()
    }

    fn cancel_chosen(&mut self) -> Vec<Command> {
        match (&self.task, &self.listing) {
            (Task::Confirming { .. }, _) => {
                self.task = Task::None;
                Vec::new()
            }
            (Task::Removing { .. }, _) => {
                // The removal may have reached the backend all the same.
                let mut commands = vec![Command::Abort(self.attempts.awaited)];
                self.task = Task::None;
                commands.extend(self.fetch_anew());
                commands
            }
            (Task::None, Listing::Loading) if self.fetching.is_some() => {
                self.end(Listing::Failed(Problem::SignInUnavailable))
            }
            (Task::None | Task::Verifying { .. }, _) => Vec::new(),
        }
    }

    fn verification_event(&mut self, event: verification::Event) -> Vec<Command> {
        let Task::Verifying { which, reason, verification } = &mut self.task else {
            if event.lets_go_of(self.held) {
                self.held = Pending::None;
            }
            return Vec::new();
        };
        let commands = verification.update(event);
        self.attempts = verification.attempts;
        self.held = verification.prompt.pending;
        let mut commands: Vec<_> = commands.into_iter().map(Command::Verify).collect();
        let (which, reason, step) = (which.clone(), reason.clone(), &verification.step);
        match step {
            Step::Verified => commands.extend(self.remove(which, reason)),
            // What was typed is still in its field.
            Step::Canceled => {
                self.task = Task::Confirming { which, error: None };
                commands.extend(self.fetch());
            }
            Step::SignedOut => commands.extend(self.end(Listing::SignedOut)),
            Step::Failed { problem: Problem::SessionExpired, .. } => {
                commands.extend(self.end(Listing::Failed(Problem::SessionExpired)));
            }
            Step::Asked { .. }
            | Step::Prompt
            | Step::CheckingPasskey
            | Step::CheckingPassword
            | Step::Failed { .. } => {}
        }
        commands
    }

    /// Shows this in place of everything else; nothing continues in the background.
    pub(super) fn end(&mut self, listing: Listing) -> Vec<Command> {
        let mut commands = self.give_up_fetching();
        match &mut self.task {
            Task::Removing { .. } => commands.push(Command::Abort(self.attempts.awaited)),
            Task::Verifying { verification, .. } => {
                commands.extend(verification.end().into_iter().map(Command::Verify));
                self.held = verification.prompt.pending;
            }
            Task::None | Task::Confirming { .. } => {}
        }
        self.task = Task::None;
        self.notice = None;
        self.listing = listing;
        commands
    }
}
