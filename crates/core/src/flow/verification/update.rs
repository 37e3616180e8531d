//! What each event does. What comes of the ceremony is in `prompt`.

use super::{Command, Event, Step, Verification};
use crate::Message;
use crate::classify::{BackendFailure, classify_backend};
use crate::flow::Flow;
use crate::flow::form_error::form_error;
use crate::flow::prompt::{Nest, Prompt};
use crate::flow::secret::Secret;
use crate::problem::{Operation, Problem, Recovery};

impl Flow for Verification {
    type Event = Event;
    type Command = Command;

    fn update(&mut self, event: Event) -> Vec<Command> {
        match event {
            Event::PasskeyChosen => self.passkey_chosen(),
            Event::PasswordSubmitted(password) => self.password_submitted(password),
            Event::PasswordChosen => self.password_chosen(),
            Event::RetryChosen => self.retry_chosen(),
            Event::RestartChosen => self.restart_chosen(),
            Event::CancelChosen => self.cancel_chosen(),
            Event::Prompt(event) => self.drive_prompt(|prompt, around| prompt.update(event, around)),
            Event::Checked(attempt, result) if self.is_checking() && self.attempts.awaited == attempt => {
                self.checked(result)
            }
            Event::Checked(..) => Vec::new(),
        }
    }
}

impl Verification {
    fn is_checking(&self) -> bool {
        matches!(self.step, Step::CheckingPasskey | Step::CheckingPassword)
    }

    fn is_asked(&self) -> bool {
        matches!(self.step, Step::Asked { .. })
    }

    fn passkey_chosen(&mut self) -> Vec<Command> {
        if self.is_asked() && self.offers_passkey { self.open_prompt() } else { Vec::new() }
    }

    fn password_submitted(&mut self, password: Secret) -> Vec<Command> {
        if !self.is_asked() || !self.offers_password {
            return Vec::new();
        }
        if password.is_empty() {
            self.step = Step::Asked { error: Some(Message::PasswordMissing) };
            return Vec::new();
        }
        self.step = Step::CheckingPassword;
        let attempt = self.attempts.begin();
        vec![Command::CheckPassword { attempt, password }]
    }

    fn checked(&mut self, result: Result<(), BackendFailure>) -> Vec<Command> {
        match result {
            Ok(()) => {
                self.step = Step::Verified;
                self.ask_prompt(|prompt, _| prompt.abandon())
            }
            Err(failure) => {
                let with_password = matches!(self.step, Step::CheckingPassword);
                match form_error(&failure).filter(|_| with_password) {
                    Some(error) => self.ask_again(Some(error)),
                    None => self.fail(classify_backend(&failure, Operation::SignIn)),
                }
            }
        }
    }

    fn password_chosen(&mut self) -> Vec<Command> {
        if !self.recoveries().contains(&Recovery::Password) {
            return Vec::new();
        }
        self.ask_again(None)
    }

    fn retry_chosen(&mut self) -> Vec<Command> {
        if !self.recoveries().contains(&Recovery::Retry) {
            return Vec::new();
        }
        let with_password = matches!(self.step, Step::Failed { with_password: true, .. });
        if self.offers_passkey && !with_password { self.open_prompt() } else { self.ask_again(None) }
    }

    fn restart_chosen(&mut self) -> Vec<Command> {
        if self.recoveries().contains(&Recovery::Restart) {
            self.step = Step::SignedOut;
        }
        Vec::new()
    }

    fn ask_again(&mut self, error: Option<Message>) -> Vec<Command> {
        self.step = Step::Asked { error };
        let mut commands = self.ask_prompt(|prompt, _| prompt.close());
        if self.offers_passkey {
            commands.extend(self.ask_prompt(Prompt::prefetch));
        }
        commands
    }

    /// Asks the user again if something was in progress; otherwise gives up the verification.
    fn cancel_chosen(&mut self) -> Vec<Command> {
        match self.step {
            Step::Prompt => self.ask_again(None),
            Step::CheckingPasskey | Step::CheckingPassword => {
                let mut commands = vec![Command::Abort(self.attempts.awaited)];
                commands.extend(self.ask_again(None));
                commands
            }
            Step::Asked { .. } | Step::Failed { .. } if self.problem() != Some(Problem::SessionExpired) => {
                self.step = Step::Canceled;
                self.ask_prompt(|prompt, _| prompt.abandon())
            }
            Step::Asked { .. } | Step::Failed { .. } | Step::Verified | Step::Canceled | Step::SignedOut => {
                Vec::new()
            }
        }
    }

    /// Ends whatever is in progress, because the enclosing flow is going somewhere else. Returns the commands
    /// for that.
    pub fn end(&mut self) -> Vec<Command> {
        let mut commands = self.ask_prompt(|prompt, _| prompt.abandon());
        if self.is_checking() {
            commands.push(Command::Abort(self.attempts.awaited));
        }
        commands
    }

    /// Shows a documented state. Without a session, nothing continues in the background.
    pub(super) fn fail(&mut self, problem: Problem) -> Vec<Command> {
        let with_password = matches!(self.step, Step::CheckingPassword);
        let commands = if problem == Problem::SessionExpired {
            self.end()
        } else {
            self.ask_prompt(|prompt, _| prompt.close())
        };
        self.step = Step::Failed { problem, with_password };
        commands
    }
}
