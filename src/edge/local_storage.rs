//! Strings that the browser keeps for the origin. Each of its documents is notified when another one changes
//! them.

use leptos::prelude::window;

use super::events::{Listener, on_window};

/// Returns the string; empty if there is none.
pub(crate) fn read(key: &str) -> String {
    let storage = window().local_storage().ok().flatten();
    storage.and_then(|storage| storage.get_item(key).ok().flatten()).unwrap_or_default()
}

/// Stores the string. If storage is full or refused, nothing is kept.
pub(crate) fn write(key: &str, text: &str) {
    if let Some(storage) = window().local_storage().ok().flatten() {
        let _ = storage.set_item(key, text);
    }
}

/// Calls back with the string when another document may have changed it, until the listener is dropped.
pub(crate) fn on_change(key: &'static str, callback: impl Fn(String) + 'static) -> Listener {
    on_window(&["storage"], move || callback(read(key)))
}
