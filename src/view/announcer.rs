//! What a screen reader announces without the focus moving: one live region for the whole app.

use latchkey_core::Words;
use leptos::prelude::*;

use super::element::{dynamic, status};
use crate::app::text;

/// The live region's text.
#[derive(Clone, Copy)]
pub(crate) struct Announcement(RwSignal<String>);

impl Default for Announcement {
    fn default() -> Self {
        Self(RwSignal::new(String::new()))
    }
}

/// Announces the message whenever it changes.
pub(crate) fn announce<W: Words + PartialEq + Send + Sync + 'static>(message: Memo<Option<W>>) {
    let announcement = expect_context::<Announcement>();
    Effect::new(move |_| {
        announcement.0.set(message.with(|words| words.as_ref().map(|words| text(words)).unwrap_or_default()));
    });
}

#[component]
pub(crate) fn Announcer() -> impl IntoView {
    let announcement = expect_context::<Announcement>();
    status(dynamic(move || Some(announcement.0.get().into_any())))
}
