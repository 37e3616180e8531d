//! What a backend can do. The pages don't offer what it lacks.

use crate::Device;
use crate::wire::NextStep;

/// What the pages can offer with a given backend.
#[expect(clippy::struct_excessive_bools, reason = "independent facts, each of which decides on its own")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Features {
    /// Whether users can sign in with passkeys.
    pub passkey: bool,
    /// Whether they can do so before they say who they are: with discoverable credentials, and therefore from
    /// autofill.
    pub discoverable: bool,
    /// Whether users can sign in with a password.
    pub password: bool,
    /// Whether a code can be sent again.
    pub resend_code: bool,
    /// Whether passkeys can be set up.
    pub set_up: bool,
    /// Whether a password manager may create a passkey by itself (`conditionalCreate`).
    pub conditional_create: bool,
    /// Whether users can list their own passkeys.
    pub list: bool,
    /// Whether passkeys have names that can be changed.
    pub rename: bool,
    /// Whether passkeys can be removed.
    pub remove: bool,
    /// Whether users can change their own name.
    pub rename_account: bool,
    /// Whether a session can be ended.
    pub end_session: bool,
    /// Whether a signed-in user can be verified by password.
    pub verify_by_password: bool,
    /// Whether a signed-in user can be verified by passkey.
    pub verify_by_passkey: bool,
}

impl Features {
    /// Returns the step with which an account's sign-in continues: `next`, or the other one if the backend
    /// doesn't have it.
    pub fn next(self, next: NextStep) -> NextStep {
        match next {
            NextStep::Passkey if !self.passkey => NextStep::Password,
            NextStep::Password if !self.password => NextStep::Passkey,
            NextStep::Passkey | NextStep::Password => next,
        }
    }

    /// Returns the features as bits, the first one lowest.
    pub fn to_bits(self) -> u32 {
        let facts = self.facts().into_iter().enumerate();
        facts.map(|(index, fact)| u32::from(fact) << index).sum()
    }

    /// Returns the features that [`Self::to_bits`] turned into `bits`.
    pub fn from_bits(bits: u32) -> Self {
        let mut features = Self::ALL;
        for (index, fact) in features.facts_mut().into_iter().enumerate() {
            *fact = bits >> index & 1 == 1;
        }
        features
    }

    fn facts(mut self) -> [bool; 13] {
        self.facts_mut().map(|fact| *fact)
    }

    fn facts_mut(&mut self) -> [&mut bool; 13] {
        [
            &mut self.passkey,
            &mut self.discoverable,
            &mut self.password,
            &mut self.resend_code,
            &mut self.set_up,
            &mut self.conditional_create,
            &mut self.list,
            &mut self.rename,
            &mut self.remove,
            &mut self.rename_account,
            &mut self.end_session,
            &mut self.verify_by_password,
            &mut self.verify_by_passkey,
        ]
    }

    /// Returns a device's capabilities, limited to what the backend supports.
    #[must_use]
    pub fn within(self, device: Device) -> Device {
        let conditional_create =
            if self.conditional_create { device.conditional_create } else { Some(false) };
        Device { conditional_create, ..device }
    }

    /// The features of the native contract: all of them.
    pub const ALL: Self = Self {
        passkey: true,
        discoverable: true,
        password: true,
        resend_code: true,
        set_up: true,
        conditional_create: true,
        list: true,
        rename: true,
        remove: true,
        rename_account: true,
        end_session: true,
        verify_by_password: true,
        verify_by_passkey: true,
    };
}

impl Default for Features {
    fn default() -> Self {
        Self::ALL
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_pass_from_one_program_to_another_as_bits() {
        assert_eq!(Features::ALL.to_bits(), 0x1fff);
        for bits in [0, 1, 0x1000, 0x0a5a, 0x1fff] {
            assert_eq!(Features::from_bits(bits).to_bits(), bits);
        }
        assert!(!Features::from_bits(0x1fff - 2).discoverable);
    }
}
