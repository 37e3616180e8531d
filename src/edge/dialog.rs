//! The page's native modal dialog. There is at most one.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::events::{Listener, listen};
use super::js;
use super::page::focus;
use super::shadow_tree::{active_element, find, target};

/// Shows the dialog above the page, which is inert meanwhile.
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

/// Calls back once the dialog has been closed in any way, such as by Escape.
pub(crate) fn on_close(callback: impl Fn() + 'static) -> Listener {
    listen(target(), &["close"], move || {
        settle_focus();
        callback();
    })
}

/// Makes up for what browsers get wrong about the focus. Chromium returns it to a field without the caret, so
/// that typing does nothing; and if the element that had the focus is gone, the page's heading takes it.
fn settle_focus() {
    if let Some(focused) = active_element() {
        if let Some(focused) = focused.dyn_ref::<HtmlElement>() {
            let _ = focused.blur();
        }
        // The dialog's own button may have the focus, and can't take it again.
        focus(&focused);
    }
    if active_element().is_none_or(|element| element.tag_name() == "BODY")
        && let Some(heading) = find("h1:not([hidden] *)")
    {
        focus(&heading);
    }
}
