//! Whether there is a network, as far as the browser knows.

use std::pin::Pin;
use std::task::{Context, Poll};

use futures::FutureExt;
use js_sys::{Function, Promise};
use leptos::prelude::window;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, EventTarget};

use super::events::{Listener, on_window};

/// Returns whether the browser says it is online.
pub(crate) fn is_online() -> bool {
    window().navigator().on_line()
}

/// Calls back with whether the browser is online, whenever that changes.
pub(crate) fn on_change(changed: impl Fn(bool) + 'static) -> Listener {
    on_window(&["online", "offline"], move || changed(is_online()))
}

/// Waits until the browser is online, or until `abort` ends the wait.
pub(crate) async fn wait_until_online(abort: &AbortSignal) {
    if !is_online() && !abort.aborted() {
        Interruption::of(abort, Some("online")).await;
    }
}

/// The end of a call or an event of the window, whichever comes first.
pub(crate) struct Interruption {
    events: Vec<(EventTarget, &'static str)>,
    listener: Option<Function>,
    come: JsFuture,
}

impl Interruption {
    /// Listens from now on.
    pub(crate) fn of(abort: &AbortSignal, event: Option<&'static str>) -> Self {
        let mut events: Vec<(EventTarget, _)> = vec![(abort.clone().into(), "abort")];
        events.extend(event.map(|event| (window().into(), event)));
        let mut listener = None;
        let promise = Promise::new(&mut |resolve, _| {
            for (target, event) in &events {
                // Can't fail: both targets can be listened to.
                let _ = target.add_event_listener_with_callback(event, &resolve);
            }
            listener = Some(resolve);
        });
        Self { events, listener, come: promise.into() }
    }
}

impl Future for Interruption {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        // Nothing rejects this promise.
        self.come.poll_unpin(context).map(drop)
    }
}

impl Drop for Interruption {
    fn drop(&mut self) {
        if let Some(listener) = &self.listener {
            for (target, event) in &self.events {
                let _ = target.remove_event_listener_with_callback(event, listener);
            }
        }
    }
}
