//! Renaming a passkey. The new name appears in the list at once, and is reverted if it can't be saved.

use super::{Action, Command, Security, Task};
use crate::PortalMessage;
use crate::classify::BackendFailure;
use crate::flow::names;
use crate::wire::Passkey;

impl Security {
    pub(super) fn rename_chosen(&mut self, id: String) -> Vec<Command> {
        if self.is_free() && self.passkey(&id).is_some() {
            self.notice = None;
            self.task = Task::Renaming { id, error: None };
        }
        Vec::new()
    }

    pub(super) fn name_submitted(&mut self, typed: &str) -> Vec<Command> {
        let Task::Renaming { id, .. } = &self.task else { return Vec::new() };
        let id = id.clone();
        let name = match names::checked(typed) {
            Ok(name) => name,
            Err(error) => {
                self.task = Task::Renaming { id, error: Some(error) };
                return Vec::new();
            }
        };
        if self.passkey(&id).is_some_and(|passkey| passkey.name == name) {
            self.task = Task::None;
            return Vec::new();
        }
        self.rename(id, name.to_owned())
    }

    pub(super) fn rename(&mut self, id: String, name: String) -> Vec<Command> {
        let Some(passkey) = self.passkey_mut(&id) else {
            self.task = Task::None;
            self.notice = Some(PortalMessage::RemovedElsewhere);
            return Vec::new();
        };
        let before = std::mem::replace(&mut passkey.name, name.clone());
        self.task = Task::SavingName { id: id.clone(), before };
        let attempt = self.attempts.begin();
        vec![Command::Rename { attempt, id, name }]
    }

    pub(super) fn renamed(&mut self, result: Result<String, BackendFailure>) -> Vec<Command> {
        let Task::SavingName { id, before } = &self.task else { return Vec::new() };
        let (id, before) = (id.clone(), before.clone());
        match result {
            Ok(name) => {
                self.task = Task::None;
                if let Some(passkey) = self.passkey_mut(&id) {
                    passkey.name.clone_from(&name);
                }
                self.notice = Some(PortalMessage::Renamed { name });
                // A list that is on its way may predate the new name, and one that was due may have been held
                // back.
                let mut commands = self.fetch_anew();
                commands.push(Command::TellTabs);
                commands
            }
            Err(failure) => {
                let typed = self.passkey_mut(&id).map(|passkey| std::mem::replace(&mut passkey.name, before));
                match failure.code() {
                    Some("verification_required") => {
                        self.verify(Action::Rename { id, name: typed.unwrap_or_default() })
                    }
                    Some("not_found") => self.gone(&id),
                    _ if failure.ends_session() => self.expire(),
                    _ => {
                        let error = Some(PortalMessage::DidNotWork);
                        self.task = Task::Renaming { id, error };
                        // The new name may have reached the backend all the same.
                        self.fetch_anew()
                    }
                }
            }
        }
    }

    /// Reverts a name that hasn't been saved yet.
    pub(super) fn take_name_back(&mut self) {
        if let Task::SavingName { id, before } = &self.task {
            let (id, before) = (id.clone(), before.clone());
            if let Some(passkey) = self.passkey_mut(&id) {
                passkey.name = before;
            }
        }
    }

    /// Returns the passkey whose name is being saved.
    pub(super) fn passkey_in_saving(&self) -> Option<&Passkey> {
        if let Task::SavingName { id, .. } = &self.task { self.passkey(id) } else { None }
    }

    fn passkey_mut(&mut self, id: &str) -> Option<&mut Passkey> {
        self.list.details_mut()?.passkeys.passkeys.iter_mut().find(|passkey| passkey.id == id)
    }
}
