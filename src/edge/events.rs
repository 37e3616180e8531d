//! What happens to the page: DOM events, listened to as long as somebody wants to know.

use leptos::prelude::window;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::EventTarget;

/// When a page that was hidden or left is looked at again.
pub(crate) const LOOKED_AT: &[&str] = &["visibilitychange", "pageshow"];

/// Listens until it is dropped.
pub(crate) struct Listener {
    target: EventTarget,
    events: &'static [&'static str],
    callback: Closure<dyn FnMut()>,
}

/// Calls back at each of these events of the window and of everything in it, before anybody else hears of it. It holds
/// up no scrolling: at the window, browsers take all listeners to be passive.
pub(crate) fn on_window(events: &'static [&'static str], callback: impl FnMut() + 'static) -> Listener {
    listen(window().into(), events, callback)
}

/// Calls back at each of these events of the target and of everything in it.
pub(crate) fn listen(
    target: EventTarget,
    events: &'static [&'static str],
    callback: impl FnMut() + 'static,
) -> Listener {
    let callback = Closure::new(callback);
    for event in events {
        // It fails in no browser: a callback is there.
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
