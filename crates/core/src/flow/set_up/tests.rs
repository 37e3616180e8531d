//! Paths through set-up, as sequences of events.

mod another_device;
mod exploration;
mod problems;
mod quiet;
mod signals;
mod way;

use super::{Answer, Command, Destination, Event, Retry, SetUp, Step};
use crate::classify::{BackendFailure, Mediation, Stage as Call};
use crate::flow::Flow;
use crate::flow::prompt::{self, Attestation, Request, Stage};
use crate::flow::sign_in::tests::ceremony_failure;
use crate::flow::signal::Signal;
use crate::flow::target::Target;
use crate::flow::wait::{Elapsed, Wait};
use crate::route::{FlowId, FlowParameter};
use crate::wire::{
    AttestationResponse, AuthenticatorSelection, Base64Url, CreationOptions, CredentialParameters,
    CredentialType, NewPasskey, RegistrationResponse, RelyingParty, RelyingPartyUser,
};
use crate::{Attempt, Device};

/// An answer to one of the ceremony's commands.
type Reply = prompt::tests::Reply<Attestation>;

/// Makes an answer the event that it is.
fn answered(attempt: Attempt, answer: impl Into<Told>) -> Event {
    match answer.into() {
        Told::Flow(answer) => Event::Answered(attempt, answer),
        Told::Prompt(reply) => Event::Prompt(reply.to(attempt)),
    }
}

/// An answer to one of the flow's own commands, or to one of its ceremony's.
type Told = prompt::tests::Told<Answer, Attestation>;

impl From<Answer> for Told {
    fn from(answer: Answer) -> Self {
        Self::Flow(answer)
    }
}

/// A user setting up a passkey: what they do and what happens to them.
struct Journey {
    flow: SetUp,
}

impl Journey {
    /// Opens the page. Returns its commands.
    fn open() -> (Self, Vec<Command>) {
        let mut journey = Self { flow: SetUp::new(Device::UNKNOWN, FlowParameter::Absent, Target::Any) };
        let commands = journey.on(Event::Opened);
        (journey, commands)
    }

    /// Opens the page and waits until the options are ready.
    fn at_offer() -> Self {
        let (mut journey, commands) = Self::open();
        journey.answer(&commands, options());
        assert_eq!(journey.flow.step, Step::Offered);
        journey
    }

    /// Opens the browser's prompt. Returns the attempt of the prompt.
    fn at_prompt() -> (Self, Attempt) {
        let mut journey = Self::at_offer();
        let commands = journey.on(Event::CreateChosen);
        let attempt = asked(&commands);
        (journey, attempt)
    }

    /// Creates the passkey, which is then being activated. Returns the attempt of the activation.
    fn at_activation() -> (Self, Attempt) {
        let (mut journey, prompt) = Self::at_prompt();
        let commands = journey.on(answered(prompt, created()));
        let attempt = asked(&commands);
        (journey, attempt)
    }

    fn on(&mut self, event: Event) -> Vec<Command> {
        self.flow.update(event)
    }

    /// Answers the one command in `commands` that expects an answer.
    fn answer(&mut self, commands: &[Command], answer: impl Into<Told>) -> Vec<Command> {
        self.on(answered(asked(commands), answer))
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
        | Command::Request(Request { attempt, .. })
        | Command::SendCredential { attempt, .. }
        | Command::Defer(attempt) => Some(*attempt),
        Command::Abort(_) | Command::ShowFlow(_) | Command::Signal(_) => None,
    }
}

fn flow_id() -> FlowId {
    FlowId::try_from("AAAAAAAAAAAAAAAAAAAAAA".to_owned()).expect("a flow's ID")
}

pub(in crate::flow) fn creation_options() -> Box<CreationOptions> {
    Box::new(CreationOptions {
        rp: RelyingParty { id: Some("example.com".to_owned()), name: "Example".to_owned() },
        user: RelyingPartyUser {
            id: Base64Url::encode(b"user"),
            name: "alice".to_owned(),
            display_name: "Alice".to_owned(),
        },
        challenge: Base64Url::encode(&[7]),
        pub_key_cred_params: vec![CredentialParameters { kind: "public-key".to_owned(), alg: -7 }],
        timeout: None,
        exclude_credentials: Vec::new(),
        authenticator_selection: Some(AuthenticatorSelection {
            resident_key: Some("required".to_owned()),
            user_verification: Some("required".to_owned()),
            ..AuthenticatorSelection::default()
        }),
        hints: Vec::new(),
        attestation: None,
        attestation_formats: Vec::new(),
        extensions: None,
    })
}

fn options() -> Reply {
    Reply::Options(Ok((Some(flow_id()), creation_options())))
}

/// The signal about the passkey of [`credential`], if the backend refuses it.
fn if_refused() -> Signal {
    let (rp_id, credential_id) = (Some("example.com".to_owned()), "aWQ".to_owned());
    Signal::UnknownCredential { rp_id, credential_id }
}

fn activating_step(mediation: Mediation) -> Step {
    Step::Activating { mediation, if_refused: if_refused() }
}

/// The command that opens the prompt.
fn prompt(attempt: Attempt, options: Box<CreationOptions>) -> Command {
    Command::Request(Request { attempt, options, mediation: Mediation::Modal })
}

pub(in crate::flow) fn credential() -> Box<RegistrationResponse> {
    Box::new(RegistrationResponse {
        id: Base64Url::encode(b"id"),
        raw_id: Base64Url::encode(b"id"),
        response: AttestationResponse {
            client_data_json: Base64Url::encode(b"{}"),
            attestation_object: Base64Url::encode(b"attestation"),
            transports: vec!["internal".to_owned()],
        },
        authenticator_attachment: None,
        client_extension_results: serde_json::Map::new(),
        kind: CredentialType::PublicKey,
        mediation: None,
    })
}

fn created() -> Reply {
    Reply::Ended(Ok(credential()))
}

fn ceremony_failed(name: &str) -> Reply {
    Reply::Ended(Err(ceremony_failure(name)))
}

fn passkey() -> NewPasskey {
    NewPasskey { id: "p1".to_owned() }
}

fn outage(stage: Call) -> BackendFailure {
    BackendFailure::Unreachable(stage)
}

fn refused(code: &str) -> BackendFailure {
    refused_with(409, Some(code))
}

/// A failure of the backend itself.
fn unavailable() -> BackendFailure {
    refused_with(503, Some("registration_unavailable"))
}

fn refused_with(status: u16, code: Option<&str>) -> BackendFailure {
    BackendFailure::Refused {
        stage: Call::Result,
        status,
        code: code.map(str::to_owned),
        retry_after_s: None,
        tries_left: None,
    }
}
