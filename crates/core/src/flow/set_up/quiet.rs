//! Conditional create: after a sign-in with a password, a password manager may create a passkey by itself,
//! without a prompt (WebAuthn Level 3 §5.1.3). Whether it does is its own decision; a failure is never shown.

use super::{Command, SetUp, Step};
use crate::classify::Mediation;
use crate::flow::ceremony::{CeremonyFailure, Pending};
use crate::wire::RegistrationResponse;

impl SetUp {
    /// Lets the password manager create a passkey while the page offers one, once the options and the device
    /// are known.
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
                let options = self.ceremony.options.take_ready();
                let rp_id = options.and_then(|options| options.rp.id);
                self.activate(credential, rp_id, Mediation::Conditional)
            }
            Err(_) => Vec::new(),
        }
    }

    /// Continues with a fresh challenge, for a password manager that hasn't decided and for the next press.
    pub(super) fn options_expired(&mut self) -> Vec<Command> {
        if matches!(self.ceremony.pending, Pending::Quiet(_)) {
            self.tried_quietly = false;
        }
        let mut commands: Vec<_> = self.ceremony.abandon().map(Command::Abort).collect();
        let may_ask = match self.step {
            Step::Offered | Step::AnotherDevice | Step::OpeningPrompt(_) => true,
            Step::Prompting { .. }
            | Step::Activating { .. }
            | Step::Created(_)
            | Step::Deferring
            | Step::Left(_)
            | Step::Failed { .. } => false,
        };
        if may_ask {
            commands.extend(self.fetch_options());
        }
        commands
    }
}
