//! An operation's calls, and the answers given in place of a backend that lacks the operation.

use std::cell::RefCell;

use js_sys::{Array, Function, Object, Promise};
use latchkey_core::deferral::SignedInBy;
use latchkey_core::profile::{
    Json, Memory, Operation, Outcome, Profile, Refused, Request, Response, Token, TokenSource,
};
use latchkey_core::wire::DOCUMENTED_LIMIT;
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::deferrals;
use super::json_value::JsonValue;
use crate::edge::js;

/// Why there is no answer.
pub(super) enum Failure {
    /// The request failed; the value is what `exchange` rejected with.
    Request(JsValue),
    /// The backend refused.
    Refused(Refused),
    /// The backend's answer isn't one that the profile describes, or the profile asks for something
    /// impossible.
    Malformed,
}

/// A backend, and what is known from its earlier answers.
pub(super) struct Backend {
    profile: Profile<JsonValue>,
    /// The prefix of all paths.
    base: String,
    memory: RefCell<Memory<JsonValue>>,
}

impl Backend {
    /// Creates the backend that a profile describes; `base` overrides the profile's own.
    pub(super) fn new(profile: Profile<JsonValue>, base: Option<String>) -> Self {
        let base = base.unwrap_or_else(|| profile.base());
        Self { profile, base, memory: RefCell::default() }
    }

    /// Makes an operation's calls through `exchange`, which takes a request and promises an answer. Returns
    /// the native contract's answer.
    pub(super) async fn ask(
        &self,
        operation: Operation,
        variables: &JsonValue,
        exchange: &Function,
    ) -> Result<JsonValue, Failure> {
        let answer = if self.profile.has(operation) {
            self.make_calls(operation, variables, exchange).await?
        } else {
            self.without(operation).await?
        };
        if operation.signs_in() {
            return Ok(self.with_offer(answer, signed_in_by(variables), exchange).await);
        }
        if operation == Operation::AttestationOptions && self.account().is_none() {
            // After a reload, this is the first answer that tells whose passkey it will be.
            if let Some(name) = answer.member("user").and_then(|user| user.member("name")) {
                self.memory.borrow_mut().session.set("account", name);
            }
        }
        Ok(answer)
    }

    /// Returns the account that signed in or is about to set up a passkey.
    fn account(&self) -> Option<String> {
        self.memory.borrow().session.text_of("account")
    }

    /// Makes an operation's calls, one after the other.
    async fn make_calls(
        &self,
        operation: Operation,
        variables: &JsonValue,
        exchange: &Function,
    ) -> Result<JsonValue, Failure> {
        self.memory.borrow_mut().begin(operation);
        let calls = self.profile.calls(operation);
        for (index, call) in calls.iter().enumerate() {
            let request = self.profile.request(call, &self.base, variables, &self.memory.borrow());
            let mut request = request.map_err(|missing| {
                leptos::logging::error!("profile: {}: there is no ${}", operation.name(), missing.0);
                Failure::Malformed
            })?;
            if !request.is_safe() {
                request.headers.extend(self.csrf_header(exchange).await?);
            }
            let answer = self.exchange(request, exchange).await?;
            let outcome = {
                let mut memory = self.memory.borrow_mut();
                let last = index + 1 == calls.len();
                answer.read(|response| {
                    self.profile.interpret(operation, call, last, variables, &mut memory, response)
                })
            };
            match outcome {
                Outcome::GoOn => {}
                Outcome::Answer(answer) => return Ok(answer),
                Outcome::Refused(refused) => return Err(Failure::Refused(refused)),
                Outcome::Malformed => return Err(Failure::Malformed),
            }
        }
        Err(Failure::Malformed)
    }

    async fn exchange(&self, request: Request, exchange: &Function) -> Result<Answer, Failure> {
        let message = Object::new();
        let headers = Array::new();
        for (name, value) in &request.headers {
            headers.push(&Array::of2(&name.into(), &value.into()));
        }
        // A token does what cookies do elsewhere, and not every backend accepts both from another origin.
        let with_cookies = !self.profile.has_bearer();
        for (name, value) in [
            ("method", request.method.into()),
            ("url", request.url.into()),
            ("headers", headers.into()),
            ("body", request.body.map_or(JsValue::NULL, JsValue::from)),
            ("withCookies", with_cookies.into()),
        ] {
            js::set(&message, name, &value);
        }
        let promise = exchange.call1(&JsValue::NULL, &message).map_err(Failure::Request)?;
        let promise = promise.dyn_into::<Promise>().map_err(Failure::Request)?;
        Answer::of(&JsFuture::from(promise).await.map_err(Failure::Request)?).ok_or(Failure::Malformed)
    }

    /// Returns the header that a state-changing call needs against request forgery.
    async fn csrf_header(&self, exchange: &Function) -> Result<Option<(String, String)>, Failure> {
        let token = || self.profile.token(&self.base, &self.memory.borrow(), &look);
        let token = match token() {
            Token::Prime(request) => {
                let answer = self.exchange(request, exchange).await?;
                let mut memory = self.memory.borrow_mut();
                answer.read(|response| self.profile.remember_csrf(&mut memory, response));
                drop(memory);
                token()
            }
            known @ (Token::None | Token::Header(..)) => known,
        };
        Ok(match token {
            Token::Header(name, value) => Some((name, value)),
            // The priming call brought no token; what to make of that is up to the backend.
            Token::None | Token::Prime(_) => None,
        })
    }

    /// Returns what is answered in place of a backend that lacks an operation.
    async fn without(&self, operation: Operation) -> Result<JsonValue, Failure> {
        let mut answer = JsonValue::object();
        let account = self.account();
        if operation == Operation::Identify {
            answer.set("next", JsonValue::from_text("passkey"));
        } else if operation == Operation::Deferral {
            deferrals::defer(&account.unwrap_or_default()).await;
        } else if operation == Operation::Passkeys {
            answer.set("passkeys", JsonValue::list());
        } else if operation == Operation::Session {
            // Only the user who signed in on this page is known.
            let name = account.ok_or_else(|| refused(401))?;
            let mut user = JsonValue::object();
            user.set("name", JsonValue::from_text(&name));
            user.set("displayName", JsonValue::from_text(&name));
            answer.set("user", user);
        } else {
            return Err(refused(404));
        }
        Ok(answer)
    }

    /// Adds to a sign-in's answer whether set-up is offered, if the backend doesn't say.
    async fn with_offer(&self, answer: JsonValue, by: SignedInBy, exchange: &Function) -> JsonValue {
        let Some(mut signed_in) = answer.member("signedIn") else { return answer };
        let account = signed_in.member("user").and_then(|user| user.text_of("name")).unwrap_or_default();
        if signed_in.member("offerSetUp").is_none() {
            let offers = self.offers_set_up(&account, by, exchange).await;
            // A `JsonValue` refers to the browser's object instead of copying it, so `answer` has the member,
            // too.
            signed_in.set("offerSetUp", JsonValue::from_truth(offers));
        }
        answer
    }

    async fn offers_set_up(&self, account: &str, by: SignedInBy, exchange: &Function) -> bool {
        let features = self.profile.features();
        let deferred = !self.profile.has(Operation::Deferral) && deferrals::count_sign_in(account).await;
        if !features.set_up || deferred {
            return false;
        }
        let list = if features.list {
            let nothing = JsonValue::object();
            self.make_calls(Operation::Passkeys, &nothing, exchange).await.ok()
        } else {
            None
        };
        let passkeys = list.as_ref().and_then(|list| list.member("passkeys"));
        let limit = list.and_then(|list| list.member("limit")?.to_json().parse().ok());
        by.offers_set_up(passkeys.map(|passkeys| passkeys.len()), limit.unwrap_or(DOCUMENTED_LIMIT))
    }
}

/// Returns how the user signs in with these variables.
fn signed_in_by(variables: &JsonValue) -> SignedInBy {
    match variables.member("credential").map(|credential| credential.text_of("authenticatorAttachment")) {
        None => SignedInBy::Password,
        Some(attachment) if attachment.as_deref() == Some("cross-platform") => {
            SignedInBy::PasskeyOfAnotherDevice
        }
        Some(_) => SignedInBy::Passkey,
    }
}

fn refused(status: u16) -> Failure {
    Failure::Refused(Refused { status, ..Refused::default() })
}

/// An answer that arrived, in the form that `exchange` promises.
struct Answer {
    status: u16,
    headers: JsValue,
    text: String,
}

impl Answer {
    fn of(value: &JsValue) -> Option<Self> {
        let status = js::member(value, "status")?.as_f64()?;
        #[expect(
            clippy::as_conversions,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "browsers report statuses from 0 to 599"
        )]
        let status = status as u16;
        Some(Self { status, headers: js::member(value, "headers")?, text: js::text(value, "text")? })
    }

    fn read<T>(&self, read: impl FnOnce(&Response<'_, JsonValue>) -> T) -> T {
        let header = |name: &str| js::call(&self.headers, "get", &[name.into()])?.as_string();
        let json = JsonValue::parse(&self.text);
        read(&Response { status: self.status, header: &header, text: &self.text, json })
    }
}

/// Looks up the page's token against request forgery.
fn look(source: &TokenSource) -> Option<String> {
    match source {
        TokenSource::Cookie(name) => {
            let cookies = js::text(&document(), "cookie")?;
            let value =
                cookies.split("; ").find_map(|cookie| cookie.strip_prefix(name.as_str())?.strip_prefix('='));
            let value = value.filter(|value| !value.is_empty())?;
            // Some frameworks percent-encode it.
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
