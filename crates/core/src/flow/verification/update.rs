//! What each event does. The ceremony itself is in `prompt`.

use super::{Answer, Command, Event, Step, Verification};
use crate::classify::{BackendFailure, classify_backend};
use crate::flow::Flow;
use crate::flow::form_error::form_error;
use crate::flow::secret::Secret;
use crate::problem::{Operation, Problem, Recovery};
use crate::{Attempt, Message};

impl Flow for Verification {
    type Event = Event;
    type Command = Command;

    fn update(mut self, event: Event) -> (Self, Vec<Command>) {
        let commands = match event {
            Event::PasskeyChosen => self.passkey_chosen(),
            Event::PasswordSubmitted(password) => self.password_submitted(password),
            Event::PasswordChosen => self.password_chosen(),
            Event::RetryChosen => self.retry_chosen(),
            Event::RestartChosen => self.restart_chosen(),
            Event::CancelChosen => self.cancel_chosen(),
            Event::Waited(attempt, elapsed) => self.waited(attempt, elapsed),
            Event::OptionsExpired(attempt) if self.ceremony.options.came_by(attempt) => {
                self.options_expired()
            }
            Event::OptionsExpired(_) => Vec::new(),
            Event::Answered(attempt, answer) if self.awaits(attempt, &answer) => self.answered(answer),
            Event::Answered(..) => Vec::new(),
        };
        (self, commands)
    }
}

impl Verification {
    /// Whether `answer` is the one being waited for. All stale answers are dropped here.
    fn awaits(&self, attempt: Attempt, answer: &Answer) -> bool {
        match answer {
            Answer::Options(_) => self.ceremony.options.awaits(attempt),
            Answer::Asserted(_) => self.ceremony.awaits(attempt),
            Answer::Checked(_) => self.is_checking() && self.attempts.awaited == attempt,
        }
    }

    fn answered(&mut self, answer: Answer) -> Vec<Command> {
        match answer {
            Answer::Options(result) => self.options_answered(result),
            Answer::Asserted(result) => self.asserted(result),
            Answer::Checked(result) => self.checked(result),
        }
    }

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
                self.ceremony.abandon().map(Command::Abort).collect()
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
        let mut commands = self.end_ceremony();
        if self.offers_passkey && !self.ceremony.options.is_under_way() {
            commands.extend(self.fetch_options());
        }
        commands
    }

    /// Asks the user again if something was in progress; otherwise gives up the verification.
    fn cancel_chosen(&mut self) -> Vec<Command> {
        match self.step {
            Step::OpeningPrompt | Step::Prompting { .. } => self.ask_again(None),
            Step::CheckingPasskey | Step::CheckingPassword => {
                let mut commands = vec![Command::Abort(self.attempts.awaited)];
                commands.extend(self.ask_again(None));
                commands
            }
            Step::Asked { .. } | Step::Failed { .. } if self.problem() != Some(Problem::SessionExpired) => {
                self.step = Step::Canceled;
                self.ceremony.abandon().map(Command::Abort).collect()
            }
            Step::Asked { .. } | Step::Failed { .. } | Step::Verified | Step::Canceled | Step::SignedOut => {
                Vec::new()
            }
        }
    }

    /// Ends whatever is in progress, because the enclosing flow is going somewhere else. Returns the commands
    /// for that.
    pub fn end(&mut self) -> Vec<Command> {
        let mut commands: Vec<_> = self.ceremony.abandon().map(Command::Abort).collect();
        if self.is_checking() {
            commands.push(Command::Abort(self.attempts.awaited));
        }
        commands
    }

    /// Shows a documented state. Without a session, nothing continues in the background.
    pub(super) fn fail(&mut self, problem: Problem) -> Vec<Command> {
        let with_password = matches!(self.step, Step::CheckingPassword);
        let commands = if problem == Problem::SessionExpired { self.end() } else { Vec::new() };
        self.step = Step::Failed { problem, with_password };
        commands
    }
}
