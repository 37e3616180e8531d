//! Carries out what a ceremony asks for, in any flow.

use std::rc::Rc;

use latchkey_core::Attempt;
use latchkey_core::call::OptionsOf;
use latchkey_core::flow::prompt::{Event, Kind, Request};
use wasm_bindgen_futures::spawn_local;

use crate::edge::backend::Pending;
use crate::edge::ceremony::{Askable, Ceremonies, OPTIONS_LIFETIME_MS};
use crate::edge::timers;

/// Tells the flow what happened to its ceremony.
pub(crate) type Tell<K> = Rc<dyn Fn(Event<K>)>;

/// Options on their way.
type Options<K> = Pending<OptionsOf<<K as Kind>::Options>>;

/// Waits for the options, and then until they are about to expire.
pub(crate) fn fetch<K: Askable>(attempt: Attempt, options: Options<K>, tell: Tell<K>) {
    let aging = Rc::clone(&tell);
    spawn_local(async move {
        timers::pass(OPTIONS_LIFETIME_MS).await;
        aging(Event::OptionsExpired(attempt));
    });
    spawn_local(async move { tell(Event::OptionsFetched(attempt, options.await)) });
}

/// Makes the request.
pub(crate) fn request<K: Askable>(request: Request<K>, ceremonies: &Ceremonies, tell: Tell<K>) {
    let (attempt, waiting) = (request.attempt, Rc::clone(&tell));
    let on_wait = Box::new(move |elapsed| waiting(Event::Waited(attempt, elapsed)));
    let ended = K::ask(ceremonies, request, on_wait);
    spawn_local(async move { tell(Event::Ended(attempt, ended.await)) });
}
