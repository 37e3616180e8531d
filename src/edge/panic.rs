//! A panic must not leave a dead page: index.html has one that says so and offers to load again, and boot.js shows it.

use leptos::prelude::window;
use web_sys::Event;

/// Asks boot.js for the page of index.html in the app's place when the app panics.
pub(crate) fn show_the_way_out() {
    std::panic::set_hook(Box::new(|panic| {
        leptos::logging::error!("{panic}");
        stop();
    }));
}

/// Puts that page in the app's place.
pub(crate) fn stop() {
    if let Ok(event) = Event::new("stopped") {
        // Nobody cancels it.
        let _ = window().dispatch_event(&event);
    }
}
