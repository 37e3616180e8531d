//! Conditional create: after a sign-in with a password, a password manager may make a passkey by itself, without a
//! prompt (WebAuthn Level 3 §5.1.3). It decides whether it does; a failure of it is never shown.

use super::{Command, SetUp, Step};
use crate::classify::{Mediation, OwnEnd};
use crate::flow::ceremony::{CeremonyFailure, Pending};
use crate::wire::RegistrationResponse;

impl SetUp {
    /// Lets the password manager make a passkey while the page offers one, once options and device are known.
    pub(super) fn start_quiet_creation(&mut self) -> Vec<Command> {
        let offered = matches!(self.step, Step::Offered)
            && self.device.conditional_create == Some(true)
            && !self.tried_quietly;
        match self.ceremony.lend_options() {
            Some(options) if offered && options.offers_public_key() => {
                let attempt = self.attempts.beside();
                self.ceremony.pending = Pending::Quiet(attempt);
                self.tried_quietly = true;
                vec![Command::Create { attempt, options, mediation: Mediation::Conditional }]
            }
            Some(_) | None => Vec::new(),
        }
    }

    pub(super) fn quiet_creation_answered(
        &mut self,
        result: Result<Box<RegistrationResponse>, CeremonyFailure>,
    ) -> Vec<Command> {
        match result {
            Ok(credential) => {
                let mut commands = self.drop_options();
                commands.extend(self.activate(credential, Mediation::Conditional));
                commands
            }
            // The challenge is about to expire: go on with a fresh one.
            Err(failure) if failure.ended_by == Some(OwnEnd::Deadline) => {
                self.tried_quietly = false;
                self.fetch_options()
            }
            Err(_) => Vec::new(),
        }
    }
}
