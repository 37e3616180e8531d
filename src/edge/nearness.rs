//! Whether an element is in view, or nearly.

use js_sys::Array;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, IntersectionObserver, IntersectionObserverInit};

use super::js;

/// How far from what is in view an element is still near: CSS pixels, above and below.
const NEAR: &str = "300px 0px";

/// Watches until it is dropped.
pub(crate) struct Watch {
    observer: IntersectionObserver,
    _callback: Closure<dyn Fn(Array)>,
}

/// Calls back whenever the element comes near, or goes away again. `None` where the browser can't tell.
pub(crate) fn watch(element: &Element, callback: impl Fn(bool) + 'static) -> Option<Watch> {
    let callback = Closure::<dyn Fn(Array)>::new(move |entries: Array| {
        // The last one is how it is now.
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
