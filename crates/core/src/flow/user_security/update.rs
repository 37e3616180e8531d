//! What each event does.

use super::{Answer, Command, Content, Event, Removal, Task, UserSecurity};
use crate::Attempt;
use crate::flow::Flow;
use crate::flow::SignedInPage as _;
use crate::flow::guarded::{Decision, released};
use crate::flow::verification;
use crate::problem::Problem;

impl Flow for UserSecurity {
    type Event = Event;
    type Command = Command;

    fn update(&mut self, event: Event) -> Vec<Command> {
        match event {
            Event::Opened if self.list.content == Content::Loading => self.fetch(),
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
            Event::RestartChosen if matches!(self.list.content, Content::Failed(_)) => {
                self.end(Content::SignedOut)
            }
            Event::RestartChosen => Vec::new(),
            Event::Verification(event) => self.verification_event(event),
            Event::SessionExpired if self.is_over() => Vec::new(),
            Event::SessionExpired => self.end(Content::Failed(Problem::SessionExpired)),
            Event::Answered(attempt, answer) if self.awaits(attempt, &answer) => self.answered(answer),
            Event::Answered(..) => Vec::new(),
        }
    }
}

impl UserSecurity {
    /// Whether `answer` is the one being waited for. All stale answers are dropped here.
    fn awaits(&self, attempt: Attempt, answer: &Answer) -> bool {
        match answer {
            Answer::Fetched(_) => self.list.awaits(attempt),
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
        let attempt = self.list.retry(&mut self.attempts);
        attempt.map(|attempt| self.fetch_under(attempt)).into_iter().collect()
    }

    fn cancel_chosen(&mut self) -> Vec<Command> {
        match (&self.task, &self.list.content) {
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
            (Task::None, Content::Loading) if self.list.is_fetching() => {
                self.end(Content::Failed(Problem::SignInUnavailable))
            }
            (Task::None | Task::Verifying { .. }, _) => Vec::new(),
        }
    }

    fn verification_event(&mut self, event: verification::Event) -> Vec<Command> {
        let Task::Verifying(guarded) = &mut self.task else {
            released(&mut self.held, &event);
            return Vec::new();
        };
        let (decision, commands) = guarded.update(event, &mut self.held, &mut self.attempts);
        let mut commands: Vec<_> = commands.into_iter().map(Command::Verify).collect();
        commands.extend(match decision {
            Decision::Waits => Vec::new(),
            Decision::Granted(removal) => self.remove(removal),
            // What was typed is still in its field.
            Decision::Declined(Removal { which, .. }) => {
                self.task = Task::Confirming { which, error: None };
                self.fetch()
            }
            Decision::Expired => self.end(Content::Failed(Problem::SessionExpired)),
        });
        commands
    }

    /// Shows this in place of everything else; nothing continues in the background.
    pub(super) fn end(&mut self, content: Content) -> Vec<Command> {
        let mut commands: Vec<_> = self.list.end(content).map(Command::Abort).into_iter().collect();
        match &mut self.task {
            Task::Removing { .. } => commands.push(Command::Abort(self.attempts.awaited)),
            Task::Verifying(guarded) => {
                commands.extend(guarded.end(&mut self.held).into_iter().map(Command::Verify));
            }
            Task::None | Task::Confirming { .. } => {}
        }
        self.task = Task::None;
        self.notice = None;
        commands
    }
}
