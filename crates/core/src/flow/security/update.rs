//! What each event does.

use super::{Action, Answer, Command, Content, Event, Security, Task};
use crate::Attempt;
use crate::flow::SignedInPage as _;
use crate::flow::guarded::{Decision, Guarded, released};
use crate::flow::verification;
use crate::flow::{Flow, Verification};
use crate::problem::Problem;

impl Flow for Security {
    type Event = Event;
    type Command = Command;

    fn update(&mut self, event: Event) -> Vec<Command> {
        match event {
            Event::Opened => self.opened(),
            Event::DeviceKnown(device) => {
                self.device = device;
                Vec::new()
            }
            Event::RefreshDue => self.refresh(),
            Event::ReloadChosen => self.refresh(),
            Event::RenameChosen(id) => self.rename_chosen(id),
            Event::NameSubmitted(typed) => self.name_submitted(&typed),
            Event::RemoveChosen(id) => self.remove_chosen(id),
            Event::Acknowledged(now) => self.acknowledged(now),
            Event::RemovalConfirmed => self.removal_confirmed(),
            Event::AddChosen => self.add_chosen(),
            Event::CancelChosen => self.cancel_chosen(),
            Event::ManageChosen => self.manage_chosen(),
            Event::RetryChosen => self.retry_chosen(),
            Event::RestartChosen => self.restart_chosen(),
            Event::Verification(event) => self.verification_event(event),
            Event::SessionExpired => self.session_expired(),
            Event::Answered(attempt, answer) if self.awaits(attempt, &answer) => self.answered(answer),
            Event::Answered(..) => Vec::new(),
        }
    }
}

impl Security {
    /// Whether `answer` is the one being waited for. All stale answers are dropped here.
    fn awaits(&self, attempt: Attempt, answer: &Answer) -> bool {
        match answer {
            Answer::Fetched(_) => self.list.awaits(attempt),
            Answer::Renamed(_) => {
                matches!(self.task, Task::SavingName { .. }) && self.attempts.awaited == attempt
            }
            Answer::Removed(_) => {
                matches!(self.task, Task::Removing { .. }) && self.attempts.awaited == attempt
            }
        }
    }

    fn answered(&mut self, answer: Answer) -> Vec<Command> {
        match answer {
            Answer::Fetched(result) => self.fetched(result),
            Answer::Renamed(result) => self.renamed(result),
            Answer::Removed(result) => self.removed(result),
        }
    }

    /// Whether the user can start something.
    pub(super) fn is_free(&self) -> bool {
        matches!(self.list.content, Content::Loaded { .. })
            && matches!(self.task, Task::None | Task::Renaming { .. })
    }

    fn opened(&mut self) -> Vec<Command> {
        if matches!(self.list.content, Content::Loading) { self.fetch() } else { Vec::new() }
    }

    fn retry_chosen(&mut self) -> Vec<Command> {
        self.list.retry(&mut self.attempts).map(Command::Fetch).into_iter().collect()
    }

    fn restart_chosen(&mut self) -> Vec<Command> {
        if matches!(self.list.content, Content::Failed(_)) {
            self.list.content = Content::SignedOut;
        }
        Vec::new()
    }

    fn manage_chosen(&mut self) -> Vec<Command> {
        if matches!(self.task, Task::LimitReached) {
            self.task = Task::None;
        }
        Vec::new()
    }

    fn cancel_chosen(&mut self) -> Vec<Command> {
        match self.task {
            Task::Renaming { .. } | Task::Confirming { .. } | Task::LimitReached => {
                self.task = Task::None;
                Vec::new()
            }
            Task::SavingName { .. } | Task::Removing { .. } => {
                let mut commands = vec![Command::Abort(self.attempts.awaited)];
                self.take_name_back();
                // The removal may have reached the backend all the same.
                self.signal_due |= matches!(self.task, Task::Removing { .. });
                self.task = Task::None;
                commands.extend(self.fetch_anew());
                commands
            }
            Task::Adding | Task::Rechecking { .. } => {
                self.task = Task::None;
                Vec::new()
            }
            Task::None if matches!(self.list.content, Content::Loading) => {
                let canceled = Content::Failed(Problem::SignInUnavailable);
                self.list.end(canceled).map(Command::Abort).into_iter().collect()
            }
            Task::None | Task::Verifying { .. } | Task::Leaving(_) => Vec::new(),
        }
    }

    /// Verifies the user first, and then continues with `action`.
    pub(super) fn verify(&mut self, action: Action) -> Vec<Command> {
        let Some(details) = self.details() else { return Vec::new() };
        let (name, has_passkey) = (details.session.user.name.clone(), !details.passkeys.passkeys.is_empty());
        let mut commands = self.give_up_fetching();
        let begun = Verification::begin(name, has_passkey, self.features, self.device, self.attempts);
        let Some((guarded, first)) = Guarded::begin(action, begun, self.held, &mut self.attempts) else {
            // With this backend, only a new sign-in counts as fresh.
            commands.extend(self.expire());
            return commands;
        };
        self.task = Task::Verifying(guarded);
        commands.extend(first.into_iter().map(Command::Verify));
        commands
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
            Decision::Granted(action) => self.go_on(action),
            Decision::Declined(action) => self.give_up(action),
            Decision::Expired => self.expire(),
        });
        commands
    }

    fn go_on(&mut self, action: Action) -> Vec<Command> {
        match action {
            Action::Rename { id, name } => self.rename(id, name),
            Action::Remove { id, acknowledged } => self.remove_by_new_list(id, acknowledged),
            Action::Add => {
                self.task = Task::Leaving(super::Destination::SetUp);
                Vec::new()
            }
        }
    }

    /// Abandons the action of a user who declines to be verified. What they typed is still where they typed
    /// it.
    fn give_up(&mut self, action: Action) -> Vec<Command> {
        self.task = match action {
            Action::Rename { id, .. } => Task::Renaming { id, error: None },
            Action::Remove { .. } | Action::Add => Task::None,
        };
        self.fetch()
    }

    fn session_expired(&mut self) -> Vec<Command> {
        if self.is_over() { Vec::new() } else { self.expire() }
    }

    /// Ends everything, since nothing continues without a session.
    pub(super) fn expire(&mut self) -> Vec<Command> {
        let mut commands = self.give_up_fetching();
        match &mut self.task {
            Task::SavingName { .. } | Task::Removing { .. } => {
                commands.push(Command::Abort(self.attempts.awaited));
            }
            Task::Verifying(guarded) => {
                commands.extend(guarded.end(&mut self.held).into_iter().map(Command::Verify));
            }
            Task::None
            | Task::Renaming { .. }
            | Task::Confirming { .. }
            | Task::Rechecking { .. }
            | Task::Adding
            | Task::LimitReached
            | Task::Leaving(_) => {}
        }
        self.task = Task::None;
        self.list.content = Content::Failed(Problem::SessionExpired);
        commands
    }
}
