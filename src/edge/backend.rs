//! The operations of the native contract (`crates/server/CONTRACT.md`).

use std::cell::RefCell;
use std::rc::Rc;

use gloo_net::http::Method;
use latchkey_core::Attempt;
use latchkey_core::classify::{BackendFailure, Stage};
use latchkey_core::flow::account::Details;
use latchkey_core::flow::secret::Secret;
use latchkey_core::route::FlowId;
use latchkey_core::wire::{
    AttestationResultAnswer, AuthenticationResponse, CodeAnswer, CodeRequest, CodeSent, CreationOptions,
    FlowAnswer, IdentifyAnswer, IdentifyRequest, OptionsRequest, Passkey, PasskeyList, PasswordAnswer,
    PasswordRequest, RegistrationResponse, RequestOptions, Session, SignedIn, SignedInAnswer,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use web_sys::AbortController;

use super::http::{Call, send};

type Answer<T> = Result<T, BackendFailure>;

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

    pub(crate) async fn assertion_options(
        &self,
        attempt: Attempt,
        flow: Option<FlowId>,
        username: Option<String>,
    ) -> Answer<(FlowId, Box<RequestOptions>)> {
        let body = json(&OptionsRequest { username });
        let text = self.post(attempt, "/assertion/options", flow, body, Stage::Options).await?;
        with_flow(&text)
    }

    pub(crate) async fn assertion_result(
        &self,
        attempt: Attempt,
        flow: Option<FlowId>,
        assertion: &AuthenticationResponse,
    ) -> Answer<SignedIn> {
        let text = self.post(attempt, "/assertion/result", flow, json(assertion), Stage::Result).await?;
        parse::<SignedInAnswer>(&text, Stage::Result).map(|answer| answer.signed_in)
    }

    pub(crate) async fn attestation_options(
        &self,
        attempt: Attempt,
        flow: Option<FlowId>,
    ) -> Answer<(FlowId, Box<CreationOptions>)> {
        let body = json(&OptionsRequest::default());
        let text = self.post(attempt, "/attestation/options", flow, body, Stage::Options).await?;
        with_flow(&text)
    }

    pub(crate) async fn attestation_result(
        &self,
        attempt: Attempt,
        flow: Option<FlowId>,
        credential: &RegistrationResponse,
    ) -> Answer<Passkey> {
        let text = self.post(attempt, "/attestation/result", flow, json(credential), Stage::Result).await?;
        parse::<AttestationResultAnswer>(&text, Stage::Result).map(|answer| answer.passkey)
    }

    pub(crate) async fn identify(
        &self,
        attempt: Attempt,
        flow: Option<FlowId>,
        username: String,
    ) -> Answer<IdentifyAnswer> {
        let body = json(&IdentifyRequest { username });
        parse(&self.post(attempt, "/sign-in/identify", flow, body, Stage::Options).await?, Stage::Options)
    }

    pub(crate) async fn check_password(
        &self,
        attempt: Attempt,
        flow: Option<FlowId>,
        username: String,
        password: Secret,
    ) -> Answer<PasswordAnswer> {
        let body = json(&PasswordRequest { username, password: password.expose() });
        parse(&self.post(attempt, "/sign-in/password", flow, body, Stage::Options).await?, Stage::Options)
    }

    pub(crate) async fn check_code(
        &self,
        attempt: Attempt,
        flow: Option<FlowId>,
        code: Secret,
    ) -> Answer<SignedIn> {
        let body = json(&CodeRequest { code: code.expose() });
        let text = self.post(attempt, "/sign-in/code", flow, body, Stage::Options).await?;
        parse::<SignedInAnswer>(&text, Stage::Options).map(|answer| answer.signed_in)
    }

    pub(crate) async fn resend_code(&self, attempt: Attempt, flow: Option<FlowId>) -> Answer<CodeSent> {
        let text = self.post(attempt, "/sign-in/code/resend", flow, "{}".to_owned(), Stage::Options).await?;
        parse::<CodeAnswer>(&text, Stage::Options).map(|answer| answer.code)
    }

    pub(crate) async fn defer_set_up(&self, attempt: Attempt) -> Answer<()> {
        self.post(attempt, "/passkeys/deferral", None, "{}".to_owned(), Stage::Options).await.map(|_| ())
    }

    pub(crate) async fn account(&self, attempt: Attempt) -> Answer<Box<Details>> {
        let session = self.call(attempt, Method::GET, "/session", None, Stage::Options);
        let passkeys = self.call(attempt, Method::GET, "/passkeys", None, Stage::Options);
        let (session, passkeys) = futures::future::try_join(session, passkeys).await?;
        let session: Session = parse(&session, Stage::Options)?;
        let passkeys: PasskeyList = parse(&passkeys, Stage::Options)?;
        Ok(Box::new(Details { session, passkeys }))
    }

    pub(crate) async fn end_session(&self, attempt: Attempt) -> Answer<()> {
        self.call(attempt, Method::DELETE, "/session", None, Stage::Options).await.map(|_| ())
    }

    async fn post(
        &self,
        attempt: Attempt,
        path: &str,
        flow: Option<FlowId>,
        body: String,
        stage: Stage,
    ) -> Answer<String> {
        let path = match flow {
            Some(flow) => [path, "?flow=", flow.as_str()].concat(),
            None => path.to_owned(),
        };
        self.call(attempt, Method::POST, &path, Some(body), stage).await
    }

    async fn call(
        &self,
        attempt: Attempt,
        method: Method,
        path: &str,
        body: Option<String>,
        stage: Stage,
    ) -> Answer<String> {
        let abort = AbortController::new().map_err(|_| BackendFailure::Unreachable(stage))?;
        self.running.borrow_mut().push((attempt, abort.clone()));
        let path = [&*self.base, path].concat();
        let result = send(Call { method, path: &path, body, stage }, &abort).await;
        self.running.borrow_mut().retain(|(_, running)| *running != abort);
        result
    }
}

/// Options, and the flow that stands beside them.
fn with_flow<T: DeserializeOwned>(text: &str) -> Answer<(FlowId, Box<T>)> {
    let flow = parse::<FlowAnswer>(text, Stage::Options)?.flow;
    Ok((flow, parse(text, Stage::Options)?))
}

fn parse<T: DeserializeOwned>(text: &str, stage: Stage) -> Answer<T> {
    serde_json::from_str(text).map_err(|_| BackendFailure::Malformed(stage))
}

/// All bodies are structs of texts, which can always be written.
fn json<T: Serialize>(body: &T) -> String {
    serde_json::to_string(body).unwrap_or_default()
}
