//! `navigator.credentials.create()` and `.get()`, with one `AbortController` and one clock per request.

use std::cell::RefCell;
use std::rc::Rc;

use futures::FutureExt;
use futures::channel::oneshot;
use futures::future::{Either, LocalBoxFuture, select};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Object, Promise};
use latchkey_core::Attempt;
use latchkey_core::classify::{BrowserError, Mediation};
use latchkey_core::flow::prompt::{self, Assertion, Attestation, CeremonyFailure, Kind};
use latchkey_core::flow::wait::Elapsed;
use latchkey_core::wire::{AuthenticationResponse, RegistrationResponse};
use leptos::prelude::{StoredValue, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortController;

use super::timers::{Ticker, every_second};
use super::{credential_json, frame_policy, js, page};

/// Milliseconds by which the browser's own timeout exceeds that of the flow, so that the flow decides what
/// the user is told. Requests with conditional mediation have no timeout (WebAuthn Level 3 §5.1.4.2).
const BROWSER_TIMEOUT_MARGIN_MS: u32 = 30_000;
/// Milliseconds after which options are fetched again: backends keep a challenge for five minutes or more.
pub(crate) const OPTIONS_LIFETIME_MS: u32 = 240_000;
/// Milliseconds that an aborted request has to end. Password managers may ignore the signal; after this, they
/// are given up on.
const GRACE_MS: u32 = 1_000;

/// A request pending in the browser, and how to end it.
struct Pending {
    attempt: Attempt,
    end: oneshot::Sender<()>,
    _clock: Option<Ticker>,
}

/// One flow's pending request in the browser.
#[derive(Clone)]
pub(crate) struct Ceremonies {
    pending: Rc<RefCell<Option<Pending>>>,
    timeout_ms: u32,
}

/// A running request, boxed so that the code that awaits it is compiled only once.
type Ceremony<T> = LocalBoxFuture<'static, Result<T, CeremonyFailure>>;

/// Called about every second while a prompt is open.
pub(crate) type OnWait = Box<dyn Fn(Elapsed)>;

impl Ceremonies {
    /// Creates an instance whose prompts are given up after `timeout_ms` milliseconds, and at the end of the
    /// page that creates it.
    pub(crate) fn new(timeout_ms: u32) -> Self {
        let pending = Rc::default();
        StoredValue::new_local(OfPage(Rc::clone(&pending)));
        Self { pending, timeout_ms }
    }

    /// Ends this attempt's request. Its call then returns, after a short grace period at the latest.
    pub(crate) fn abort(&self, attempt: Attempt) {
        if let Some(pending) = self.take(attempt) {
            // If nothing is listening any more, the request has already ended.
            let _ = pending.end.send(());
        }
    }

    fn browser_timeout_ms(&self) -> u32 {
        self.timeout_ms.saturating_add(BROWSER_TIMEOUT_MARGIN_MS)
    }

    fn run<T: 'static>(
        &self,
        attempt: Attempt,
        request: Request,
        on_wait: OnWait,
        read: fn(&JsValue) -> Option<T>,
    ) -> Ceremony<Box<T>> {
        let credential = self.start(attempt, request, on_wait);
        async move {
            let (credential, began) = credential.await?;
            read(&credential).map(Box::new).ok_or_else(|| began.unreadable())
        }
        .boxed_local()
    }

    /// Starts a request, which can be ended by its attempt from now on.
    fn start(
        &self,
        attempt: Attempt,
        request: Request,
        on_wait: OnWait,
    ) -> Ceremony<(JsValue, Circumstances)> {
        let began = Circumstances {
            began_ms: js::monotonic_ms(),
            timeout_ms: self.timeout_ms,
            activated: page::is_activated(),
        };
        let (end, ended) = oneshot::channel();
        // Nobody is waiting for a request that they didn't ask for.
        let clock = (request.mediation == Mediation::Modal).then(|| {
            every_second(move || {
                on_wait(Elapsed { elapsed_ms: began.elapsed_ms(), timeout_ms: began.timeout_ms });
            })
        });
        self.pending.replace(Some(Pending { attempt, end, _clock: clock }));
        let ceremonies = self.clone();
        async move {
            let result = request.run(ended, began).await;
            ceremonies.take(attempt);
            result.map(|credential| (credential, began))
        }
        .boxed_local()
    }

    fn take(&self, attempt: Attempt) -> Option<Pending> {
        self.pending.borrow_mut().take_if(|pending| pending.attempt == attempt)
    }
}

/// A kind of ceremony that the browser can be asked for.
pub(crate) trait Askable: Kind {
    /// Makes the request.
    fn ask(
        ceremonies: &Ceremonies,
        request: prompt::Request<Self>,
        on_wait: OnWait,
    ) -> Ceremony<Box<Self::Credential>>;
}

impl Askable for Assertion {
    fn ask(
        ceremonies: &Ceremonies,
        request: prompt::Request<Self>,
        on_wait: OnWait,
    ) -> Ceremony<Box<AuthenticationResponse>> {
        let prompt::Request { attempt, mut options, mediation } = request;
        options.timeout = Some(ceremonies.browser_timeout_ms());
        let json = serde_json::to_string(&options).unwrap_or_default();
        let request = Request { method: Method::Get, parse: "parseRequestOptionsFromJSON", json, mediation };
        ceremonies.run(attempt, request, on_wait, credential_json::assertion)
    }
}

impl Askable for Attestation {
    fn ask(
        ceremonies: &Ceremonies,
        request: prompt::Request<Self>,
        on_wait: OnWait,
    ) -> Ceremony<Box<RegistrationResponse>> {
        let prompt::Request { attempt, mut options, mediation } = request;
        options.timeout = Some(ceremonies.browser_timeout_ms());
        let json = serde_json::to_string(&options).unwrap_or_default();
        let request =
            Request { method: Method::Create, parse: "parseCreationOptionsFromJSON", json, mediation };
        ceremonies.run(attempt, request, on_wait, credential_json::registration)
    }
}

/// Ends the pending request along with its page: otherwise, the browser would refuse the next page's
/// requests.
struct OfPage(Rc<RefCell<Option<Pending>>>);

impl Drop for OfPage {
    fn drop(&mut self) {
        if let Some(pending) = self.0.take() {
            let _ = pending.end.send(());
        }
    }
}

/// When and under what circumstances a request began.
#[derive(Clone, Copy)]
struct Circumstances {
    began_ms: f64,
    timeout_ms: u32,
    activated: bool,
}

impl Circumstances {
    #[expect(
        clippy::as_conversions,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a float saturates, and no request lasts 49 days"
    )]
    fn elapsed_ms(self) -> u32 {
        (js::monotonic_ms() - self.began_ms) as u32
    }

    fn failure(self, error: BrowserError) -> CeremonyFailure {
        CeremonyFailure {
            error,
            elapsed_ms: self.elapsed_ms(),
            timeout_ms: self.timeout_ms,
            activated: self.activated,
        }
    }

    /// Returns the failure for a result that can't be read as a credential.
    fn unreadable(self) -> CeremonyFailure {
        let name = "UnknownError".to_owned();
        self.failure(BrowserError { name, message: "the credential can't be read".to_owned() })
    }
}

/// A method of `navigator.credentials`.
#[derive(Clone, Copy)]
enum Method {
    Get,
    Create,
}

/// One call to `navigator.credentials`.
struct Request {
    method: Method,
    parse: &'static str,
    json: String,
    mediation: Mediation,
}

impl Request {
    async fn run(
        &self,
        ended: oneshot::Receiver<()>,
        began: Circumstances,
    ) -> Result<JsValue, CeremonyFailure> {
        let rejected = |error: &JsValue| began.failure(browser_error(error));
        let controller = AbortController::new().map_err(|error| rejected(&error))?;
        let answer = JsFuture::from(self.start(&controller).map_err(|error| rejected(&error))?);
        let answer = match select(answer, ended).await {
            Either::Left((result, _)) => {
                return result.map_err(|error| {
                    let failure = rejected(&error);
                    frame_policy::note_refusal(&failure.error.name, failure.elapsed_ms);
                    failure
                });
            }
            Either::Right((_, answer)) => answer,
        };
        controller.abort();
        // The browser has to release the request before another one may start.
        select(answer, TimeoutFuture::new(GRACE_MS)).await;
        Err(began.failure(BrowserError::default()))
    }

    fn start(&self, controller: &AbortController) -> Result<Promise, JsValue> {
        let options = Object::new();
        js::set(&options, "publicKey", &credential_json::options(&self.json, self.parse)?);
        js::set(&options, "signal", &controller.signal());
        match self.mediation {
            Mediation::Modal => {}
            Mediation::Conditional => js::set(&options, "mediation", &"conditional".into()),
            Mediation::Immediate => js::set(&options, "uiMode", &"immediate".into()),
        }
        let credentials = window().navigator().credentials();
        match self.method {
            Method::Get => credentials.get_with_options(options.unchecked_ref()),
            Method::Create => credentials.create_with_options(options.unchecked_ref()),
        }
    }
}

/// Reads an exception, which may be any value at all.
fn browser_error(error: &JsValue) -> BrowserError {
    BrowserError {
        name: js::text(error, "name").unwrap_or_default(),
        message: js::text(error, "message").unwrap_or_default(),
    }
}
