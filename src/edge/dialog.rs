//! The page's native modal dialog. There is one at most.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::events::{Listener, on_window};
use super::js;
use super::page::focus;

/// Shows the dialog over the page, which can't be reached meanwhile.
pub(crate) fn show() {
    call("showModal");
}

/// Closes the dialog, if it is shown.
pub(crate) fn close() {
    call("close");
}

fn call(method: &str) {
    if let Some(dialog) = find("dialog") {
        js::call(&dialog, method, &[]);
    }
}

/// Calls back once the dialog is closed in whichever way, as by Escape.
pub(crate) fn on_close(callback: impl Fn() + 'static) -> Listener {
    on_window(&["close"], move || {
        settle_focus();
        callback();
    })
}

/// Completes what the browser does with the focus. Chromium gives it back to a field without the caret, so that typing
/// does nothing; and where what had it is gone, the page's heading takes it.
fn settle_focus() {
    let focused = document().active_element().filter(|element| element.tag_name() != "BODY");
    if let Some(focused) = focused.as_ref().and_then(|element| element.dyn_ref::<HtmlElement>()) {
        let _ = focused.blur();
    }
    if let Some(element) = focused.or_else(|| find("main h1")) {
        focus(&element);
    }
}

fn find(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok().flatten()
}
