//! Paths through sign-in, as sequences of events.

mod another_device;
mod autofill;
mod exploration;
mod immediate;
mod less;
mod passkey_way;
mod password_way;
mod problems;
mod signals;
mod waiting;

use super::{Answer, Command, Event, SignIn, Step};
use crate::classify::{BackendFailure, BrowserError, Mediation, Stage as Call};
use crate::flow::Flow;
use crate::flow::prompt::{self, Assertion, CeremonyFailure, Pending, Prefetched, Request, Stage};
use crate::flow::secret::Secret;
use crate::flow::signal::Signal;
use crate::flow::target::Target;
use crate::flow::wait::{Elapsed, Wait};
use crate::route::{FlowId, FlowParameter};
use crate::wire::{
    AssertionResponse, AuthenticationResponse, Base64Url, CodeSent, CredentialType, IdentifyAnswer, NextStep,
    RequestOptions, SignInAnswer, SignedIn, User,
};
use crate::{Attempt, Device};

/// A browser with passkeys and their autofill.
const DEVICE: Device = Device {
    webauthn: true,
    conditional_get: Some(true),
    platform_authenticator: Some(true),
    hybrid_transport: Some(true),
    immediate_get: Some(false),
    conditional_create: Some(false),
};

/// A browser with passkeys but without their autofill.
const NO_AUTOFILL: Device = Device { conditional_get: Some(false), ..DEVICE };

/// An answer to one of the ceremony's commands.
type Reply = prompt::tests::Reply<Assertion>;

/// Makes an answer the event that it is.
fn answered(attempt: Attempt, answer: impl Into<Told>) -> Event {
    match answer.into() {
        Told::Flow(answer) => Event::Answered(attempt, answer),
        Told::Prompt(reply) => Event::Prompt(reply.to(attempt)),
    }
}

/// An answer to one of the flow's own commands, or to one of its ceremony's.
type Told = prompt::tests::Told<Answer, Assertion>;

impl From<Answer> for Told {
    fn from(answer: Answer) -> Self {
        Self::Flow(answer)
    }
}

/// A user signing in: what they do and what happens to them.
struct Journey {
    flow: SignIn,
}

impl Journey {
    /// Opens the page without a flow. Returns its commands.
    fn open(device: Device) -> (Self, Vec<Command>) {
        let mut journey = Self { flow: SignIn::new(device, FlowParameter::Absent) };
        let commands = journey.on(Event::Opened);
        (journey, commands)
    }

    /// Reaches the passkey page as alice, with the options ready.
    fn at_passkey(device: Device) -> Self {
        let (mut journey, _) = Self::open(device);
        let commands = journey.on(Event::IdentifierSubmitted("alice".to_owned()));
        journey.answer(&commands, identified(NextStep::Passkey));
        let fetching = journey.fetching();
        journey.on(answered(fetching, options()));
        assert_eq!(journey.flow.step, Step::Passkey);
        journey
    }

    /// Opens the browser's prompt as alice. Returns the attempt of the prompt.
    fn at_prompt() -> (Self, Attempt) {
        let mut journey = Self::at_passkey(NO_AUTOFILL);
        let commands = journey.on(Event::PasskeyChosen);
        let attempt = asked(&commands);
        (journey, attempt)
    }

    /// Reaches the password form as alice.
    fn at_password() -> Self {
        let mut journey = Self::at_passkey(NO_AUTOFILL);
        journey.on(Event::PasswordChosen);
        assert_eq!(journey.flow.step, Step::Password { error: None });
        journey
    }

    /// Reaches the code form as alice.
    fn at_code() -> Self {
        let mut journey = Self::at_password();
        let commands = journey.on(Event::PasswordSubmitted(secret("correct horse")));
        journey.answer(&commands, password_checked());
        assert_eq!(journey.flow.step, code_step());
        journey
    }

    fn on(&mut self, event: Event) -> Vec<Command> {
        self.flow.update(event)
    }

    /// Answers the one command in `commands` that expects an answer.
    fn answer(&mut self, commands: &[Command], answer: impl Into<Told>) -> Vec<Command> {
        self.on(answered(asked(commands), answer))
    }

    /// Returns the attempt under which options are being fetched.
    fn fetching(&self) -> Attempt {
        let Prefetched::Fetching(attempt) = self.flow.prompt.options else {
            panic!("no options on their way")
        };
        attempt
    }

    /// Returns the ID of the documented state that is shown.
    fn problem(&self) -> &'static str {
        let Step::Failed { problem, .. } = &self.flow.step else {
            panic!("nothing failed: {:?}", self.flow.step)
        };
        problem.id()
    }
}

/// Returns the attempt of the one command that expects an answer.
fn asked(commands: &[Command]) -> Attempt {
    let attempts: Vec<_> = commands.iter().filter_map(attempt_of).collect();
    match attempts[..] {
        [attempt] => attempt,
        _ => panic!("expected one request: {commands:?}"),
    }
}

fn attempt_of(command: &Command) -> Option<Attempt> {
    match command {
        Command::FetchOptions { attempt, .. }
        | Command::Identify { attempt, .. }
        | Command::Request(Request { attempt, .. })
        | Command::SendAssertion { attempt, .. }
        | Command::CheckPassword { attempt, .. }
        | Command::CheckCode { attempt, .. }
        | Command::ResendCode { attempt, .. } => Some(*attempt),
        Command::Abort(_) | Command::ShowFlow(_) | Command::Signal(_) => None,
    }
}

pub(in crate::flow) fn flow_id() -> FlowId {
    FlowId::try_from("AAAAAAAAAAAAAAAAAAAAAA".to_owned()).expect("a flow's ID")
}

pub(in crate::flow) fn secret(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

pub(in crate::flow) fn request_options() -> Box<RequestOptions> {
    Box::new(RequestOptions {
        challenge: Base64Url::encode(&[7]),
        timeout: None,
        rp_id: Some("example.com".to_owned()),
        allow_credentials: Vec::new(),
        user_verification: Some("required".to_owned()),
        hints: Vec::new(),
        extensions: None,
    })
}

fn options() -> Reply {
    Reply::Options(Ok((Some(flow_id()), request_options())))
}

fn identified(next: NextStep) -> Answer {
    Answer::Identified(Ok(IdentifyAnswer { flow: Some(flow_id()), next }))
}

/// An assertion with these flags in its authenticator data.
pub(in crate::flow) fn assertion(flags: u8) -> Box<AuthenticationResponse> {
    let mut data = vec![0; 32];
    data.push(flags);
    Box::new(AuthenticationResponse {
        id: Base64Url::encode(b"id"),
        raw_id: Base64Url::encode(b"id"),
        response: AssertionResponse {
            client_data_json: Base64Url::encode(b"{}"),
            authenticator_data: Base64Url::encode(&data),
            signature: Base64Url::encode(b"signature"),
            user_handle: None,
        },
        authenticator_attachment: None,
        client_extension_results: serde_json::Map::new(),
        kind: CredentialType::PublicKey,
    })
}

/// User present and verified.
pub(in crate::flow) const VERIFIED: u8 = 0x05;
/// User present, but not verified.
pub(in crate::flow) const PRESENT: u8 = 0x01;

fn asserted() -> Reply {
    Reply::Ended(Ok(assertion(VERIFIED)))
}

fn ceremony_failed(name: &str) -> Reply {
    Reply::Ended(Err(ceremony_failure(name)))
}

pub(in crate::flow) fn ceremony_failure(name: &str) -> CeremonyFailure {
    CeremonyFailure {
        error: BrowserError { name: name.to_owned(), message: String::new() },
        elapsed_ms: 5_000,
        timeout_ms: 60_000,
        activated: true,
    }
}

/// How Android reports that the device could use passkeys but isn't ready for them.
pub(in crate::flow) fn without_screen_lock() -> CeremonyFailure {
    let message = "Device must have a screen lock".to_owned();
    let error = BrowserError { name: "NotSupportedError".to_owned(), message };
    CeremonyFailure { error, ..ceremony_failure("") }
}

fn signed_in() -> SignedIn {
    let user = User { name: "alice".to_owned(), display_name: "Alice".to_owned() };
    SignedIn { user, offer_set_up: true }
}

/// The signal about the passkey of [`assertion`], if the backend doesn't know it.
fn if_unknown() -> Signal {
    let (rp_id, credential_id) = (Some("example.com".to_owned()), "aWQ".to_owned());
    Signal::UnknownCredential { rp_id, credential_id }
}

fn verifying_step() -> Step {
    Step::Verifying { from_another_device: false, if_unknown: if_unknown() }
}

fn signed_in_step() -> Step {
    Step::SignedIn { signed_in: signed_in(), from_another_device: false }
}

fn code_sent() -> CodeSent {
    CodeSent { sent_to: Some("•••• 42".to_owned()), digits: 6 }
}

fn code_step() -> Step {
    Step::Code { sent: code_sent(), error: None, sent_again: false }
}

fn password_checked() -> Answer {
    Answer::PasswordChecked(Ok(SignInAnswer::Code { flow: Some(flow_id()), code: code_sent() }))
}

pub(in crate::flow) fn outage(stage: Call) -> BackendFailure {
    BackendFailure::Unreachable(stage)
}

pub(in crate::flow) fn refused(code: &str) -> BackendFailure {
    refused_for(code, 30)
}

pub(in crate::flow) fn refused_for(code: &str, seconds: u32) -> BackendFailure {
    BackendFailure::Refused {
        stage: Call::Options,
        status: 401,
        code: Some(code.to_owned()),
        retry_after_s: Some(seconds),
        tries_left: Some(2),
    }
}
