//! Removing a passkey: confirmed first, since it can't be undone, and shown only once it is done.

use super::{Action, Command, Security, Task};
use crate::PortalMessage;
use crate::classify::BackendFailure;

impl Security {
    pub(super) fn remove_chosen(&mut self, id: String) -> Vec<Command> {
        if self.is_free() && self.passkey(&id).is_some() {
            self.notice = None;
            self.task = Task::Confirming { id, acknowledged: false, error: None };
        }
        Vec::new()
    }

    pub(super) fn acknowledged(&mut self, now: bool) -> Vec<Command> {
        if let Task::Confirming { acknowledged, error, .. } = &mut self.task {
            *acknowledged = now;
            *error = None;
        }
        Vec::new()
    }

    pub(super) fn removal_confirmed(&mut self) -> Vec<Command> {
        let Task::Confirming { id, acknowledged, .. } = &self.task else { return Vec::new() };
        let (id, acknowledged) = (id.clone(), *acknowledged);
        if self.is_last(&id) && !acknowledged {
            let error = Some(PortalMessage::AcknowledgeFirst);
            self.task = Task::Confirming { id, acknowledged, error };
            return Vec::new();
        }
        let is_current = !self.list.is_fetching() && !self.is_stale();
        if is_current { self.remove(id, acknowledged) } else { self.remove_by_new_list(id, acknowledged) }
    }

    /// Removes a passkey when the list may be too old to show whether it is the last one. A user who hasn't
    /// acknowledged the consequences waits for a new list.
    pub(super) fn remove_by_new_list(&mut self, id: String, acknowledged: bool) -> Vec<Command> {
        if acknowledged {
            return self.remove(id, acknowledged);
        }
        self.task = Task::Rechecking { id };
        self.fetch()
    }

    /// Clears the demand to tick the box, which isn't there once the passkey is no longer the last one.
    pub(super) fn forget_what_is_not_wrong_any_more(&mut self) {
        let Task::Confirming { id, .. } = &self.task else { return };
        let is_last = self.is_last(id);
        if let Task::Confirming { error, .. } = &mut self.task
            && *error == Some(PortalMessage::AcknowledgeFirst)
            && !is_last
        {
            *error = None;
        }
    }

    /// Continues with a new list, which shows whether the passkey is the last one.
    pub(super) fn rechecked(&mut self, id: String) -> Vec<Command> {
        if self.is_last(&id) {
            let error = Some(PortalMessage::AcknowledgeFirst);
            self.task = Task::Confirming { id, acknowledged: false, error };
            return Vec::new();
        }
        self.remove(id, false)
    }

    fn remove(&mut self, id: String, acknowledged: bool) -> Vec<Command> {
        // A list that is on its way would still contain the passkey.
        let mut commands = self.give_up_fetching();
        self.task = Task::Removing { id: id.clone(), acknowledged };
        let attempt = self.attempts.begin();
        commands.push(Command::Remove { attempt, id });
        commands
    }

    pub(super) fn removed(&mut self, result: Result<(), BackendFailure>) -> Vec<Command> {
        let Task::Removing { id, acknowledged } = &self.task else { return Vec::new() };
        let (id, acknowledged) = (id.clone(), *acknowledged);
        match result {
            Ok(()) => {
                let name = self.passkey(&id).map(|passkey| passkey.name.clone()).unwrap_or_default();
                let mut commands = self.gone(&id);
                self.notice = Some(PortalMessage::Removed { name });
                commands.push(Command::TellTabs);
                commands
            }
            Err(failure) => match failure.code() {
                Some("verification_required") => self.verify(Action::Remove { id, acknowledged }),
                Some("not_found") => self.gone(&id),
                _ if failure.ends_session() => self.expire(),
                _ => {
                    let error = Some(PortalMessage::DidNotWork);
                    self.task = Task::Confirming { id, acknowledged, error };
                    // The removal may have reached the backend all the same.
                    self.signal_due = true;
                    self.fetch_anew()
                }
            },
        }
    }

    /// Handles a passkey that the backend no longer has: fetches the remaining ones, and has them signaled to
    /// the authenticators.
    pub(super) fn gone(&mut self, id: &str) -> Vec<Command> {
        self.task = Task::None;
        if let Some(details) = self.list.details_mut() {
            details.passkeys.passkeys.retain(|passkey| passkey.id != id);
        }
        self.notice = Some(PortalMessage::RemovedElsewhere);
        self.signal_due = true;
        self.fetch_anew()
    }
}
