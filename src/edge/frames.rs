//! A document in a frame and the one around it, of the same origin.

use leptos::prelude::window;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::MessageEvent;

/// Whether there is a document around this one.
pub(crate) fn is_framed() -> bool {
    let own: &JsValue = &window();
    window().parent().ok().flatten().is_some_and(|parent| JsValue::from(parent) != *own)
}

/// Tells the document around this one, if it is of the same origin.
pub(crate) fn tell_parent(text: &str) {
    if let (Ok(Some(parent)), Ok(origin)) = (window().parent(), window().location().origin()) {
        let _ = parent.post_message(&text.into(), &origin);
    }
}

/// Calls back with what documents in frames tell, as long as the page is there.
pub(crate) fn hear_frames(callback: impl Fn(String) + 'static) {
    let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        if window().location().origin().is_ok_and(|origin| origin == event.origin())
            && let Some(text) = event.data().as_string()
        {
            callback(text);
        }
    });
    let _ = window().add_event_listener_with_callback("message", heard.as_ref().unchecked_ref());
    heard.forget();
}
