//! The program that reads profiles. The app's other programs load it only if their configuration names a profile, so it
//! costs nothing otherwise. It makes no requests: it tells the page which ones to make, until an operation has ended.

mod deferrals;
mod json_value;

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Object, Promise};
use latchkey_core::call::Operation;
use latchkey_core::profile::{
    Client, Event, Json, Memory, Outcome, Profile, Refusal, Request, Response, Run, Step, TokenSource,
};
use leptos::prelude::document;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::future_to_promise;

use self::json_value::JsonValue;
use crate::edge::js;

/// A backend that is talked to through a profile.
pub struct Engine(Rc<Backend>);

/// A profile in use, and the operations that are being carried out.
struct Backend {
    profile: Profile<JsonValue>,
    /// The prefix of all paths.
    base: String,
    memory: RefCell<Memory<JsonValue>>,
    /// The operations that wait for an answer, each at its own number.
    runs: RefCell<Vec<Option<Run<JsonValue>>>>,
}

impl Engine {
    /// Reads a profile and the integrator's settings for it; `base` overrides the profile's own.
    ///
    /// # Errors
    ///
    /// Returns what is wrong, one error per line.
    pub fn read(document: JsValue, settings: JsValue, base: Option<String>) -> Result<Self, Vec<String>> {
        let told = |member: &'static str| move |refusals| lines(member, refusals);
        let mut profile = Profile::read(JsonValue::new(document)).map_err(told("profile"))?;
        if !settings.is_undefined() {
            profile = profile.with_settings(&JsonValue::new(settings)).map_err(told("profileSettings"))?;
        }
        let base = base.unwrap_or_else(|| profile.base());
        let (memory, runs) = (RefCell::default(), RefCell::default());
        Ok(Self(Rc::new(Backend { profile, base, memory, runs })))
    }

    /// Returns what the backend can do, as bits for [`latchkey_core::Features::from_bits`].
    pub fn features(&self) -> u32 {
        self.0.profile.features().to_bits()
    }

    /// Starts an operation. The promise resolves to what the page does next:
    ///
    /// - an object with `run`, a number, and `request`: it makes that request, and continues with [`Engine::resume`];
    /// - a string: the operation's answer, as JSON of the native contract;
    /// - an object with `status`: the backend refused;
    /// - null: the backend's answer isn't one that the profile describes;
    /// - undefined: the operation failed as its last request did.
    pub fn begin(&self, operation: &str, variables: JsValue) -> Promise {
        let backend = Rc::clone(&self.0);
        let operation = Operation::named(operation);
        future_to_promise(async move {
            let Some(operation) = operation else { return Ok(JsValue::NULL) };
            let (run, step) =
                backend.with_client(|client| Run::begin(operation, JsonValue::new(variables), client));
            Ok(backend.proceed(run, step).await)
        })
    }

    /// Continues an operation with the answer to its request, an object with `status`, `headers` and `text`; undefined
    /// if there is none. The promise is that of [`Engine::begin`].
    pub fn resume(&self, run: u32, answer: JsValue) -> Promise {
        let backend = Rc::clone(&self.0);
        future_to_promise(async move {
            let Some(mut run) = backend.take(run) else { return Ok(JsValue::NULL) };
            let step = backend.with_client(|client| match Answer::of(&answer) {
                Some(answer) => answer.read(|response| run.resume(client, &Event::Received(response))),
                None => run.resume(client, &Event::Failed),
            });
            Ok(backend.proceed(run, step).await)
        })
    }
}

impl Backend {
    fn with_client<T>(&self, work: impl FnOnce(&mut Client<'_, JsonValue>) -> T) -> T {
        let memory = &mut *self.memory.borrow_mut();
        work(&mut Client { profile: &self.profile, base: &self.base, memory, look: &look })
    }

    /// Does what is this browser's to do, and returns what the page does next.
    async fn proceed(&self, mut run: Run<JsonValue>, mut step: Step<JsonValue>) -> JsValue {
        loop {
            let event = match step {
                Step::Send(request) => return self.request(run, request),
                Step::End(outcome) => return told(outcome),
                Step::Failed => return JsValue::UNDEFINED,
                Step::Defer(account) => {
                    deferrals::defer(&account).await;
                    Event::Deferred
                }
                Step::CountSignIn(account) => {
                    Event::Counted { still_deferred: deferrals::count_sign_in(&account).await }
                }
            };
            step = self.with_client(|client| run.resume(client, &event));
        }
    }

    fn request(&self, run: Run<JsonValue>, request: Request) -> JsValue {
        let headers = Array::new();
        for (name, value) in &request.headers {
            headers.push(&Array::of2(&name.into(), &value.into()));
        }
        let message = object([
            ("method", request.method.into()),
            ("url", request.url.into()),
            ("headers", headers.into()),
            ("body", request.body.map_or(JsValue::NULL, JsValue::from)),
            // A token does what cookies do elsewhere, and not every backend accepts both from another origin.
            ("withCookies", (!self.profile.has_bearer()).into()),
        ]);
        object([("run", self.keep(run).into()), ("request", message)])
    }

    fn keep(&self, run: Run<JsonValue>) -> u32 {
        let mut runs = self.runs.borrow_mut();
        let free = runs.iter().position(Option::is_none).unwrap_or(runs.len());
        if free == runs.len() {
            runs.push(None);
        }
        runs[free] = Some(run);
        u32::try_from(free).unwrap_or(u32::MAX)
    }

    fn take(&self, run: u32) -> Option<Run<JsonValue>> {
        self.runs.borrow_mut().get_mut(usize::try_from(run).ok()?)?.take()
    }
}

/// Returns how an operation ended, in the form that the page reads.
fn told(outcome: Outcome<JsonValue>) -> JsValue {
    match outcome {
        Outcome::Answer(answer) => answer.to_json().into(),
        Outcome::Refused(refused) => {
            let number = |number: Option<u32>| number.map_or(JsValue::NULL, JsValue::from);
            object([
                ("status", refused.status.into()),
                ("code", refused.code.map_or(JsValue::NULL, JsValue::from)),
                ("retryAfterS", number(refused.retry_after_s)),
                ("triesLeft", number(refused.tries_left)),
            ])
        }
        Outcome::Malformed => JsValue::NULL,
        Outcome::Unsent(missing) => {
            leptos::logging::error!("profile: there is no ${}", missing.0);
            JsValue::NULL
        }
    }
}

/// An answer that arrived, in the form in which the page passes it on.
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

/// Looks up the page's CSRF token.
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

fn object<const N: usize>(members: [(&str, JsValue); N]) -> JsValue {
    let object = Object::new();
    for (name, value) in members {
        js::set(&object, name, &value);
    }
    object.into()
}

/// Converts lines to a JavaScript array.
pub fn to_array(lines: Vec<String>) -> Array {
    lines.into_iter().map(JsValue::from).collect()
}

fn lines(member: &str, refusals: Vec<Refusal>) -> Vec<String> {
    let line = |refusal: Refusal| [member, ": ", &refusal.at, ": expected ", &refusal.expected].concat();
    refusals.into_iter().map(line).collect()
}
