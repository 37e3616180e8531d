//! Removing passkeys: confirmed first, with a reason, and shown only once it is done.

use super::{Command, Content, Removal, Task, UserSecurity, Which};
use crate::Features;
use crate::PortalMessage;
use crate::classify::BackendFailure;
use crate::flow::Verification;
use crate::flow::guarded::Guarded;
use crate::problem::Problem;

/// Maximum length of a reason, in characters.
pub(super) const LONGEST_REASON: usize = 200;

impl UserSecurity {
    pub(super) fn remove_chosen(&mut self, which: Which) -> Vec<Command> {
        if self.task == Task::None && self.may_remove() && self.has(&which) {
            self.notice = None;
            self.task = Task::Confirming { which, error: None };
        }
        Vec::new()
    }

    pub(super) fn removal_confirmed(&mut self, typed: &str) -> Vec<Command> {
        let Task::Confirming { which, .. } = &self.task else { return Vec::new() };
        let (which, reason) = (which.clone(), typed.trim());
        let error = match reason.chars().count() {
            0 => PortalMessage::ReasonMissing,
            1..=LONGEST_REASON => return self.remove(Removal { which, reason: reason.to_owned() }),
            _ => PortalMessage::ReasonTooLong { longest: LONGEST_REASON.to_string() },
        };
        self.task = Task::Confirming { which, error: Some(error) };
        Vec::new()
    }

    pub(super) fn remove(&mut self, removal: Removal) -> Vec<Command> {
        // An answer that is on its way would still contain the passkeys.
        let mut commands = self.give_up_fetching();
        let attempt = self.attempts.begin();
        let Removal { which, reason } = removal.clone();
        self.task = Task::Removing(removal);
        commands.push(Command::Remove { attempt, user: self.user.clone(), which, reason });
        commands
    }

    pub(super) fn removed(&mut self, result: Result<(), BackendFailure>) -> Vec<Command> {
        let Task::Removing(removal) = &self.task else { return Vec::new() };
        let removal = removal.clone();
        let Err(failure) = result else { return self.done(&removal.which) };
        match failure.code() {
            Some("verification_required") => self.verify(removal),
            Some("role_insufficient") => {
                if let Some(details) = self.list.details_mut() {
                    details.security.may_remove = false;
                }
                self.over(PortalMessage::RoleMayNotRemove)
            }
            Some("not_found") => self.over(PortalMessage::RemovedElsewhere),
            _ if failure.ends_session() => self.end(Content::Failed(Problem::SessionExpired)),
            _ => {
                let error = Some(PortalMessage::DidNotWork);
                self.task = Task::Confirming { which: removal.which, error };
                // The removal may have reached the backend all the same.
                self.fetch_anew()
            }
        }
    }

    fn done(&mut self, which: &Which) -> Vec<Command> {
        let notice = match which {
            Which::One(id) => {
                let name = self.passkey(id).map(|passkey| passkey.name.clone()).unwrap_or_default();
                PortalMessage::Removed { name }
            }
            Which::All => PortalMessage::AllRemoved,
        };
        if let Some(details) = self.list.details_mut() {
            details.security.passkeys.retain(|passkey| match which {
                Which::One(id) => passkey.id != *id,
                Which::All => false,
            });
        }
        self.over(notice)
    }

    /// Closes the task, since there is nothing left to ask. The backend says what is there now, and what was
    /// done.
    fn over(&mut self, notice: PortalMessage) -> Vec<Command> {
        self.task = Task::None;
        self.notice = Some(notice);
        self.fetch_anew()
    }

    /// Verifies the administrator first, and then continues with the removal.
    fn verify(&mut self, removal: Removal) -> Vec<Command> {
        let Some(details) = self.details() else { return Vec::new() };
        let (name, has_passkey) = (details.session.user.name.clone(), details.session.passkeys > 0);
        let mut commands = self.give_up_fetching();
        // Only the native contract has administration, and it supports both ways of verifying.
        let begun = Verification::begin(name, has_passkey, Features::ALL, self.device, self.attempts);
        if let Some((guarded, first)) = Guarded::begin(removal, begun, self.held, &mut self.attempts) {
            self.task = Task::Verifying(guarded);
            commands.extend(first.into_iter().map(Command::Verify));
        }
        commands
    }
}
