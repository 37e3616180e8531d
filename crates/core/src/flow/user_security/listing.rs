//! Fetching the account, and what follows from it.

use super::{Command, Content, Details, Refusal, Task, UserSecurity};
use crate::classify::{BackendFailure, classify_backend};
use crate::problem::{Operation, Problem};
use crate::{Attempt, PortalMessage};

impl UserSecurity {
    /// Fetches the account, unless it is being fetched already.
    pub(super) fn fetch(&mut self) -> Vec<Command> {
        let attempt = self.list.fetch(&mut self.attempts);
        attempt.map(|attempt| self.fetch_under(attempt)).into_iter().collect()
    }

    pub(super) fn fetch_under(&self, attempt: Attempt) -> Command {
        Command::Fetch { attempt, user: self.user.clone() }
    }

    /// Fetches the account again, since what is on its way may predate a change.
    pub(super) fn fetch_anew(&mut self) -> Vec<Command> {
        let mut commands = self.give_up_fetching();
        commands.extend(self.fetch());
        commands
    }

    pub(super) fn give_up_fetching(&mut self) -> Vec<Command> {
        self.list.give_up().map(Command::Abort).into_iter().collect()
    }

    /// Refreshes the account, since something may have changed. While passkeys are being removed, or the
    /// administrator is being verified for that, this waits: the account is fetched after what follows.
    pub(super) fn refresh(&mut self) -> Vec<Command> {
        let looks = matches!(self.list.content, Content::Loaded { .. })
            && matches!(self.task, Task::None | Task::Confirming { .. });
        if looks { self.fetch() } else { Vec::new() }
    }

    pub(super) fn fetched(&mut self, result: Result<Box<Details>, BackendFailure>) -> Vec<Command> {
        self.list.answered();
        match result {
            Ok(details) => {
                self.list.arrived(details);
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
            Some("role_insufficient") => return self.end(Content::Refused(Refusal::Forbidden)),
            Some("not_found") => return self.end(Content::Refused(Refusal::NotFound)),
            _ => {}
        }
        let problem = classify_backend(failure, Operation::SignIn);
        if problem == Problem::SessionExpired || self.details().is_none() {
            return self.end(Content::Failed(problem));
        }
        self.list.failed(problem);
        Vec::new()
    }
}
