//! The notice that there is no network, or that there is one again.

use latchkey_core::Message;
use leptos::prelude::*;

use crate::app::text;
use crate::edge::network;

/// Visible while the browser is offline. That it is online again is only read out, since whatever was waiting
/// continues.
#[component]
pub(crate) fn Offline() -> impl IntoView {
    let shown = RwSignal::new((!network::is_online()).then_some(Message::Offline));
    let listener = network::on_change(move |online| {
        shown.set(Some(if online { Message::OnlineAgain } else { Message::Offline }));
    });
    // Kept as long as the frame exists.
    StoredValue::new_local(listener);
    offline_view(shown)
}

/// Shows the notice; that there is a network again is only for screen readers.
pub(crate) fn offline_view(shown: RwSignal<Option<Message>>) -> impl IntoView {
    let class = move || if shown.get() == Some(Message::Offline) { "offline" } else { "visually-hidden" };
    view! { <p class=class role="status">{move || shown.get().as_ref().map(|words| text(words))}</p> }
}
