//! Fetching the list, and what follows from it.

use super::{Action, Command, Content, Security, Task};
use crate::PortalMessage;
use crate::classify::{BackendFailure, classify_backend};
use crate::flow::account::Details;
use crate::flow::signal::Signal;
use crate::problem::{Operation, Problem};

impl Security {
    /// Fetches the list, unless it is being fetched already.
    pub(super) fn fetch(&mut self) -> Vec<Command> {
        self.list.fetch(&mut self.attempts).map(Command::Fetch).into_iter().collect()
    }

    /// Fetches the list again, since one that is on its way may predate a change.
    pub(super) fn fetch_anew(&mut self) -> Vec<Command> {
        let mut commands = self.give_up_fetching();
        commands.extend(self.fetch());
        commands
    }

    pub(super) fn give_up_fetching(&mut self) -> Vec<Command> {
        self.list.give_up().map(Command::Abort).into_iter().collect()
    }

    /// Refreshes the list, since something may have changed. While the user is being verified this waits: the
    /// list is fetched after what follows.
    pub(super) fn refresh(&mut self) -> Vec<Command> {
        let looks = matches!(self.list.content, Content::Loaded { .. })
            && !matches!(self.task, Task::Verifying { .. } | Task::Leaving(_) | Task::Removing { .. });
        if looks { self.fetch() } else { Vec::new() }
    }

    pub(super) fn fetched(&mut self, result: Result<Box<Details>, BackendFailure>) -> Vec<Command> {
        self.list.answered();
        match result {
            Ok(details) => self.loaded(details),
            Err(failure) => {
                let problem = classify_backend(&failure, Operation::SignIn);
                if problem == Problem::SessionExpired {
                    return self.expire();
                }
                self.list.failed(problem);
                self.did_not_work();
                Vec::new()
            }
        }
    }

    /// Stops what can't continue without the list.
    fn did_not_work(&mut self) {
        let error = PortalMessage::DidNotWork;
        match &self.task {
            Task::Adding => {
                self.task = Task::None;
                self.notice = Some(error);
            }
            Task::Rechecking { id } => {
                self.task = Task::Confirming { id: id.clone(), acknowledged: false, error: Some(error) };
            }
            Task::None
            | Task::Renaming { .. }
            | Task::SavingName { .. }
            | Task::Confirming { .. }
            | Task::Removing { .. }
            | Task::LimitReached
            | Task::Verifying { .. }
            | Task::Leaving(_) => {}
        }
    }

    fn loaded(&mut self, mut details: Box<Details>) -> Vec<Command> {
        self.keep_name(&mut details);
        let mut commands = Vec::new();
        if std::mem::take(&mut self.signal_due)
            && let Some((rp_id, user_id)) = details.passkeys.owner()
        {
            let ids = details.passkeys.passkeys.iter().map(|passkey| passkey.credential_id().to_owned());
            let all_accepted_credential_ids = ids.collect();
            let signal = Signal::AllAcceptedCredentials { rp_id, user_id, all_accepted_credential_ids };
            commands.push(Command::Signal(signal));
        }
        self.list.arrived(details);
        match &self.task {
            Task::Adding => commands.extend(self.add()),
            Task::Renaming { id, .. }
            | Task::SavingName { id, .. }
            | Task::Confirming { id, .. }
            | Task::Rechecking { id }
                if self.passkey(id).is_none() =>
            {
                // The passkey is gone, so there is nothing left to rename.
                if matches!(self.task, Task::SavingName { .. }) {
                    commands.push(Command::Abort(self.attempts.awaited));
                }
                self.task = Task::None;
                self.notice = Some(PortalMessage::RemovedElsewhere);
            }
            Task::Rechecking { id } => commands.extend(self.rechecked(id.clone())),
            Task::Confirming { .. } => self.forget_what_is_not_wrong_any_more(),
            Task::None
            | Task::Renaming { .. }
            | Task::SavingName { .. }
            | Task::Removing { .. }
            | Task::LimitReached
            | Task::Verifying { .. }
            | Task::Leaving(_) => {}
        }
        commands
    }

    /// Keeps the new name on the page, since the list may predate the saving of it.
    fn keep_name(&mut self, details: &mut Details) {
        let shown = self.passkey_in_saving().map(|passkey| passkey.name.clone());
        if let (Task::SavingName { id, before }, Some(shown)) = (&mut self.task, shown)
            && let Some(passkey) = details.passkeys.passkeys.iter_mut().find(|passkey| passkey.id == *id)
        {
            *before = std::mem::replace(&mut passkey.name, shown);
        }
    }

    /// Seconds a verification must still be valid for, so that the user gets through a set-up that requires
    /// it.
    const ENOUGH_S: u32 = 60;

    pub(super) fn add_chosen(&mut self) -> Vec<Command> {
        if !self.is_free() {
            return Vec::new();
        }
        self.notice = None;
        self.task = Task::Adding;
        self.fetch_anew()
    }

    fn add(&mut self) -> Vec<Command> {
        let Some(details) = self.details() else { return Vec::new() };
        if details.passkeys.passkeys.len() >= usize::try_from(details.passkeys.limit).unwrap_or(usize::MAX) {
            self.task = Task::LimitReached;
            return Vec::new();
        }
        if details.session.fresh_for_s < Self::ENOUGH_S {
            return self.verify(Action::Add);
        }
        self.task = Task::Leaving(super::Destination::SetUp);
        Vec::new()
    }
}
