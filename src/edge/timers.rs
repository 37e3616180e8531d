//! Clocks that keep going where timers don't: timers stop while a computer sleeps or a tab is frozen, and are
//! late in background tabs. Anything that waits for a time compares [`monotonic_ms`](super::js::monotonic_ms)
//! at each tick.

use std::cell::RefCell;
use std::rc::Rc;

use futures::channel::oneshot;
use gloo_timers::callback::{Interval, Timeout};

use super::events::{Listener, on_window};
use super::js::monotonic_ms;

/// Events for when a page that slept, was hidden or was left comes back.
const WAKING: &[&str] = &["visibilitychange", "pageshow", "focus"];

/// Ticks until dropped.
pub(crate) struct Ticker {
    _interval: Interval,
    _waking: Listener,
}

/// Calls back every second, and as soon as the page wakes. Whatever reached the page while it slept, such as
/// messages from other tabs or answers, is handled first.
pub(crate) fn every_second(tick: impl Fn() + 'static) -> Ticker {
    let (tick, next) = (Rc::new(tick), Rc::new(RefCell::new(None)));
    let soon = move || {
        let tick = Rc::clone(&tick);
        next.replace(Some(Timeout::new(0, move || tick())));
    };
    Ticker { _interval: Interval::new(1_000, soon.clone()), _waking: on_window(WAKING, soon) }
}

/// Waits until `ms` milliseconds have passed, to the second.
pub(crate) async fn pass(ms: u32) {
    let (began, (end, ended)) = (monotonic_ms(), oneshot::channel());
    let end = RefCell::new(Some(end));
    let _ticker = every_second(move || {
        if monotonic_ms() - began >= f64::from(ms)
            && let Some(end) = end.take()
        {
            // If this fails, nothing is waiting any more.
            let _ = end.send(());
        }
    });
    let _ = ended.await;
}
