//! Fetching the account, and what follows from it.

use super::{Command, Details, Listing, Task, UserSecurity};
use crate::PortalMessage;
use crate::classify::{BackendFailure, classify_backend};
use crate::problem::{Operation, Problem};

impl UserSecurity {
    /// Fetches the account, unless it is being fetched already.
    pub(super) fn fetch(&mut self) -> Vec<Command> {
        if self.fetching.is_some() {
            return Vec::new();
        }
        let attempt = self.attempts.beside();
        self.fetching = Some(attempt);
        vec![Command::Fetch { attempt, user: self.user.clone() }]
    }

    /// Fetches the account again, since what is on its way may predate a change.
    pub(super) fn fetch_anew(&mut self) -> Vec<Command> {
        let mut commands = self.give_up_fetching();
        commands.extend(self.fetch());
        commands
    }

    pub(super) fn give_up_fetching(&mut self) -> Vec<Command> {
        self.fetching.take().map(Command::Abort).into_iter().collect()
    }

    /// Refreshes the account, since something may have changed. While passkeys are being removed, or the
    /// administrator is being verified for that, this waits: the account is fetched after what follows.
    pub(super) fn refresh(&mut self) -> Vec<Command> {
        let looks = matches!(self.listing, Listing::Loaded { .. })
            && matches!(self.task, Task::None | Task::Confirming { .. });
        if looks { self.fetch() } else { Vec::new() }
    }

    pub(super) fn fetched(&mut self, result: Result<Box<Details>, BackendFailure>) -> Vec<Command> {
        self.fetching = None;
        match result {
            Ok(details) => {
                self.listing = Listing::Loaded { details, is_stale: false };
                if let Task::Confirming { which, .. } = &self.task
                    && (!self.has(which) || !self.may_remove())
                {
                    self.notice = Some(if self.may_remove() {
                        PortalMessage::RemovedElsewhere
                    } else {
                        PortalMessage::RoleMayNotRemove
                    });
                    self.task = Task::None;
                }
                Vec::new()
            }
            Err(failure) => self.fetch_failed(&failure),
        }
    }

    fn fetch_failed(&mut self, failure: &BackendFailure) -> Vec<Command> {
        match failure.code() {
            Some("role_insufficient") => return self.end(Listing::Forbidden),
            Some("not_found") => return self.end(Listing::NotFound),
            _ => {}
        }
        match (classify_backend(failure, Operation::SignIn), &mut self.listing) {
            (Problem::SessionExpired, _) => self.end(Listing::Failed(Problem::SessionExpired)),
            (_, Listing::Loaded { is_stale, .. }) => {
                *is_stale = true;
                Vec::new()
            }
            (problem, _) => self.end(Listing::Failed(problem)),
        }
    }
}
