//! What happens on a panic, which must not leave a dead page: index.html has a view that says so and offers
//! to load the page again, and boot.js shows it.

use leptos::prelude::window;
use web_sys::Event;

/// Makes panics ask boot.js to show that view in the app's place.
pub(crate) fn show_the_way_out() {
    std::panic::set_hook(Box::new(|panic| {
        leptos::logging::error!("{panic}");
        stop();
    }));
}

/// Shows that view in the app's place.
pub(crate) fn stop() {
    if let Ok(event) = Event::new("stopped") {
        // Nothing cancels the event.
        let _ = window().dispatch_event(&event);
    }
}
