//! That there is no network, and that there is one again.

use latchkey_core::Message;
use leptos::prelude::*;

use crate::app::text;
use crate::edge::network;

/// In sight while the browser is offline. That it is online again is read out alone, since what waited goes on.
#[component]
pub(crate) fn Offline() -> impl IntoView {
    let shown = RwSignal::new((!network::is_online()).then_some(Message::Offline));
    let listener = network::on_change(move |online| {
        shown.set(Some(if online { Message::OnlineAgain } else { Message::Offline }));
    });
    // As long as the frame is there.
    StoredValue::new_local(listener);
    offline_view(shown)
}

/// The words; that there is a network again is for screen readers alone.
pub(crate) fn offline_view(shown: RwSignal<Option<Message>>) -> impl IntoView {
    let class = move || if shown.get() == Some(Message::Offline) { "offline" } else { "visually-hidden" };
    view! { <p class=class role="status">{move || shown.get().as_ref().map(|words| text(words))}</p> }
}
