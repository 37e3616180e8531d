//! Choosing another device, and getting there and back.

use super::{Command, SignIn, Step};
use crate::flow::prefetched::Prefetched;
use crate::flow::target::Target;
use crate::problem::Recovery;

impl SignIn {
    pub(super) fn another_device_chosen(&mut self) -> Vec<Command> {
        let offered =
            matches!(self.step, Step::Passkey) || self.recoveries().contains(&Recovery::AnotherDevice);
        if !offered {
            return Vec::new();
        }
        let mut commands = self.end_quiet_request();
        self.step = Step::AnotherDevice;
        if matches!(self.ceremony.options, Prefetched::None) {
            commands.extend(self.fetch_options());
        }
        commands
    }

    pub(super) fn phone_or_key_chosen(&mut self, target: Target) -> Vec<Command> {
        if matches!(self.step, Step::AnotherDevice) { self.open_prompt(target) } else { Vec::new() }
    }

    pub(super) fn back_chosen(&mut self) -> Vec<Command> {
        if !matches!(self.step, Step::AnotherDevice) {
            return Vec::new();
        }
        if self.identifier.is_empty() {
            return self.back_to_identifier();
        }
        self.step = Step::Passkey;
        Vec::new()
    }
}
