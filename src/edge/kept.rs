//! A text that the browser keeps for the origin, and that each of its documents hears of when another changes it.

use leptos::prelude::window;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::StorageEvent;

/// The text, empty where there is none.
pub(crate) fn read(key: &str) -> String {
    let storage = window().local_storage().ok().flatten();
    storage.and_then(|storage| storage.get_item(key).ok().flatten()).unwrap_or_default()
}

/// Keeps the text. A full or refused storage keeps nothing.
pub(crate) fn write(key: &str, text: &str) {
    if let Some(storage) = window().local_storage().ok().flatten() {
        let _ = storage.set_item(key, text);
    }
}

/// Calls back with the text when another document has changed it, as long as the page is there.
pub(crate) fn on_change(key: &'static str, callback: impl Fn(String) + 'static) {
    let heard = Closure::<dyn Fn(StorageEvent)>::new(move |event: StorageEvent| {
        if event.key().is_none_or(|changed| changed == key) {
            callback(event.new_value().unwrap_or_default());
        }
    });
    let _ = window().add_event_listener_with_callback("storage", heard.as_ref().unchecked_ref());
    heard.forget();
}
