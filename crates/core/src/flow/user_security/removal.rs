//! Removing passkeys: confirmed first, with a reason, and shown only once it is done.

use super::{Command, Listing, Task, UserSecurity, Which};
use crate::Features;
use crate::PortalMessage;
use crate::classify::BackendFailure;
use crate::flow::Verification;
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
            1..=LONGEST_REASON => return self.remove(which, reason.to_owned()),
            _ => PortalMessage::ReasonTooLong { longest: LONGEST_REASON.to_string() },
        };
        self.task = Task::Confirming { which, error: Some(error) };
        Vec::new()
    }

    pub(super) fn remove(&mut self, which: Which, reason: String) -> Vec<Command> {
        // An answer that is on its way would still contain the passkeys.
        let mut commands = self.give_up_fetching();
        let attempt = self.attempts.begin();
        self.task = Task::Removing { which: which.clone(), reason: reason.clone() };
        commands.push(Command::Remove { attempt, user: self.user.clone(), which, reason });
        commands
    }

    pub(super) fn removed(&mut self, result: Result<(), BackendFailure>) -> Vec<Command> {
        let Task::Removing { which, reason } = &self.task else { return Vec::new() };
        let (which, reason) = (which.clone(), reason.clone());
        let Err(failure) = result else { return self.done(&which) };
        match failure.code() {
            Some("verification_required") => self.verify(which, reason),
            Some("role_insufficient") => {
                if let Listing::Loaded { details, .. } = &mut self.listing {
                    details.security.may_remove = false;
                }
                self.over(PortalMessage::RoleMayNotRemove)
            }
            Some("not_found") => self.over(PortalMessage::RemovedElsewhere),
            _ if failure.ends_session() => self.end(Listing::Failed(Problem::SessionExpired)),
            _ => {
                let error = Some(PortalMessage::DidNotWork);
                self.task = Task::Confirming { which, error };
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
        if let Listing::Loaded { details, .. } = &mut self.listing {
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
    fn verify(&mut self, which: Which, reason: String) -> Vec<Command> {
        let Some(details) = self.details() else { return Vec::new() };
        let (name, has_passkey) = (details.session.user.name.clone(), details.session.passkeys > 0);
        let mut commands = self.give_up_fetching();
        // Only the native contract has administration, and it supports both ways of verifying.
        let (mut verification, first) =
            Verification::begin(name, has_passkey, Features::ALL, self.device, self.attempts);
        verification.prompt.pending = std::mem::take(&mut self.held);
        self.attempts = verification.attempts;
        self.task = Task::Verifying { which, reason, verification: Box::new(verification) };
        commands.extend(first.into_iter().map(Command::Verify));
        commands
    }
}
