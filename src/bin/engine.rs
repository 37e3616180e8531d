//! The program behind `latchkey-profiles.js`.

use std::cell::RefCell;

use js_sys::{Array, Promise};
use latchkey_app::engine::{Engine, to_array};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    static ENGINE: RefCell<Option<Engine>> = const { RefCell::new(None) };
}

/// Reads a profile. Returns what is wrong with it, one line each; an empty array if nothing is.
#[wasm_bindgen]
pub fn read(profile: JsValue, settings: JsValue, base: Option<String>) -> Array {
    match Engine::read(profile, settings, base) {
        Ok(engine) => {
            ENGINE.set(Some(engine));
            Array::new()
        }
        Err(lines) => to_array(lines),
    }
}

/// Returns the bits of what the profile's backend can do; 0 before a profile has been read.
#[wasm_bindgen]
pub fn features() -> u32 {
    ENGINE.with_borrow(|engine| engine.as_ref().map_or(0, Engine::features))
}

/// Starts an operation; see [`Engine::begin`].
#[wasm_bindgen]
pub fn begin(operation: &str, variables: JsValue) -> Promise {
    with_engine(|engine| engine.begin(operation, variables))
}

/// Continues an operation; see [`Engine::resume`].
#[wasm_bindgen]
pub fn resume(run: u32, answer: JsValue) -> Promise {
    with_engine(|engine| engine.resume(run, answer))
}

/// Before a profile has been read, no operation has an answer.
fn with_engine(work: impl FnOnce(&Engine) -> Promise) -> Promise {
    ENGINE.with_borrow(|engine| engine.as_ref().map_or_else(|| Promise::resolve(&JsValue::NULL), work))
}

fn main() {}
