//! A panic must not leave a dead page: index.html has one that says so and offers to load again.

use leptos::prelude::document;

/// Puts the page of index.html in the app's place when the app panics.
pub(crate) fn show_the_way_out() {
    std::panic::set_hook(Box::new(|panic| {
        leptos::logging::error!("{panic}");
        if let Ok(Some(app)) = document().query_selector(".page") {
            app.remove();
        }
        if let Some(stopped) = document().get_element_by_id("stopped") {
            let _ = stopped.remove_attribute("hidden");
        }
    }));
}
