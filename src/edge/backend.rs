//! Requests to the backend, and the calls that are running. Bodies and answers are those of the native
//! contract (`crates/server/CONTRACT.md`); for any other backend, a profile translates.

use std::cell::RefCell;
use std::future::ready;
use std::rc::Rc;

use futures::FutureExt;
use futures::future::LocalBoxFuture;
use latchkey_core::classify::{BackendFailure, Stage};
use latchkey_core::flow::secret::Secret;
use latchkey_core::profile::Operation;
use latchkey_core::route::FlowId;
use latchkey_core::wire::{
    AttestationResultAnswer, AuthenticationResponse, CodeAnswer, CodeRequest, CodeSent, CreationOptions,
    FlowAnswer, IdentifyAnswer, IdentifyRequest, NewPasskey, OptionsRequest, PasswordRequest,
    RegistrationResponse, RequestOptions, SignInAnswer,
};
use latchkey_core::{Attempt, Features};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::from_str;
use web_sys::AbortController;

use super::native;
use super::profile_engine::ProfileEngine;

pub(super) type Answer<T> = Result<T, BackendFailure>;

/// A running call, boxed so that the code that awaits it is compiled only once.
pub(crate) type Pending<T> = LocalBoxFuture<'static, Answer<T>>;

/// Reads an answer's body.
pub(super) type Read<T> = fn(&str) -> serde_json::Result<T>;

/// What a call is for.
#[derive(Clone, Copy)]
pub(super) enum Purpose {
    /// Asks for something; may be repeated.
    Ask,
    /// Submits something that counts only once.
    HandIn,
    /// Submits the result of a ceremony.
    HandInResult,
}

impl Purpose {
    pub(super) fn stage(self) -> Stage {
        match self {
            Self::Ask | Self::HandIn => Stage::Options,
            Self::HandInResult => Stage::Result,
        }
    }

    pub(super) fn is_repeatable(self) -> bool {
        match self {
            Self::Ask => true,
            Self::HandIn | Self::HandInResult => false,
        }
    }
}

/// An operation to carry out, and its parameters.
pub(super) struct Asked {
    pub(super) operation: Operation,
    /// The JSON body.
    pub(super) body: Option<String>,
    /// Path parameters: name and value.
    pub(super) segments: Vec<(&'static str, String)>,
    /// The query string, with its question mark.
    pub(super) query: String,
    pub(super) flow: Option<FlowId>,
    pub(super) purpose: Purpose,
}

impl Asked {
    /// Creates a request without parameters.
    pub(super) fn of(operation: Operation, purpose: Purpose) -> Self {
        Self { operation, body: None, segments: Vec::new(), query: String::new(), flow: None, purpose }
    }

    pub(super) fn with(self, body: String) -> Self {
        Self { body: Some(body), ..self }
    }

    pub(super) fn at(mut self, name: &'static str, value: &str) -> Self {
        self.segments.push((name, value.to_owned()));
        self
    }

    pub(super) fn within(self, flow: Option<FlowId>) -> Self {
        Self { flow, ..self }
    }
}

/// How to talk to the backend.
#[derive(Clone)]
enum Contract {
    /// By the native contract, with the calls under this path.
    Native(Rc<str>),
    /// Through a profile.
    Profile(Rc<ProfileEngine>),
}

/// The backend, and the calls to it that are running.
#[derive(Clone)]
pub(crate) struct Backend {
    contract: Contract,
    running: Rc<RefCell<Vec<(Attempt, AbortController)>>>,
}

impl Backend {
    /// Creates the backend of a profile or, without one, that which speaks the native contract with its calls
    /// under `base`.
    pub(crate) fn new(engine: Option<Rc<ProfileEngine>>, base: &str) -> Self {
        let contract = engine.map_or_else(|| Contract::Native(base.into()), Contract::Profile);
        Self { contract, running: Rc::default() }
    }

    /// Returns what the backend can do.
    pub(crate) fn features(&self) -> Features {
        match &self.contract {
            Contract::Native(_) => Features::ALL,
            Contract::Profile(engine) => engine.features(),
        }
    }

    /// Returns whether the backend takes reports of the documented states that users are shown.
    pub(crate) fn takes_reports(&self) -> bool {
        matches!(self.contract, Contract::Native(_))
    }

    /// Ends this attempt's call, if there is one.
    pub(crate) fn abort(&self, attempt: Attempt) {
        self.running
            .borrow()
            .iter()
            .filter(|(running, _)| *running == attempt)
            .for_each(|(_, call)| call.abort());
    }

    pub(crate) fn assertion_options(
        &self,
        attempt: Attempt,
        flow: Option<FlowId>,
        username: Option<String>,
    ) -> Pending<(Option<FlowId>, Box<RequestOptions>)> {
        self.request_options(attempt, Operation::AssertionOptions, flow, username)
    }

    pub(super) fn request_options(
        &self,
        attempt: Attempt,
        operation: Operation,
        flow: Option<FlowId>,
        username: Option<String>,
    ) -> Pending<(Option<FlowId>, Box<RequestOptions>)> {
        let asked = Asked::of(operation, Purpose::Ask).with(json(&OptionsRequest { username })).within(flow);
        self.ask(attempt, asked, with_flow)
    }

    pub(crate) fn assertion_result(
        &self,
        attempt: Attempt,
        flow: Option<FlowId>,
        assertion: &AuthenticationResponse,
    ) -> Pending<SignInAnswer> {
        let asked = Asked::of(Operation::AssertionResult, Purpose::HandInResult);
        self.ask(attempt, asked.with(json(assertion)).within(flow), read_json)
    }

    pub(crate) fn attestation_options(
        &self,
        attempt: Attempt,
        flow: Option<FlowId>,
    ) -> Pending<(Option<FlowId>, Box<CreationOptions>)> {
        let asked = Asked::of(Operation::AttestationOptions, Purpose::Ask);
        self.ask(attempt, asked.with(json(&OptionsRequest::default())).within(flow), with_flow)
    }

    pub(crate) fn attestation_result(
        &self,
        attempt: Attempt,
        flow: Option<FlowId>,
        credential: &RegistrationResponse,
    ) -> Pending<NewPasskey> {
        let read: Read<NewPasskey> =
            |text| from_str::<AttestationResultAnswer>(text).map(|answer| answer.passkey);
        let asked = Asked::of(Operation::AttestationResult, Purpose::HandInResult);
        self.ask(attempt, asked.with(json(credential)).within(flow), read)
    }

    pub(crate) fn identify(
        &self,
        attempt: Attempt,
        flow: Option<FlowId>,
        username: String,
    ) -> Pending<IdentifyAnswer> {
        let asked = Asked::of(Operation::Identify, Purpose::Ask);
        self.ask(attempt, asked.with(json(&IdentifyRequest { username })).within(flow), read_json)
    }

    pub(crate) fn check_password(
        &self,
        attempt: Attempt,
        flow: Option<FlowId>,
        username: String,
        password: Secret,
    ) -> Pending<SignInAnswer> {
        let body = json(&PasswordRequest { username, password: password.expose() });
        self.ask(attempt, Asked::of(Operation::Password, Purpose::HandIn).with(body).within(flow), read_json)
    }

    pub(crate) fn check_code(
        &self,
        attempt: Attempt,
        flow: Option<FlowId>,
        code: Secret,
    ) -> Pending<SignInAnswer> {
        let body = json(&CodeRequest { code: code.expose() });
        self.ask(attempt, Asked::of(Operation::Code, Purpose::HandIn).with(body).within(flow), read_json)
    }

    pub(crate) fn resend_code(&self, attempt: Attempt, flow: Option<FlowId>) -> Pending<CodeSent> {
        let read: Read<CodeSent> = |text| from_str::<CodeAnswer>(text).map(|answer| answer.code);
        let asked = Asked::of(Operation::ResendCode, Purpose::HandIn).with(nothing()).within(flow);
        self.ask(attempt, asked, read)
    }

    pub(crate) fn defer_set_up(&self, attempt: Attempt) -> Pending<()> {
        self.ask(attempt, Asked::of(Operation::Deferral, Purpose::HandIn).with(nothing()), |_| Ok(()))
    }

    /// Calls the backend and reads its answer. The call can be ended by its attempt.
    pub(super) fn ask<T: 'static>(&self, attempt: Attempt, asked: Asked, read: Read<T>) -> Pending<T> {
        let stage = asked.purpose.stage();
        let text = self.start(attempt, asked);
        async move { read(&text.await?).map_err(|_| BackendFailure::Malformed(stage)) }.boxed_local()
    }

    fn start(&self, attempt: Attempt, asked: Asked) -> Pending<String> {
        let Ok(abort) = AbortController::new() else {
            return ready(Err(BackendFailure::Unreachable(asked.purpose.stage()))).boxed_local();
        };
        self.running.borrow_mut().push((attempt, abort.clone()));
        let Self { contract, running } = self.clone();
        async move {
            let signal = abort.signal();
            let result = match contract {
                Contract::Native(base) => native::ask(asked, &base, &signal).await,
                Contract::Profile(engine) => engine.ask(asked, &signal).await,
            };
            running.borrow_mut().retain(|(_, running)| *running != abort);
            result
        }
        .boxed_local()
    }
}

/// Reads options and the flow that comes with them.
fn with_flow<T: DeserializeOwned>(text: &str) -> serde_json::Result<(Option<FlowId>, Box<T>)> {
    let flow = from_str::<FlowAnswer>(text)?.flow;
    Ok((flow, from_str(text)?))
}

pub(super) fn read_json<T: DeserializeOwned>(text: &str) -> serde_json::Result<T> {
    from_str(text)
}

/// Returns the body of a call that has nothing to say.
fn nothing() -> String {
    "{}".to_owned()
}

/// Serializes a body. This can't fail: all bodies are structs of strings.
pub(super) fn json<T: Serialize>(body: &T) -> String {
    serde_json::to_string(body).unwrap_or_default()
}
