//! Backends that are spoken to by a profile.

use std::cell::RefCell;

use gloo_net::http::Method;
use latchkey_core::classify::BackendFailure;
use latchkey_core::deferral::SignedInBy;
use latchkey_core::profile::{
    Json, Memory, Operation, Outcome, Profile, Refused, Request, Response, Token, TokenSource,
};
use leptos::prelude::document;
use web_sys::AbortSignal;

use super::backend::{Asked, Purpose};
use super::http::{self, Answer, Call};
use super::json_value::JsonValue;
use super::{deferrals, js};

/// Documented: five passkeys per user.
const LIMIT: usize = 5;

/// A backend, and what is known from its earlier answers.
pub(crate) struct Profiled {
    /// How it is spoken to.
    pub(super) profile: Profile<JsonValue>,
    /// What stands before all paths.
    base: String,
    memory: RefCell<Memory<JsonValue>>,
    /// Who signed in or is about to set a passkey up.
    account: RefCell<Option<String>>,
}

impl Profiled {
    /// The backend that a profile describes; `base` takes the place of the profile's own.
    pub(crate) fn new(profile: Profile<JsonValue>, base: Option<String>) -> Self {
        let base = base.unwrap_or_else(|| profile.base());
        Self { profile, base, memory: RefCell::default(), account: RefCell::default() }
    }

    /// Makes the calls of an operation. Gives the answer of the native contract as JSON.
    pub(super) async fn ask(&self, asked: Asked, abort: &AbortSignal) -> Result<String, BackendFailure> {
        let (operation, variables) = (asked.operation, variables(&asked));
        let answer = if self.profile.has(operation) {
            self.make_calls(operation, &variables, asked.purpose, abort).await?
        } else {
            self.without(operation, asked.purpose).await?
        };
        if operation.signs_in() {
            return Ok(self.with_offer(answer, signed_in_by(&variables), abort).await.to_json());
        }
        if operation == Operation::AttestationOptions {
            let name = answer.member("user").and_then(|user| user.text_of("name"));
            self.account.borrow_mut().get_or_insert_with(|| name.unwrap_or_default());
        }
        Ok(answer.to_json())
    }

    /// The calls of an operation, one after the other.
    async fn make_calls(
        &self,
        operation: Operation,
        variables: &JsonValue,
        purpose: Purpose,
        abort: &AbortSignal,
    ) -> Result<JsonValue, BackendFailure> {
        let malformed = BackendFailure::Malformed(purpose.stage());
        let calls = self.profile.calls(operation);
        for (index, call) in calls.iter().enumerate() {
            let request = self.profile.request(call, &self.base, variables, &self.memory.borrow());
            let mut request = request.map_err(|missing| {
                leptos::logging::error!("profile: {}: there is no ${}", operation.name(), missing.0);
                malformed.clone()
            })?;
            if !request.is_safe() {
                request.headers.extend(self.csrf_header(purpose, abort).await?);
            }
            let answer = self.exchange(request, purpose, abort).await?;
            let outcome = {
                let mut memory = self.memory.borrow_mut();
                let last = index + 1 == calls.len();
                with_response(&answer, |response| {
                    self.profile.interpret(operation, call, last, variables, &mut memory, response)
                })
            };
            match outcome {
                Outcome::GoOn => {}
                Outcome::Answer(answer) => return Ok(answer),
                Outcome::Refused(Refused { status, code, retry_after_s, tries_left }) => {
                    let stage = purpose.stage();
                    return Err(BackendFailure::Refused { stage, status, code, retry_after_s, tries_left });
                }
                Outcome::Malformed => return Err(malformed),
            }
        }
        Err(malformed)
    }

    async fn exchange(
        &self,
        request: Request,
        purpose: Purpose,
        abort: &AbortSignal,
    ) -> Result<Answer, BackendFailure> {
        let Request { method, url, headers, body } = request;
        let (stage, repeatable) = (purpose.stage(), purpose.is_repeatable());
        let method = Method::from_bytes(method.as_bytes()).unwrap_or(Method::GET);
        // A token does what cookies do elsewhere, and not every backend takes both from another origin.
        let with_cookies = !self.profile.has_bearer();
        let call = Call { method, url, headers, body, with_cookies, stage, repeatable };
        http::send(call, abort).await
    }

    /// What a call that may change something needs against forged requests.
    async fn csrf_header(
        &self,
        purpose: Purpose,
        abort: &AbortSignal,
    ) -> Result<Option<(String, String)>, BackendFailure> {
        let token = || self.profile.token(&self.base, &self.memory.borrow(), &look);
        let token = match token() {
            Token::Prime(request) => {
                let answer = self.exchange(request, purpose, abort).await?;
                let mut memory = self.memory.borrow_mut();
                with_response(&answer, |response| self.profile.remember_csrf(&mut memory, response));
                drop(memory);
                token()
            }
            known @ (Token::None | Token::Header(..)) => known,
        };
        Ok(match token {
            Token::Header(name, value) => Some((name, value)),
            // The priming call brought none: the backend says what it thinks of that.
            Token::None | Token::Prime(_) => None,
        })
    }

    /// What is answered in the place of a backend that lacks an operation.
    async fn without(&self, operation: Operation, purpose: Purpose) -> Result<JsonValue, BackendFailure> {
        let mut answer = JsonValue::object();
        let account = self.account.borrow().clone();
        if operation == Operation::Identify {
            answer.set("next", JsonValue::from_text("passkey"));
        } else if operation == Operation::Deferral {
            deferrals::defer(&account.unwrap_or_default()).await;
        } else if operation == Operation::Passkeys {
            answer.set("passkeys", JsonValue::list());
        } else if operation == Operation::Session {
            // Only who signed in on this page is known.
            let name = account.ok_or_else(|| refused(purpose, 401))?;
            let mut user = JsonValue::object();
            user.set("name", JsonValue::from_text(&name));
            user.set("displayName", JsonValue::from_text(&name));
            answer.set("user", user);
        } else {
            return Err(refused(purpose, 404));
        }
        Ok(answer)
    }

    /// Adds to the answer of a sign-in whether set-up is offered, where the backend doesn't say.
    async fn with_offer(&self, answer: JsonValue, by: SignedInBy, abort: &AbortSignal) -> JsonValue {
        let Some(mut signed_in) = answer.member("signedIn") else { return answer };
        let account = signed_in.member("user").and_then(|user| user.text_of("name")).unwrap_or_default();
        self.account.replace(Some(account.clone()));
        if signed_in.member("offerSetUp").is_none() {
            let offers = self.offers_set_up(&account, by, abort).await;
            signed_in.set("offerSetUp", JsonValue::from_truth(offers));
        }
        answer
    }

    async fn offers_set_up(&self, account: &str, by: SignedInBy, abort: &AbortSignal) -> bool {
        let features = self.profile.features();
        let deferred = !self.profile.has(Operation::Deferral) && deferrals::count_sign_in(account).await;
        if !features.set_up || deferred {
            return false;
        }
        let list = if features.list {
            let nothing = JsonValue::object();
            self.make_calls(Operation::Passkeys, &nothing, Purpose::Ask, abort).await.ok()
        } else {
            None
        };
        let passkeys = list.as_ref().and_then(|list| list.member("passkeys"));
        let limit = list.and_then(|list| list.member("limit")?.to_json().parse().ok());
        by.offers_set_up(passkeys.map(|passkeys| passkeys.len()), limit.unwrap_or(LIMIT))
    }
}

/// The variables of an operation: what its native call would have in body, path and query.
fn variables(asked: &Asked) -> JsonValue {
    let body = asked.body.as_deref().and_then(JsonValue::parse);
    let mut variables = JsonValue::object();
    match body {
        Some(credential) if asked.operation.takes_credential() => variables.set("credential", credential),
        Some(body) => variables = body,
        None => {}
    }
    for (name, value) in &asked.segments {
        variables.set(name, JsonValue::from_text(value));
    }
    if let Some(flow) = &asked.flow {
        variables.set("flow", JsonValue::from_text(flow.as_str()));
    }
    variables
}

/// How a person signs in with these variables.
fn signed_in_by(variables: &JsonValue) -> SignedInBy {
    match variables.member("credential").map(|credential| credential.text_of("authenticatorAttachment")) {
        None => SignedInBy::Password,
        Some(attachment) if attachment.as_deref() == Some("cross-platform") => {
            SignedInBy::PasskeyOfAnotherDevice
        }
        Some(_) => SignedInBy::Passkey,
    }
}

fn refused(purpose: Purpose, status: u16) -> BackendFailure {
    let stage = purpose.stage();
    BackendFailure::Refused { stage, status, code: None, retry_after_s: None, tries_left: None }
}

fn with_response<T>(answer: &Answer, read: impl FnOnce(&Response<'_, JsonValue>) -> T) -> T {
    let header = |name: &str| answer.headers.get(name);
    read(&Response {
        status: answer.status,
        header: &header,
        text: &answer.body,
        json: JsonValue::parse(&answer.body),
    })
}

/// Where the page has a token against forged requests.
fn look(source: &TokenSource) -> Option<String> {
    match source {
        TokenSource::Cookie(name) => {
            let cookies = js::text(&document(), "cookie")?;
            let value =
                cookies.split("; ").find_map(|cookie| cookie.strip_prefix(name.as_str())?.strip_prefix('='));
            let value = value.filter(|value| !value.is_empty())?;
            // Some frameworks encode it.
            js_sys::decode_uri_component(value).ok()?.as_string()
        }
        TokenSource::Meta(name) => {
            let metas = document().get_elements_by_tag_name("meta");
            (0..metas.length())
                .filter_map(|index| metas.item(index))
                .find(|meta| meta.get_attribute("name").as_deref() == Some(name))?
                .get_attribute("content")
        }
    }
}
