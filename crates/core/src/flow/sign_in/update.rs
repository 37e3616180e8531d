//! What each event does. What comes of the ceremony is in `prompt`, sign-in without a passkey in `password`.

use super::{Answer, Command, Event, Retry, SignIn, Step};
use crate::Attempt;
use crate::classify::{BackendFailure, classify_backend};
use crate::flow::Flow;
use crate::flow::form_error::form_error;
use crate::flow::prompt::{Nest, Prompt};
use crate::flow::target::Target;
use crate::problem::{Operation, Problem, Recovery};
use crate::route::FlowId;
use crate::wire::{IdentifyAnswer, NextStep};
use crate::{Device, Message};

impl Flow for SignIn {
    type Event = Event;
    type Command = Command;

    fn update(&mut self, event: Event) -> Vec<Command> {
        match event {
            Event::Opened => self.opened(),
            Event::DeviceKnown(device) => self.device_known(device),
            Event::IdentifierSubmitted(text) => self.identifier_submitted(text.trim()),
            Event::PasskeyChosen => self.passkey_chosen(),
            Event::AnotherDeviceChosen => self.another_device_chosen(),
            Event::PasswordChosen => self.password_chosen(),
            Event::PasswordSubmitted(password) => self.password_submitted(password),
            Event::CodeSubmitted(code) => self.code_submitted(code),
            Event::ResendChosen => self.resend_chosen(),
            Event::CancelChosen => self.cancel_chosen(),
            Event::AccountChangeChosen => self.account_change_chosen(),
            Event::RetryChosen => self.retry_chosen(),
            Event::RestartChosen => self.restart_chosen(),
            Event::Prompt(event) => self.drive_prompt(|prompt, around| prompt.update(event, around)),
            Event::SessionExpired => self.session_expired(),
            Event::Answered(attempt, answer) if self.awaits(attempt, &answer) => self.answered(answer),
            Event::Answered(..) => Vec::new(),
        }
    }
}

impl SignIn {
    /// Whether `answer` is the one being waited for. All stale answers are dropped here.
    fn awaits(&self, attempt: Attempt, answer: &Answer) -> bool {
        let expected = match answer {
            Answer::Identified(_) => matches!(self.step, Step::LookingUp),
            Answer::Verified(_) => matches!(self.step, Step::Verifying { .. }),
            Answer::PasswordChecked(_) => matches!(self.step, Step::CheckingPassword),
            Answer::CodeChecked(_) => matches!(self.step, Step::CheckingCode(_)),
            Answer::CodeResent(_) => matches!(self.step, Step::ResendingCode(_)),
        };
        expected && attempt == self.attempts.awaited
    }

    fn answered(&mut self, answer: Answer) -> Vec<Command> {
        match answer {
            Answer::Identified(result) => self.identified(result),
            Answer::Verified(result) => self.verified(result),
            Answer::PasswordChecked(result) => self.password_checked(result),
            Answer::CodeChecked(result) => self.code_checked(result),
            Answer::CodeResent(result) => self.code_resent(result),
        }
    }

    fn opened(&mut self) -> Vec<Command> {
        let prepares = matches!(self.step, Step::Identifier { .. }) && self.may_prepare_autofill();
        if prepares { self.ask_prompt(Prompt::prefetch) } else { Vec::new() }
    }

    fn device_known(&mut self, device: Device) -> Vec<Command> {
        self.device = device;
        self.start_autofill()
    }

    fn identifier_submitted(&mut self, identifier: &str) -> Vec<Command> {
        if !matches!(self.step, Step::Identifier { .. }) {
            return Vec::new();
        }
        if identifier.is_empty() {
            self.step = Step::Identifier { error: Some(Message::IdentifierMissing) };
            return Vec::new();
        }
        identifier.clone_into(&mut self.identifier);
        // The challenge of the autofill request was for any account, so only immediate mode can use it.
        let immediately = !self.prefers_password && self.device.immediate_get == Some(true);
        let mut commands = self.close_prompt(immediately);
        if self.prefers_password {
            self.step = Step::Password { error: None };
        } else {
            commands.extend(self.look_up());
        }
        commands
    }

    fn look_up(&mut self) -> Vec<Command> {
        self.step = Step::LookingUp;
        let attempt = self.attempts.begin();
        vec![Command::Identify { attempt, flow: self.flow.clone(), username: self.identifier.clone() }]
    }

    fn identified(&mut self, result: Result<IdentifyAnswer, BackendFailure>) -> Vec<Command> {
        match result {
            Ok(IdentifyAnswer { flow, next }) => {
                let mut commands = self.flow_answered(flow);
                match self.features.next(next) {
                    NextStep::Passkey if !self.device.webauthn => {
                        commands.extend(self.fail(Problem::NotSupported, Retry::Identifier));
                    }
                    NextStep::Passkey => {
                        self.step = Step::Passkey;
                        commands.extend(self.start_immediate());
                    }
                    NextStep::Password => {
                        self.step = Step::Password { error: None };
                        commands.extend(self.close_prompt(false));
                    }
                }
                commands
            }
            Err(failure) => match form_error(&failure) {
                Some(error) => {
                    self.step = Step::Identifier { error: Some(error) };
                    self.prepare_autofill()
                }
                None => self.backend_failed(&failure, Retry::LookUp),
            },
        }
    }

    fn cancel_chosen(&mut self) -> Vec<Command> {
        let running = Command::Abort(self.attempts.awaited);
        match &self.step {
            Step::LookingUp => {
                let typed = std::mem::take(&mut self.identifier);
                let mut commands = vec![running];
                commands.extend(self.back_to_identifier());
                self.identifier = typed;
                commands
            }
            Step::Prompt => self.drive_prompt(|prompt, _| prompt.cancel()),
            Step::Verifying { .. } => {
                let (problem, retry) = (Problem::canceled(Operation::SignIn), Retry::Prompt(Target::Any));
                self.step = Step::Failed { problem, retry };
                vec![running]
            }
            Step::CheckingPassword => {
                self.step = Step::Password { error: None };
                vec![running]
            }
            Step::CheckingCode(sent) | Step::ResendingCode(sent) => {
                self.step = Step::Code { sent: sent.clone(), error: None, sent_again: false };
                vec![running]
            }
            Step::Identifier { .. }
            | Step::Passkey
            | Step::Password { .. }
            | Step::Code { .. }
            | Step::SignedIn { .. }
            | Step::Failed { .. } => Vec::new(),
        }
    }

    fn account_change_chosen(&mut self) -> Vec<Command> {
        let mut commands = match self.step {
            // The flow is over, and its ID with it; only 'Restart' drops both.
            Step::Failed { problem: Problem::SessionExpired, .. } => return Vec::new(),
            Step::Failed { .. } | Step::Passkey | Step::Password { .. } | Step::Code { .. } => Vec::new(),
            // The form is still on the page, with its buttons.
            Step::CheckingPassword | Step::CheckingCode(_) | Step::ResendingCode(_) => self.cancel_chosen(),
            Step::Identifier { .. }
            | Step::LookingUp
            | Step::Prompt
            | Step::Verifying { .. }
            | Step::SignedIn { .. } => return Vec::new(),
        };
        commands.extend(self.back_to_identifier());
        commands
    }

    fn retry_chosen(&mut self) -> Vec<Command> {
        let Step::Failed { retry, .. } = &self.step else { return Vec::new() };
        if !self.recoveries().contains(&Recovery::Retry) {
            return Vec::new();
        }
        match retry.clone() {
            Retry::Identifier => self.begin_anew(),
            Retry::LookUp => self.look_up(),
            Retry::Prompt(target) => self.open_prompt(target),
            Retry::Password => {
                self.step = Step::Password { error: None };
                Vec::new()
            }
            Retry::Code(sent) => {
                self.step = Step::Code { sent, error: None, sent_again: false };
                Vec::new()
            }
        }
    }

    fn restart_chosen(&mut self) -> Vec<Command> {
        if self.recoveries().contains(&Recovery::Restart) { self.begin_anew() } else { Vec::new() }
    }

    /// Goes back to the start with a new flow. The old ID is removed from the address, where a reload would
    /// pick it up.
    fn begin_anew(&mut self) -> Vec<Command> {
        let mut commands: Vec<_> = self.show_flow(None).into_iter().collect();
        commands.extend(self.back_to_identifier());
        commands
    }

    /// Goes back to 'Email or username', as if the page had just opened.
    pub(super) fn back_to_identifier(&mut self) -> Vec<Command> {
        self.step = Step::Identifier { error: None };
        self.identifier.clear();
        self.prefers_password = false;
        self.prepare_autofill()
    }

    /// Ends whatever is in progress: nothing may be submitted any more.
    fn session_expired(&mut self) -> Vec<Command> {
        if self.is_over() {
            return Vec::new();
        }
        let mut commands = Vec::new();
        if self.is_waiting() && !matches!(self.step, Step::Prompt) {
            commands.push(Command::Abort(self.attempts.awaited));
        }
        commands.extend(self.fail(Problem::SessionExpired, Retry::Identifier));
        commands
    }

    /// Adopts the flow that an answer names, if the backend uses flows.
    pub(super) fn flow_answered(&mut self, flow: Option<FlowId>) -> Vec<Command> {
        flow.and_then(|flow| self.show_flow(Some(flow))).into_iter().collect()
    }

    pub(super) fn show_flow(&mut self, flow: Option<FlowId>) -> Option<Command> {
        if self.flow == flow && flow.is_some() {
            return None;
        }
        self.flow = flow;
        Some(Command::ShowFlow(self.flow.clone()))
    }

    pub(super) fn backend_failed(&mut self, failure: &BackendFailure, retry: Retry) -> Vec<Command> {
        self.fail(classify_backend(failure, Operation::SignIn), retry)
    }

    /// Shows a documented state. Without a session, nothing continues in the background.
    pub(super) fn fail(&mut self, problem: Problem, retry: Retry) -> Vec<Command> {
        self.step = Step::Failed { problem, retry };
        let is_over = problem == Problem::SessionExpired;
        self.ask_prompt(|prompt, _| if is_over { prompt.abandon() } else { prompt.close() })
    }
}
