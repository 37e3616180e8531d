//! The profile that the configuration names: built in, beside the page, or in the configuration itself.

use std::rc::Rc;

use gloo_net::http::Method;
use latchkey_core::classify::Stage;
use latchkey_core::profile::{Json, Profile, Refusal};
use web_sys::AbortController;

use super::configuration::{Configuration, block};
use super::http::{Call, send};
use super::json_value::JsonValue;
use super::profiled::Profiled;
use super::{base, js};

/// The profile that needs no file: the native contract.
const NATIVE: &str = "latchkey";

/// Why there is no profile.
pub(crate) enum NotLoaded {
    /// It didn't come, and may the next time.
    Network,
    /// It can't be used: where, and what was expected.
    Refused(Vec<String>),
}

/// What the configuration says of the profile.
pub(crate) struct Named {
    profile: JsonValue,
    settings: Option<JsonValue>,
}

impl Named {
    /// Reads it; `None` where the backend speaks the native contract.
    pub(crate) fn read() -> Option<Self> {
        let configuration = js::parse_json(&block())?;
        let profile = JsonValue::of_member(&configuration, "profile")?;
        let settings = JsonValue::of_member(&configuration, "profileSettings");
        (profile.text().as_deref() != Some(NATIVE)).then_some(Self { profile, settings })
    }

    /// Fetches the profile where it isn't there yet, and checks it. What is wrong with it is told line by line.
    pub(crate) async fn load(self) -> Result<Rc<Profiled>, NotLoaded> {
        let document = match self.profile.text() {
            Some(name) => fetch(&name).await?,
            None => self.profile,
        };
        let told = |member: &'static str| move |refusals| NotLoaded::Refused(lines(member, refusals));
        let mut profile = Profile::read(document).map_err(told("profile"))?;
        if let Some(settings) = self.settings {
            profile = profile.with_settings(&settings).map_err(told("profileSettings"))?;
        }
        Ok(Rc::new(Profiled::new(profile, Configuration::read().api)))
    }
}

/// The profile of this name, from beside the page.
async fn fetch(name: &str) -> Result<JsonValue, NotLoaded> {
    let path = ["/profiles/", &String::from(js_sys::encode_uri_component(name)), ".json"].concat();
    let url = base::address(&path);
    let abort = AbortController::new().map_err(|_| NotLoaded::Network)?;
    let call = Call {
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
    let profile = if answer.status == 200 { JsonValue::parse(&answer.body) } else { None };
    profile.ok_or_else(|| {
        NotLoaded::Refused(vec![["profile: ", name, ": expected a profile at ", &url].concat()])
    })
}

fn lines(member: &str, refusals: Vec<Refusal>) -> Vec<String> {
    let line = |refusal: Refusal| [member, ": ", &refusal.at, ": expected ", &refusal.expected].concat();
    refusals.into_iter().map(line).collect()
}
