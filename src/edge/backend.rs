//! The operations of the native contract (`crates/server/CONTRACT.md`).

use std::cell::RefCell;
use std::future::ready;
use std::rc::Rc;

use futures::FutureExt;
use futures::future::LocalBoxFuture;
use gloo_net::http::Method;
use latchkey_core::Attempt;
use latchkey_core::classify::{BackendFailure, Stage};
use latchkey_core::flow::secret::Secret;
use latchkey_core::route::FlowId;
use latchkey_core::wire::{
    AttestationResultAnswer, AuthenticationResponse, CodeAnswer, CodeRequest, CodeSent, CreationOptions,
    FlowAnswer, IdentifyAnswer, IdentifyRequest, NewPasskey, OptionsRequest, PasswordAnswer, PasswordRequest,
    RegistrationResponse, RequestOptions, SignedIn, SignedInAnswer,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::from_str;
use web_sys::AbortController;

use super::http::{Call, send};

pub(super) type Answer<T> = Result<T, BackendFailure>;

/// A call that is under way. It is boxed so that the code that waits for it is compiled once.
pub(crate) type Pending<T> = LocalBoxFuture<'static, Answer<T>>;

/// How an answer's body is read.
pub(super) type Read<T> = fn(&str) -> serde_json::Result<T>;

/// What a call does.
#[derive(Clone, Copy)]
pub(super) enum Purpose {
    /// It asks for something, and may do so twice.
    Ask,
    /// It hands something in that counts once.
    HandIn,
    /// It hands in the result of a ceremony.
    HandInResult,
}

impl Purpose {
    fn stage(self) -> Stage {
        match self {
            Self::Ask | Self::HandIn => Stage::Options,
            Self::HandInResult => Stage::Result,
        }
    }

    fn is_repeatable(self) -> bool {
        match self {
            Self::Ask => true,
            Self::HandIn | Self::HandInResult => false,
        }
    }
}

/// The backend, and the calls to it that are running.
#[derive(Clone)]
pub(crate) struct Backend {
    base: Rc<str>,
    running: Rc<RefCell<Vec<(Attempt, AbortController)>>>,
}

impl Backend {
    /// The backend whose calls are under `base`.
    pub(crate) fn new(base: &str) -> Self {
        Self { base: base.into(), running: Rc::default() }
    }

    /// Ends the call of this attempt, if there is one.
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
    ) -> Pending<(FlowId, Box<RequestOptions>)> {
        let body = json(&OptionsRequest { username });
        self.post(attempt, "/assertion/options", flow, body, Purpose::Ask, with_flow)
    }

    pub(crate) fn assertion_result(
        &self,
        attempt: Attempt,
        flow: Option<FlowId>,
        assertion: &AuthenticationResponse,
    ) -> Pending<SignedIn> {
        self.post(attempt, "/assertion/result", flow, json(assertion), Purpose::HandInResult, signed_in)
    }

    pub(crate) fn attestation_options(
        &self,
        attempt: Attempt,
        flow: Option<FlowId>,
    ) -> Pending<(FlowId, Box<CreationOptions>)> {
        let body = json(&OptionsRequest::default());
        self.post(attempt, "/attestation/options", flow, body, Purpose::Ask, with_flow)
    }

    pub(crate) fn attestation_result(
        &self,
        attempt: Attempt,
        flow: Option<FlowId>,
        credential: &RegistrationResponse,
    ) -> Pending<NewPasskey> {
        let read: Read<NewPasskey> =
            |text| from_str::<AttestationResultAnswer>(text).map(|answer| answer.passkey);
        self.post(attempt, "/attestation/result", flow, json(credential), Purpose::HandInResult, read)
    }

    pub(crate) fn identify(
        &self,
        attempt: Attempt,
        flow: Option<FlowId>,
        username: String,
    ) -> Pending<IdentifyAnswer> {
        let body = json(&IdentifyRequest { username });
        self.post(attempt, "/sign-in/identify", flow, body, Purpose::Ask, read_json)
    }

    pub(crate) fn check_password(
        &self,
        attempt: Attempt,
        flow: Option<FlowId>,
        username: String,
        password: Secret,
    ) -> Pending<PasswordAnswer> {
        let body = json(&PasswordRequest { username, password: password.expose() });
        self.post(attempt, "/sign-in/password", flow, body, Purpose::HandIn, read_json)
    }

    pub(crate) fn check_code(
        &self,
        attempt: Attempt,
        flow: Option<FlowId>,
        code: Secret,
    ) -> Pending<SignedIn> {
        let body = json(&CodeRequest { code: code.expose() });
        self.post(attempt, "/sign-in/code", flow, body, Purpose::HandIn, signed_in)
    }

    pub(crate) fn resend_code(&self, attempt: Attempt, flow: Option<FlowId>) -> Pending<CodeSent> {
        let read: Read<CodeSent> = |text| from_str::<CodeAnswer>(text).map(|answer| answer.code);
        self.post(attempt, "/sign-in/code/resend", flow, "{}".to_owned(), Purpose::HandIn, read)
    }

    pub(crate) fn defer_set_up(&self, attempt: Attempt) -> Pending<()> {
        self.post(attempt, "/passkeys/deferral", None, "{}".to_owned(), Purpose::HandIn, |_| Ok(()))
    }

    pub(super) fn post<T: 'static>(
        &self,
        attempt: Attempt,
        path: &str,
        flow: Option<FlowId>,
        body: String,
        purpose: Purpose,
        read: Read<T>,
    ) -> Pending<T> {
        let path = match flow {
            Some(flow) => [path, "?flow=", flow.as_str()].concat(),
            None => path.to_owned(),
        };
        self.call(attempt, Method::POST, &path, Some(body), purpose, read)
    }

    pub(super) fn call<T: 'static>(
        &self,
        attempt: Attempt,
        method: Method,
        path: &str,
        body: Option<String>,
        purpose: Purpose,
        read: Read<T>,
    ) -> Pending<T> {
        let stage = purpose.stage();
        let path = [&*self.base, path].concat();
        let call = Call { method, path, body, stage, repeatable: purpose.is_repeatable() };
        let text = self.start(attempt, call);
        async move { read(&text.await?).map_err(|_| BackendFailure::Malformed(stage)) }.boxed_local()
    }

    /// Makes a call that can be ended by its attempt from now on.
    fn start(&self, attempt: Attempt, call: Call) -> Pending<String> {
        let Ok(abort) = AbortController::new() else {
            return ready(Err(BackendFailure::Unreachable(call.stage))).boxed_local();
        };
        self.running.borrow_mut().push((attempt, abort.clone()));
        let running = Rc::clone(&self.running);
        async move {
            let result = send(call, &abort.signal()).await;
            running.borrow_mut().retain(|(_, running)| *running != abort);
            result
        }
        .boxed_local()
    }
}

/// Options, and the flow that stands beside them.
fn with_flow<T: DeserializeOwned>(text: &str) -> serde_json::Result<(FlowId, Box<T>)> {
    let flow = from_str::<FlowAnswer>(text)?.flow;
    Ok((flow, from_str(text)?))
}

pub(super) fn read_json<T: DeserializeOwned>(text: &str) -> serde_json::Result<T> {
    from_str(text)
}

fn signed_in(text: &str) -> serde_json::Result<SignedIn> {
    from_str::<SignedInAnswer>(text).map(|answer| answer.signed_in)
}

/// All bodies are structs of texts, which can always be written.
pub(super) fn json<T: Serialize>(body: &T) -> String {
    serde_json::to_string(body).unwrap_or_default()
}
