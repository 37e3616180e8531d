//! The program that talks to backends through profiles. The app's other programs load it only if their
//! configuration names a profile, so it costs nothing otherwise.

mod calls;
mod deferrals;
mod json_value;

use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise};
use latchkey_core::profile::{Json, Operation, Profile, Refusal};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::future_to_promise;

use self::calls::{Backend, Failure};
use self::json_value::JsonValue;
use crate::edge::js;

/// A backend that is talked to through a profile.
pub struct Engine {
    backend: Rc<Backend>,
    features: u32,
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
        let features = profile.features().to_bits();
        Ok(Self { backend: Rc::new(Backend::new(profile, base)), features })
    }

    /// Returns what the backend can do, as bits for [`latchkey_core::Features::from_bits`].
    pub fn features(&self) -> u32 {
        self.features
    }

    /// Carries out an operation, making its requests through `exchange`, which takes a request and promises
    /// its answer. The promise resolves to a string, which is the native contract's answer as JSON; to an
    /// object, which is a refusal; or to null, if the backend's answer isn't one that the profile describes.
    /// It rejects with what `exchange` rejects with.
    pub fn ask(&self, operation: &str, variables: JsValue, exchange: Function) -> Promise {
        let backend = Rc::clone(&self.backend);
        let operation = Operation::named(operation);
        future_to_promise(async move {
            let Some(operation) = operation else { return Ok(JsValue::NULL) };
            match backend.ask(operation, &JsonValue::new(variables), &exchange).await {
                Ok(answer) => Ok(answer.to_json().into()),
                Err(Failure::Malformed) => Ok(JsValue::NULL),
                Err(Failure::Request(reason)) => Err(reason),
                Err(Failure::Refused(refused)) => {
                    let said = Object::new();
                    let number = |number: Option<u32>| number.map_or(JsValue::NULL, JsValue::from);
                    js::set(&said, "status", &refused.status.into());
                    js::set(&said, "code", &refused.code.map_or(JsValue::NULL, JsValue::from));
                    js::set(&said, "retryAfterS", &number(refused.retry_after_s));
                    js::set(&said, "triesLeft", &number(refused.tries_left));
                    Ok(said.into())
                }
            }
        })
    }
}

/// Converts lines to a JavaScript array.
pub fn to_array(lines: Vec<String>) -> Array {
    lines.into_iter().map(JsValue::from).collect()
}

fn lines(member: &str, refusals: Vec<Refusal>) -> Vec<String> {
    let line = |refusal: Refusal| [member, ": ", &refusal.at, ": expected ", &refusal.expected].concat();
    refusals.into_iter().map(line).collect()
}
