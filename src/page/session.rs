//! The idle clock of a page whose flow needs a session.

use std::cell::RefCell;
use std::rc::Rc;

use latchkey_core::flow::SessionClock;
use latchkey_core::flow::session_clock::{Command, Event};
use leptos::prelude::*;

use crate::app::shared;
use crate::edge::dialog;
use crate::edge::events::{Listener, on_window};
use crate::edge::js::monotonic_whole_ms as now;
use crate::edge::tabs::{Subject, Tabs};
use crate::edge::timers::{Ticker, every_second};
use crate::running::Running;
use crate::view::session_warning::session_warning;

/// Events that show that the user is there. Mere mouse movement doesn't.
const ACTIVITY: &[&str] = &["keydown", "pointerdown", "input", "wheel", "touchstart"];

/// Calls `expire` when all pages of a session have been idle for too long, and asks the user first. The clock
/// is stopped while the session is `over`. Returns the question, to be put on the page.
pub(crate) fn watch_session(over: impl Fn() -> bool + 'static, expire: impl Fn() + 'static) -> AnyView {
    watch(Box::new(over), Box::new(expire))
}

fn watch(over: Box<dyn Fn() -> bool>, expire: Box<dyn Fn()>) -> AnyView {
    let open = Rc::new(RefCell::new(None::<Open>));
    let opened = Rc::clone(&open);
    let clock = SessionClock::new(shared().configuration.idle_timeout_ms(), now());
    let clock = Running::start(clock, move |command, _| match command {
        Command::Ask => dialog::show(),
        Command::Withdraw => dialog::close(),
        Command::ShareActivity => {
            if let Some(Open { tabs: Some(tabs), .. }) = &*open.borrow() {
                tabs.tell();
            }
        }
        Command::Expire => expire(),
    });
    let stay = move || clock.send(Event::StayChosen(now()));
    // The clock holds it, and ends with the page.
    opened.replace(Some(Open {
        tabs: Tabs::open(Subject::Activity, move || clock.send(Event::ActedElsewhere(now()))),
        _ticker: every_second(move || clock.send(Event::Ticked(now()))),
        _closing: dialog::on_close(stay),
        _activity: on_window(ACTIVITY, move || clock.send(Event::ActedHere(now()))),
    }));
    Effect::new(move |_| clock.send(if over() { Event::Ended } else { Event::Restarted(now()) }));
    session_warning(clock, Callback::new(move |()| stay()))
}

/// What the clock listens with, as long as its page exists.
struct Open {
    tabs: Option<Tabs>,
    _ticker: Ticker,
    _closing: Listener,
    _activity: Listener,
}
