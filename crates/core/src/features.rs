//! What a backend can do: what it lacks, the pages don't offer.

use crate::Device;
use crate::wire::NextStep;

/// What the pages can offer with a backend.
#[expect(clippy::struct_excessive_bools, reason = "independent facts, each of which decides on its own")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Features {
    /// People sign in with passkeys.
    pub passkey: bool,
    /// They can do so before they say who they are: with discoverable credentials, and so in the autofill.
    pub discoverable: bool,
    /// People sign in with a password.
    pub password: bool,
    /// A code can be sent once more.
    pub resend_code: bool,
    /// Passkeys are set up.
    pub set_up: bool,
    /// A password manager may create a passkey by itself (`conditionalCreate`).
    pub conditional_create: bool,
    /// There is a list of one's own passkeys.
    pub list: bool,
    /// They have names that can be changed.
    pub rename: bool,
    /// They can be removed.
    pub remove: bool,
    /// A person's own name can be changed.
    pub rename_account: bool,
    /// A session can be ended.
    pub end_session: bool,
    /// Who is signed in can be verified by the password.
    pub verify_by_password: bool,
    /// Who is signed in can be verified by a passkey.
    pub verify_by_passkey: bool,
}

impl Features {
    /// The step that an account goes on with: the other one, where a backend hasn't got the one that it names.
    pub fn next(self, next: NextStep) -> NextStep {
        match next {
            NextStep::Passkey if !self.passkey => NextStep::Password,
            NextStep::Password if !self.password => NextStep::Passkey,
            NextStep::Passkey | NextStep::Password => next,
        }
    }

    /// All of them as bits, the first one lowest.
    pub fn to_bits(self) -> u32 {
        let facts = self.facts().into_iter().enumerate();
        facts.map(|(index, fact)| u32::from(fact) << index).sum()
    }

    /// What [`Self::to_bits`] gave.
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

    /// What is left of a device's capabilities.
    #[must_use]
    pub fn within(self, device: Device) -> Device {
        let conditional_create =
            if self.conditional_create { device.conditional_create } else { Some(false) };
        Device { conditional_create, ..device }
    }

    /// Those of the native contract.
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
