//! DOM events, listened to for as long as needed.

use leptos::prelude::window;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::EventTarget;

/// Events for when the user looks at a hidden or abandoned page again.
pub(crate) const LOOKED_AT: &[&str] = &["visibilitychange", "pageshow"];

/// Listens until dropped.
pub(crate) struct Listener {
    target: EventTarget,
    events: &'static [&'static str],
    callback: Closure<dyn FnMut()>,
}

/// Calls back on each of these events of the window and everything in it, before any other listener. It
/// doesn't delay scrolling: on the window, browsers treat all listeners as passive.
pub(crate) fn on_window(events: &'static [&'static str], callback: impl FnMut() + 'static) -> Listener {
    listen(window().into(), events, callback)
}

/// Calls back on each of these events of the target and everything in it.
pub(crate) fn listen(
    target: EventTarget,
    events: &'static [&'static str],
    callback: impl FnMut() + 'static,
) -> Listener {
    let callback = Closure::new(callback);
    for event in events {
        // Fails in no browser, as there is a callback.
        let callback = callback.as_ref().unchecked_ref();
        let _ = target.add_event_listener_with_callback_and_bool(event, callback, true);
    }
    Listener { target, events, callback }
}

impl Drop for Listener {
    fn drop(&mut self) {
        for event in self.events {
            let callback = self.callback.as_ref().unchecked_ref();
            let _ = self.target.remove_event_listener_with_callback_and_bool(event, callback, true);
        }
    }
}
