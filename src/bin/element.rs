//! The program behind `latchkey-sign-in.js`, which calls it for its element.

use std::any::Any;
use std::cell::RefCell;

use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{HtmlElement, ShadowRoot};

thread_local! {
    static SHOWN: RefCell<Option<Box<dyn Any>>> = const { RefCell::new(None) };
}

/// Shows sign-in at a place in a shadow tree.
#[wasm_bindgen]
pub fn mount(tree: ShadowRoot, place: HtmlElement) {
    SHOWN.set(Some(latchkey_app::element(tree, place)));
}

/// Removes sign-in from the page.
#[wasm_bindgen]
pub fn unmount() {
    SHOWN.take();
}

fn main() {}
