//! The idle clock of a page whose flow needs a session.

use latchkey_core::flow::SessionClock;
use latchkey_core::flow::session_clock::{Command, Event};
use leptos::html::Dialog;
use leptos::prelude::*;

use crate::app::shared;
use crate::edge::events::{Listener, on_window};
use crate::edge::js::monotonic_whole_ms as now;
use crate::edge::tabs::Tabs;
use crate::edge::timers::{Ticker, every_second};
use crate::running::Running;
use crate::view::session_warning::session_warning;

/// What tells that somebody is there. The mere movement of a mouse doesn't.
const ACTIVITY: &[&str] = &["keydown", "pointerdown", "input", "wheel", "touchstart"];

/// Calls `expire` when all pages of a session were left alone for too long, and asks before. The clock stands still
/// while the session is `over`. What it gives is the question, to be put on the page.
pub(crate) fn watch_session(over: impl Fn() -> bool + 'static, expire: impl Fn() + 'static) -> AnyView {
    watch(Box::new(over), Box::new(expire))
}

fn watch(over: Box<dyn Fn() -> bool>, expire: Box<dyn Fn()>) -> AnyView {
    let (dialog, open) = (NodeRef::<Dialog>::new(), StoredValue::new_local(None::<Open>));
    let clock = SessionClock::new(shared().configuration.idle_timeout_ms(), now());
    let clock = Running::start(clock, move |command, _| match (command, dialog.get_untracked()) {
        // Nothing can be in the way of showing it: it is on the page and closed.
        (Command::Ask, Some(dialog)) => _ = dialog.show_modal(),
        (Command::Withdraw, Some(dialog)) => dialog.close(),
        (Command::Ask | Command::Withdraw, None) => {}
        (Command::ShareActivity, _) => open.with_value(|open| {
            if let Some(Open { tabs: Some(tabs), .. }) = open {
                tabs.tell();
            }
        }),
        (Command::Expire, _) => expire(),
    });
    open.set_value(Some(Open {
        tabs: Tabs::open(move || clock.send(Event::ActedElsewhere(now()))),
        _ticker: every_second(move || clock.send(Event::Ticked(now()))),
        _activity: on_window(ACTIVITY, move || clock.send(Event::ActedHere(now()))),
    }));
    Effect::new(move |_| clock.send(if over() { Event::Ended } else { Event::Restarted(now()) }));
    session_warning(clock, dialog)
}

/// What the clock hears by, as long as its page is there.
struct Open {
    tabs: Option<Tabs>,
    _ticker: Ticker,
    _activity: Listener,
}
