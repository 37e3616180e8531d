//! What each event does.

use super::{Action, Answer, Command, Event, Listing, Security, Task};
use crate::Attempt;
use crate::flow::prompt::Pending;
use crate::flow::verification::{self, Step};
use crate::flow::{Flow, Verification};
use crate::problem::{Problem, Recovery};

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
            Answer::Fetched(_) => self.fetching == Some(attempt),
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
        matches!(self.listing, Listing::Loaded { .. })
            && matches!(self.task, Task::None | Task::Renaming { .. })
    }

    fn opened(&mut self) -> Vec<Command> {
        if matches!(self.listing, Listing::Loading) { self.fetch() } else { Vec::new() }
    }

    fn retry_chosen(&mut self) -> Vec<Command> {
        if !matches!(self.listing, Listing::Failed(_)) || !self.recoveries().contains(&Recovery::Retry) {
            return Vec::new();
        }
        self.listing = Listing::Loading;
        self.fetch()
    }

    fn restart_chosen(&mut self) -> Vec<Command> {
        if matches!(self.listing, Listing::Failed(_)) {
            self.listing = Listing::SignedOut;
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
            Task::None if matches!(self.listing, Listing::Loading) => {
                self.listing = Listing::Failed(Problem::SignInUnavailable);
                self.give_up_fetching()
            }
            Task::None | Task::Verifying { .. } | Task::Leaving(_) => Vec::new(),
        }
    }

    /// Verifies the user first, and then continues with `action`.
    pub(super) fn verify(&mut self, action: Action) -> Vec<Command> {
        let Some(details) = self.details() else { return Vec::new() };
        let (name, has_passkey) = (details.session.user.name.clone(), !details.passkeys.passkeys.is_empty());
        let mut commands = self.give_up_fetching();
        let (mut verification, first) =
            Verification::begin(name, has_passkey, self.features, self.device, self.attempts);
        if !verification.offers_passkey && !verification.offers_password {
            // With this backend, only a new sign-in counts as fresh.
            commands.extend(self.expire());
            return commands;
        }
        verification.prompt.pending = self.held;
        self.attempts = verification.attempts;
        self.task = Task::Verifying { action, verification: Box::new(verification) };
        commands.extend(first.into_iter().map(Command::Verify));
        commands
    }

    fn verification_event(&mut self, event: verification::Event) -> Vec<Command> {
        let Task::Verifying { action, verification } = &mut self.task else {
            if event.lets_go_of(self.held) {
                self.held = Pending::None;
            }
            return Vec::new();
        };
        let commands = verification.update(event);
        self.attempts = verification.attempts;
        self.held = verification.prompt.pending;
        let mut commands: Vec<_> = commands.into_iter().map(Command::Verify).collect();
        match verification.step {
            Step::Verified => {
                let action = action.clone();
                commands.extend(self.go_on(action));
            }
            Step::Canceled => commands.extend(self.give_up_action()),
            Step::Failed { problem: Problem::SessionExpired, .. } | Step::SignedOut => {
                commands.extend(self.expire());
            }
            Step::Asked { .. }
            | Step::Prompt
            | Step::CheckingPasskey
            | Step::CheckingPassword
            | Step::Failed { .. } => {}
        }
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
    fn give_up_action(&mut self) -> Vec<Command> {
        let Task::Verifying { action, .. } = &self.task else { return Vec::new() };
        self.task = match action {
            Action::Rename { id, .. } => Task::Renaming { id: id.clone(), error: None },
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
            Task::Verifying { verification, .. } => {
                commands.extend(verification.end().into_iter().map(Command::Verify));
                self.held = verification.prompt.pending;
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
        self.listing = Listing::Failed(Problem::SessionExpired);
        commands
    }
}
