//! What a screen reader says without the focus moving: one live region for the whole app.

use latchkey_core::Message;
use leptos::prelude::*;

use super::element::{dynamic, status};
use crate::app::text;

/// The text of the live region.
#[derive(Clone, Copy)]
pub(crate) struct Announcement(RwSignal<String>);

impl Default for Announcement {
    fn default() -> Self {
        Self(RwSignal::new(String::new()))
    }
}

/// Announces what `message` gives, whenever that changes.
pub(crate) fn announce(message: Memo<Option<Message>>) {
    let announcement = expect_context::<Announcement>();
    Effect::new(move |_| announcement.0.set(message.get().as_ref().map(text).unwrap_or_default()));
}

#[component]
pub(crate) fn Announcer() -> impl IntoView {
    let announcement = expect_context::<Announcement>();
    status(dynamic(move || Some(announcement.0.get().into_any())))
}
