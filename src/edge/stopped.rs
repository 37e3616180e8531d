//! The markup in the page for when the app stops, which boot.js then shows.

use leptos::prelude::document;

/// Shows it in the app's place.
pub(crate) fn show() {
    set_hidden(false);
}

/// Hides it again.
pub(crate) fn hide() {
    set_hidden(true);
}

fn set_hidden(hidden: bool) {
    if let Some(element) = document().get_element_by_id("stopped") {
        let _ = element.toggle_attribute_with_force("hidden", hidden);
    }
}
