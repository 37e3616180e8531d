//! The profile that the configuration names: built in, next to the page, or in the configuration itself.

use std::rc::Rc;

use gloo_net::http::Method;
use js_sys::Array;
use latchkey_core::classify::Stage;
use wasm_bindgen::JsValue;
use web_sys::AbortController;

use super::configuration::{Configuration, block};
use super::http::{Request, send};
use super::profile_engine::ProfileEngine;
use super::{base, js};

/// The profile that needs no file: the native contract.
const NATIVE: &str = "latchkey";
/// The function, set by boot.js or the element, that loads the program that reads profiles.
const LOADER: &str = "latchkeyProfiles";

/// Why there is no profile.
pub(crate) enum NotLoaded {
    /// It didn't arrive, but may the next time.
    Network,
    /// It can't be used. Each line says where it is wrong, and what was expected.
    Refused(Vec<String>),
}

/// The profile and its settings, as in the configuration.
pub(crate) struct Named {
    profile: JsValue,
    settings: JsValue,
}

impl Named {
    /// Reads them; `None` if the backend speaks the native contract.
    pub(crate) fn read() -> Option<Self> {
        let configuration = js::parse_json(&block())?;
        let profile = js::member(&configuration, "profile")?;
        let settings = js::member(&configuration, "profileSettings").unwrap_or_default();
        (profile.as_string().as_deref() != Some(NATIVE)).then_some(Self { profile, settings })
    }

    /// Fetches the profile if it isn't in the configuration, and has it checked. Each line of a refusal is
    /// one error.
    pub(crate) async fn load(self) -> Result<Rc<ProfileEngine>, NotLoaded> {
        let document = match self.profile.as_string() {
            Some(name) => fetch(&name).await?,
            None => self.profile,
        };
        let window = js::global("window").ok_or(NotLoaded::Network)?;
        let engine = js::call_async(&window, LOADER, &[]).await.ok_or(NotLoaded::Network)?;
        let api = Configuration::read().api.map_or(JsValue::UNDEFINED, JsValue::from);
        let refusals = js::call(&engine, "read", &[document, self.settings, api]);
        let refusals = Array::from(&refusals.ok_or(NotLoaded::Network)?);
        if refusals.length() > 0 {
            return Err(NotLoaded::Refused(refusals.iter().filter_map(|line| line.as_string()).collect()));
        }
        Ok(Rc::new(ProfileEngine::new(engine)))
    }
}

/// Fetches the profile of this name from next to the page.
async fn fetch(name: &str) -> Result<JsValue, NotLoaded> {
    let path = ["/profiles/", &String::from(js_sys::encode_uri_component(name)), ".json"].concat();
    let url = base::address(&path);
    let abort = AbortController::new().map_err(|_| NotLoaded::Network)?;
    let call = Request {
        method: Method::GET,
        url: url.clone(),
        headers: Vec::new(),
        body: None,
        with_cookies: false,
        stage: Stage::Options,
        repeatable: true,
    };
    let answer = send(call, &abort.signal()).await.map_err(|_| NotLoaded::Network)?;
    if answer.status >= 500 {
        return Err(NotLoaded::Network);
    }
    let profile = if answer.status == 200 { js::parse_json(&answer.body) } else { None };
    profile.ok_or_else(|| {
        NotLoaded::Refused(vec![["profile: ", name, ": expected a profile at ", &url].concat()])
    })
}
