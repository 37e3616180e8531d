//! Whether an element is in or near the viewport.

use js_sys::Array;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, IntersectionObserver, IntersectionObserverInit};

use super::js;

/// How far outside the viewport an element still counts as near, in CSS pixels above and below.
const NEAR: &str = "300px 0px";

/// Watches until dropped.
pub(crate) struct Watch {
    observer: IntersectionObserver,
    _callback: Closure<dyn Fn(Array)>,
}

/// Calls back whenever the element comes near or moves away again. `None` if the browser can't tell.
pub(crate) fn watch(element: &Element, callback: impl Fn(bool) + 'static) -> Option<Watch> {
    let callback = Closure::<dyn Fn(Array)>::new(move |entries: Array| {
        // The last entry is the current state.
        let is_near = js::member(&entries.at(-1), "isIntersecting").is_some_and(|near| near == JsValue::TRUE);
        callback(is_near);
    });
    let options = IntersectionObserverInit::new();
    options.set_root_margin(NEAR);
    let observer =
        IntersectionObserver::new_with_options(callback.as_ref().unchecked_ref(), &options).ok()?;
    observer.observe(element);
    Some(Watch { observer, _callback: callback })
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
