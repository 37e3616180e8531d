//! The question whether the user is still there, a minute before the session ends.

use latchkey_core::Message;
use latchkey_core::flow::SessionClock;
use leptos::prelude::*;

use super::button::{Weight, button};
use super::element::{dynamic, status, subheading};
use crate::app::text;
use crate::running::Running;

/// The ID of the dialog's description.
const LEFT: &str = "session-left";

/// Builds the question, a dialog that is shown over the page while the clock asks.
pub(crate) fn session_warning(clock: Running<SessionClock>, on_stay: Callback<()>) -> AnyView {
    let shown = move |message: fn(&SessionClock) -> Option<Message>| {
        dynamic(move || clock.with(message).map(|message| text(&message).into_any()))
    };
    let left = view! { <p class="session-warning__left" id=LEFT>{shown(SessionClock::left)}</p> }.into_any();
    let children = vec![
        subheading("session-warning__title", &Message::SessionWarningTitle),
        left,
        status(shown(SessionClock::said)),
        button(&Message::Stay, Weight::Primary, on_stay),
    ];
    let name = text(&Message::SessionWarningTitle);
    view! {
        <dialog class="session-warning" role="alertdialog" aria-label=name aria-describedby=LEFT>
            {children}
        </dialog>
    }
    .into_any()
}
