//! Requests the user didn't ask for: passkeys in the first page's autofill, and immediate mode on the passkey
//! page. Their failures are never shown, since the page and its buttons are still there.

use super::{Command, SignIn, Step};
use crate::classify::Mediation;
use crate::flow::ceremony::{CeremonyFailure, Pending};
use crate::wire::{AuthenticationResponse, RequestOptions};

impl SignIn {
    /// Fetches the options for the autofill request and for the first page's 'Log in with passkey'.
    pub(super) fn prepare_autofill(&mut self) -> Vec<Command> {
        let mut commands = self.drop_options();
        if self.device.webauthn && self.features.discoverable {
            commands.extend(self.fetch_options());
        }
        commands
    }

    /// Lets the browser offer passkeys in autofill, once the options and the device are known.
    pub(super) fn start_autofill(&mut self) -> Vec<Command> {
        let offered =
            matches!(self.step, Step::Identifier { .. }) && self.device.conditional_get == Some(true);
        match self.ceremony.lend_options() {
            Some(options) if offered => self.ask_quietly(options, Mediation::Conditional),
            Some(_) | None => Vec::new(),
        }
    }

    /// Asks for a passkey on this device, which the browser has at once or not at all. If it has none, or the
    /// browser can't tell, the account's options are fetched for the next press. The user activation is the
    /// press of 'Continue'.
    pub(super) fn start_immediate(&mut self) -> Vec<Command> {
        match self.ceremony.lend_options() {
            Some(options) if self.device.immediate_get == Some(true) => {
                self.ask_quietly(options, Mediation::Immediate)
            }
            Some(_) | None => self.fetch_options(),
        }
    }

    fn ask_quietly(&mut self, options: Box<RequestOptions>, mediation: Mediation) -> Vec<Command> {
        let attempt = self.attempts.beside();
        self.ceremony.pending = Pending::Quiet(attempt);
        vec![Command::Assert { attempt, options, mediation }]
    }

    /// Ends whatever is pending. The options of immediate mode go with it, since they are for any account.
    pub(super) fn end_quiet_request(&mut self) -> Vec<Command> {
        let is_immediate =
            matches!(self.step, Step::Passkey) && matches!(self.ceremony.pending, Pending::Quiet(_));
        let mut commands = self.end_ceremony();
        if is_immediate {
            commands.extend(self.drop_options());
        }
        commands
    }

    pub(super) fn quiet_request_answered(
        &mut self,
        result: Result<Box<AuthenticationResponse>, CeremonyFailure>,
    ) -> Vec<Command> {
        match result {
            Ok(assertion) => {
                let options = self.ceremony.options.take_ready();
                self.verify(assertion, options.as_deref())
            }
            Err(_) if matches!(self.step, Step::Passkey) => self.fetch_options(),
            Err(_) => Vec::new(),
        }
    }

    /// Continues with a fresh challenge, for autofill and the next press.
    pub(super) fn options_expired(&mut self) -> Vec<Command> {
        let mut commands: Vec<_> = self.ceremony.abandon().map(Command::Abort).collect();
        let may_ask = match self.step {
            Step::Identifier { .. } | Step::Passkey | Step::AnotherDevice | Step::OpeningPrompt(_) => true,
            Step::LookingUp
            | Step::Prompting { .. }
            | Step::Verifying { .. }
            | Step::Password { .. }
            | Step::CheckingPassword
            | Step::Code { .. }
            | Step::CheckingCode(_)
            | Step::ResendingCode(_)
            | Step::SignedIn { .. }
            | Step::Failed { .. } => false,
        };
        if may_ask {
            commands.extend(self.fetch_options());
        }
        commands
    }
}
