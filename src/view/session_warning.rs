//! The question whether anybody is still there, a minute before the session ends.

use latchkey_core::Message;
use latchkey_core::flow::SessionClock;
use latchkey_core::flow::session_clock::Event;
use leptos::html::Dialog;
use leptos::prelude::*;

use super::button::{Weight, button};
use super::element::{dynamic, status, subheading};
use crate::app::text;
use crate::edge::{js, page};
use crate::running::Running;

/// The id that the dialog's description goes by.
const LEFT: &str = "session-left";

/// The question, to be shown over the page while the clock asks. Closing it, as by Escape, is 'Stay'.
pub(crate) fn session_warning(clock: Running<SessionClock>, dialog: NodeRef<Dialog>) -> AnyView {
    let stay = move || clock.send(Event::StayChosen(js::monotonic_whole_ms()));
    let on_close = move |_| {
        stay();
        page::settle_focus();
    };
    let shown = move |message: fn(&SessionClock) -> Option<Message>| {
        dynamic(move || clock.with(message).map(|message| text(&message).into_any()))
    };
    let left = view! { <p class="session-warning__left" id=LEFT>{shown(SessionClock::left)}</p> }.into_any();
    let children = vec![
        subheading("session-warning__title", &Message::SessionWarningTitle),
        left,
        status(shown(SessionClock::said)),
        button(&Message::Stay, Weight::Primary, Callback::new(move |()| stay())),
    ];
    view! {
        <dialog
            class="session-warning"
            role="alertdialog"
            aria-label=text(&Message::SessionWarningTitle)
            aria-describedby=LEFT
            on:close=on_close
            node_ref=dialog
        >
            {children}
        </dialog>
    }
    .into_any()
}
