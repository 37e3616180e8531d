//! Signing in with a password and a code.

use super::{Command, Retry, SignIn, Step};
use crate::Message;
use crate::classify::BackendFailure;
use crate::flow::form_error::form_error;
use crate::flow::prompt::Nest;
use crate::flow::secret::Secret;
use crate::problem::Recovery;
use crate::wire::{CodeSent, SignInAnswer};

impl SignIn {
    pub(super) fn password_chosen(&mut self) -> Vec<Command> {
        let on_the_page = matches!(self.step, Step::Passkey) && self.features.password;
        let offered = on_the_page || self.recoveries().contains(&Recovery::Password);
        if !offered {
            return Vec::new();
        }
        if self.identifier.is_empty() {
            self.prefers_password = true;
            self.step = Step::Identifier { error: None };
            return self.ask_prompt(|prompt, _| prompt.close());
        }
        self.step = Step::Password { error: None };
        self.close_prompt(false)
    }

    pub(super) fn password_submitted(&mut self, password: Secret) -> Vec<Command> {
        if !matches!(self.step, Step::Password { .. }) {
            return Vec::new();
        }
        if password.is_empty() {
            self.step = Step::Password { error: Some(Message::PasswordMissing) };
            return Vec::new();
        }
        self.step = Step::CheckingPassword;
        let attempt = self.attempts.begin();
        let (flow, username) = (self.flow.clone(), self.identifier.clone());
        vec![Command::CheckPassword { attempt, flow, username, password }]
    }

    pub(super) fn password_checked(&mut self, result: Result<SignInAnswer, BackendFailure>) -> Vec<Command> {
        match result {
            Ok(answer) => self.went_on(answer, false),
            Err(failure) => match form_error(&failure) {
                Some(error) => {
                    self.step = Step::Password { error: Some(error) };
                    Vec::new()
                }
                None => self.backend_failed(&failure, Retry::Password),
            },
        }
    }

    /// Continues after a successful step: it was the last one, or a code comes next.
    pub(super) fn went_on(&mut self, answer: SignInAnswer, from_another_device: bool) -> Vec<Command> {
        match answer {
            SignInAnswer::SignedIn(signed_in) => {
                self.step = Step::SignedIn { signed_in, from_another_device };
                Vec::new()
            }
            SignInAnswer::Code { flow, code } => {
                self.step = Step::Code { sent: code, error: None, sent_again: false };
                self.flow_answered(flow)
            }
        }
    }

    pub(super) fn code_submitted(&mut self, code: Secret) -> Vec<Command> {
        let Step::Code { sent, .. } = &self.step else { return Vec::new() };
        let sent = sent.clone();
        let digits: String = code.expose().chars().filter(|character| !character.is_whitespace()).collect();
        if digits.len() != usize::from(sent.digits) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            let error = Some(Message::CodeMalformed { digits: sent.digits.to_string() });
            self.step = Step::Code { sent, error, sent_again: false };
            return Vec::new();
        }
        self.step = Step::CheckingCode(sent);
        let attempt = self.attempts.begin();
        vec![Command::CheckCode { attempt, flow: self.flow.clone(), code: Secret::new(digits) }]
    }

    pub(super) fn code_checked(&mut self, result: Result<SignInAnswer, BackendFailure>) -> Vec<Command> {
        match result {
            Ok(answer) => self.went_on(answer, false),
            Err(failure) => self.code_refused(&failure),
        }
    }

    pub(super) fn resend_chosen(&mut self) -> Vec<Command> {
        let Step::Code { sent, .. } = &self.step else { return Vec::new() };
        if !self.features.resend_code {
            return Vec::new();
        }
        self.step = Step::ResendingCode(sent.clone());
        let attempt = self.attempts.begin();
        vec![Command::ResendCode { attempt, flow: self.flow.clone() }]
    }

    pub(super) fn code_resent(&mut self, result: Result<CodeSent, BackendFailure>) -> Vec<Command> {
        match result {
            Ok(sent) => {
                self.step = Step::Code { sent, error: None, sent_again: true };
                Vec::new()
            }
            Err(failure) => self.code_refused(&failure),
        }
    }

    fn code_refused(&mut self, failure: &BackendFailure) -> Vec<Command> {
        let (Step::CheckingCode(sent) | Step::ResendingCode(sent)) = &self.step else { return Vec::new() };
        let sent = sent.clone();
        match form_error(failure) {
            Some(error) => {
                self.step = Step::Code { sent, error: Some(error), sent_again: false };
                Vec::new()
            }
            None => self.backend_failed(failure, Retry::Code(sent)),
        }
    }
}
