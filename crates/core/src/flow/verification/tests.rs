//! Paths through a verification, as sequences of events.

mod exploration;
mod support;

pub(in crate::flow) use support::{is_stale, under_way};

use super::{Command, Event, Step, Verification};
use crate::Features;
use crate::classify::{BackendFailure, Mediation, Stage};
use crate::flow::Flow;
use crate::flow::prompt::{self, Assertion, Pending, Request};
use crate::flow::sign_in::tests::{
    PRESENT, VERIFIED, assertion, ceremony_failure, flow_id, outage, refused, refused_for, request_options,
    secret, without_screen_lock,
};
use crate::flow::wait::Elapsed;
use crate::problem::{Problem, Recovery};
use crate::{Attempt, Attempts, Device, Message};

/// An answer to one of the ceremony's commands.
type Reply = prompt::tests::Reply<Assertion>;

/// An answer to one of the verification's commands, still without its attempt.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::flow) enum Told {
    Prompt(Reply),
    Checked(Result<(), BackendFailure>),
}

impl Told {
    pub(in crate::flow) fn to(self, attempt: Attempt) -> Event {
        match self {
            Self::Prompt(reply) => Event::Prompt(reply.to(attempt)),
            Self::Checked(result) => Event::Checked(attempt, result),
        }
    }
}

/// A user being verified: what they do and what happens to them.
struct Journey {
    flow: Verification,
}

impl Journey {
    /// Starts with a passkey, on a device that supports it. Returns the flow's commands.
    fn begin() -> (Self, Vec<Command>) {
        let (flow, commands) = Verification::begin(
            "alice".to_owned(),
            true,
            Features::ALL,
            Device::UNKNOWN,
            Attempts::default(),
        );
        (Self { flow }, commands)
    }

    /// Asks for passkey or password, with the options ready.
    fn asked() -> Self {
        let (mut journey, commands) = Self::begin();
        assert_eq!(journey.answer(&commands, options()), [], "nothing opens by itself");
        assert_eq!(journey.flow.step, Step::Asked { error: None });
        journey
    }

    /// Opens the browser's prompt. Returns the attempt of the prompt.
    fn at_prompt() -> (Self, Attempt) {
        let mut journey = Self::asked();
        let commands = journey.on(Event::PasskeyChosen);
        let attempt = question(&commands);
        assert_eq!(
            commands,
            [Command::Request(Request { attempt, options: request_options(), mediation: Mediation::Modal })]
        );
        (journey, attempt)
    }

    /// Has an assertion checked. Returns the command that asks for that.
    fn checking_passkey() -> (Self, Vec<Command>) {
        let (mut journey, prompt) = Self::at_prompt();
        let commands = journey.on(asserted().to(prompt));
        assert_eq!(journey.flow.step, Step::CheckingPasskey);
        (journey, commands)
    }

    /// Has a password checked. Returns the command that asks for that.
    fn checking_password() -> (Self, Vec<Command>) {
        let mut journey = Self::asked();
        let commands = journey.on(Event::PasswordSubmitted(secret("correct horse")));
        assert_eq!(journey.flow.step, Step::CheckingPassword);
        (journey, commands)
    }

    fn on(&mut self, event: Event) -> Vec<Command> {
        self.flow.update(event)
    }

    /// Answers the one command in `commands` that expects an answer.
    fn answer(&mut self, commands: &[Command], answer: Told) -> Vec<Command> {
        self.on(answer.to(question(commands)))
    }

    /// Returns the ID of the documented state that is shown.
    fn problem(&self) -> &'static str {
        let Some(problem) = self.flow.problem() else { panic!("nothing failed: {:?}", self.flow.step) };
        problem.id()
    }
}

/// Returns the attempt of the one command that expects an answer.
pub(in crate::flow) fn question(commands: &[Command]) -> Attempt {
    let attempts: Vec<_> = commands.iter().filter_map(attempt_of).collect();
    match attempts[..] {
        [attempt] => attempt,
        _ => panic!("expected one request: {commands:?}"),
    }
}

pub(in crate::flow) fn attempt_of(command: &Command) -> Option<Attempt> {
    match command {
        Command::FetchOptions { attempt, .. }
        | Command::Request(Request { attempt, .. })
        | Command::SendAssertion { attempt, .. }
        | Command::CheckPassword { attempt, .. } => Some(*attempt),
        Command::Abort(_) => None,
    }
}

pub(in crate::flow) fn options() -> Told {
    Told::Prompt(Reply::Options(Ok((Some(flow_id()), request_options()))))
}

pub(in crate::flow) fn no_options(failure: BackendFailure) -> Told {
    Told::Prompt(Reply::Options(Err(failure)))
}

pub(in crate::flow) fn asserted() -> Told {
    Told::Prompt(Reply::Ended(Ok(assertion(VERIFIED))))
}

pub(in crate::flow) fn ceremony_failed(name: &str) -> Told {
    Told::Prompt(Reply::Ended(Err(ceremony_failure(name))))
}

#[test]
fn a_person_is_verified_by_their_passkey() {
    let (mut journey, commands) = Journey::checking_passkey();
    let (attempt, flow, assertion) = (question(&commands), Some(flow_id()), assertion(VERIFIED));
    assert_eq!(commands, [Command::SendAssertion { attempt, flow, assertion }]);
    assert_eq!(journey.answer(&commands, Told::Checked(Ok(()))), []);
    assert_eq!(journey.flow.step, Step::Verified);
}

#[test]
fn a_person_is_verified_by_their_password() {
    let (mut journey, commands) = Journey::checking_password();
    let (attempt, password) = (question(&commands), secret("correct horse"));
    assert_eq!(commands, [Command::CheckPassword { attempt, password }]);
    assert_eq!(journey.answer(&commands, Told::Checked(Ok(()))), []);
    assert_eq!(journey.flow.step, Step::Verified);
    assert_eq!(journey.on(Event::CancelChosen), []);
    assert_eq!(journey.flow.step, Step::Verified);
}

#[test]
fn the_options_of_the_own_account_are_there_before_the_press() {
    let (_, commands) = Journey::begin();
    let attempt = question(&commands);
    let (flow, username) = (None, "alice".to_owned());
    assert_eq!(commands, [Command::FetchOptions { attempt, flow, username }]);
}

#[test]
fn a_person_without_a_passkey_or_in_a_browser_without_any_is_asked_for_the_password_alone() {
    for (has_passkey, device) in [(false, Device::UNKNOWN), (true, Device::WITHOUT_PASSKEYS)] {
        let (flow, commands) =
            Verification::begin("alice".to_owned(), has_passkey, Features::ALL, device, Attempts::default());
        assert_eq!(commands, []);
        assert!(!flow.offers_passkey);
        let mut journey = Journey { flow };
        assert_eq!(journey.on(Event::PasskeyChosen), []);
        let commands = journey.on(Event::PasswordSubmitted(secret("correct horse")));
        journey.answer(&commands, Told::Checked(Err(outage(Stage::Result))));
        assert_eq!(journey.problem(), "A1");
        assert_eq!(journey.on(Event::RetryChosen), []);
        assert_eq!(journey.flow.step, Step::Asked { error: None }, "there is no prompt to open");
    }
}

#[test]
fn an_empty_password_is_asked_for_again_and_not_sent() {
    let mut journey = Journey::asked();
    assert_eq!(journey.on(Event::PasswordSubmitted(secret(""))), []);
    assert_eq!(journey.flow.error(), Some(&Message::PasswordMissing));
}

#[test]
fn pressing_twice_opens_one_prompt_and_checks_one_password() {
    let (mut journey, _) = Journey::at_prompt();
    assert_eq!(journey.on(Event::PasskeyChosen), []);
    assert_eq!(journey.on(Event::PasswordSubmitted(secret("correct horse"))), []);
    let (mut journey, _) = Journey::checking_password();
    assert_eq!(journey.on(Event::PasswordSubmitted(secret("correct horse"))), []);
    assert_eq!(journey.on(Event::PasskeyChosen), []);
}

#[test]
fn a_password_that_could_not_be_checked_is_what_is_tried_again() {
    let (mut journey, _) = Journey::begin();
    let commands = journey.on(Event::PasswordSubmitted(secret("correct horse")));
    journey.answer(&commands, Told::Checked(Err(outage(Stage::Options))));
    assert_eq!(journey.problem(), "A1");
    assert_eq!(journey.on(Event::RetryChosen), []);
    assert_eq!(journey.flow.step, Step::Asked { error: None });
}

#[test]
fn after_a_wrong_password_the_passkey_can_be_used_with_one_press() {
    let (mut journey, commands) = Journey::begin();
    journey.answer(&commands, options());
    let commands_of_password = journey.on(Event::PasswordSubmitted(secret("wrong")));
    journey.on(Event::Prompt(prompt::Event::OptionsExpired(question(&commands))));
    let fetch = journey.answer(&commands_of_password, Told::Checked(Err(refused("password_incorrect"))));
    assert_eq!(journey.flow.error(), Some(&Message::PasswordIncorrect));
    journey.answer(&fetch, options());
    assert!(
        matches!(journey.on(Event::PasskeyChosen)[..], [Command::Request(Request { .. })]),
        "Safari counts the press"
    );
}

#[test]
fn a_press_before_the_options_are_there_opens_the_prompt_with_them() {
    let (mut journey, commands) = Journey::begin();
    assert_eq!(journey.on(Event::PasskeyChosen), []);
    assert_eq!(journey.flow.waiting_for(), Some(Message::PreparingPrompt));
    assert!(matches!(journey.answer(&commands, options())[..], [Command::Request(Request { .. })]));
}

#[test]
fn options_that_fail_are_no_error_until_somebody_wants_the_passkey() {
    let (mut journey, commands) = Journey::begin();
    assert_eq!(journey.answer(&commands, no_options(outage(Stage::Options))), []);
    assert_eq!(journey.flow.step, Step::Asked { error: None });
    let commands = journey.on(Event::PasskeyChosen);
    journey.answer(&commands, no_options(outage(Stage::Options)));
    assert_eq!(journey.problem(), "A1");
    assert_eq!(journey.flow.recoveries(), [Recovery::Retry, Recovery::Password]);
}

#[test]
fn a_cancelled_prompt_asks_again_and_a_new_one_waits_for_its_end() {
    let (mut journey, prompt) = Journey::at_prompt();
    let commands = journey.on(Event::CancelChosen);
    assert!(
        matches!(commands[..], [Command::Abort(aborted), Command::FetchOptions { .. }] if aborted == prompt)
    );
    assert_eq!(journey.flow.step, Step::Asked { error: None });
    journey.answer(&commands, options());
    assert_eq!(journey.on(Event::PasskeyChosen), [], "the browser still holds the first prompt");
    let end = ceremony_failed("AbortError");
    assert!(matches!(journey.on(end.to(prompt))[..], [Command::Request(Request { .. })]));
}

#[test]
fn a_prompt_that_nobody_answers_is_a3() {
    let (mut journey, prompt) = Journey::at_prompt();
    let at =
        |elapsed_ms| Event::Prompt(prompt::Event::Waited(prompt, Elapsed { elapsed_ms, timeout_ms: 60_000 }));
    assert_eq!(journey.on(at(50_000)), []);
    assert_eq!(journey.flow.wait().and_then(|wait| wait.seconds_left), Some(10));
    assert_eq!(journey.on(at(60_000)), [Command::Abort(prompt)]);
    assert_eq!(journey.problem(), "A3");
}

#[test]
fn a_person_who_is_only_present_is_not_verified() {
    let (mut journey, prompt) = Journey::at_prompt();
    assert_eq!(journey.on(Told::Prompt(Reply::Ended(Ok(assertion(PRESENT)))).to(prompt)), []);
    assert_eq!(journey.problem(), "A5");
}

#[test]
fn a_check_that_hangs_can_be_cancelled_and_its_answer_comes_too_late() {
    for (mut journey, commands) in [Journey::checking_passkey(), Journey::checking_password()] {
        let attempt = question(&commands);
        assert_eq!(journey.on(Event::CancelChosen)[0], Command::Abort(attempt));
        assert_eq!(journey.on(Told::Checked(Ok(())).to(attempt)), []);
        assert_eq!(journey.flow.step, Step::Asked { error: None });
    }
}

#[test]
fn a_session_that_ends_while_the_password_is_checked_ends_the_check() {
    let (mut journey, fetch) = Journey::begin();
    let check = journey.on(Event::PasswordSubmitted(secret("correct horse")));
    let commands = journey.answer(&fetch, no_options(refused("session_expired")));
    assert_eq!(commands, [Command::Abort(question(&check))]);
    assert_eq!(journey.problem(), "B1");
    assert_eq!(journey.flow.recoveries(), [Recovery::Restart]);
    assert_eq!(journey.on(Event::CancelChosen), []);
    assert_eq!(journey.on(Event::RestartChosen), []);
    assert_eq!(journey.flow.step, Step::SignedOut);
}

#[test]
fn a_refusal_that_no_sign_in_knows_begins_anew() {
    let (mut journey, commands) = Journey::checking_passkey();
    journey.answer(&commands, Told::Checked(Err(refused("passkey_limit_reached"))));
    assert_eq!(journey.problem(), "B1");
    assert_eq!(journey.flow.recoveries(), [Recovery::Restart]);
}

#[test]
fn cancelling_the_question_ends_everything() {
    let (mut journey, commands) = Journey::begin();
    assert_eq!(journey.on(Event::CancelChosen), [Command::Abort(question(&commands))]);
    assert_eq!(journey.flow.step, Step::Canceled);
    assert_eq!(journey.answer(&commands, options()), []);
    assert_eq!(journey.on(Event::PasskeyChosen), []);
}

#[test]
fn the_attempts_go_on_from_those_of_the_flow_around_it() {
    let mut attempts = Attempts::default();
    let before = attempts.begin();
    let (flow, commands) =
        Verification::begin("alice".to_owned(), true, Features::ALL, Device::UNKNOWN, attempts);
    assert!(question(&commands) > before);
    assert_eq!(flow.attempts.last, question(&commands));
}
