//! Carries out a verification's commands, in any flow.

use std::rc::Rc;

use futures::future::LocalBoxFuture;
use futures::{FutureExt, TryFutureExt};
use latchkey_core::Attempt;
use latchkey_core::classify::Mediation;
use latchkey_core::flow::Flow;
use latchkey_core::flow::verification::{Answer, Command, Event};
use wasm_bindgen_futures::spawn_local;

use crate::edge::backend::Backend;
use crate::edge::ceremony::{Ceremonies, OPTIONS_LIFETIME_MS};
use crate::edge::{timers, used_here};
use crate::running::Runner;

/// Carries out the command, and sends its outcome to the enclosing flow.
pub(crate) fn carry_out<F: Flow>(
    command: Command,
    backend: &Backend,
    ceremonies: &Ceremonies,
    runner: Rc<Runner<F>>,
    tell: fn(Event) -> F::Event,
) {
    let answer = Answering { runner, tell };
    match command {
        Command::FetchOptions { attempt, flow, username } => {
            let aging = answer.clone();
            spawn_local(async move {
                timers::pass(OPTIONS_LIFETIME_MS).await;
                aging.send(Event::OptionsExpired(attempt));
            });
            let options = backend.verification_options(attempt, flow, username);
            answer.with(attempt, options, Answer::Options);
        }
        Command::Get { attempt, options } => {
            let waiting = answer.clone();
            let on_wait = Box::new(move |elapsed| waiting.send(Event::Waited(attempt, elapsed)));
            let asserted = ceremonies.get(attempt, *options, Mediation::Modal, on_wait);
            answer.with(attempt, asserted, Answer::Asserted);
        }
        Command::SendAssertion { attempt, flow, assertion } => {
            let checked = backend.verify_passkey(attempt, flow, &assertion);
            let checked = checked.inspect_ok(move |()| used_here::remember(assertion.id.as_str()));
            answer.with(attempt, checked.boxed_local(), Answer::Checked);
        }
        Command::CheckPassword { attempt, password } => {
            answer.with(attempt, backend.verify_password(attempt, password), Answer::Checked);
        }
        Command::Abort(attempt) => {
            backend.abort(attempt);
            ceremonies.abort(attempt);
        }
    }
}

/// Where answers are sent.
struct Answering<F: Flow> {
    runner: Rc<Runner<F>>,
    tell: fn(Event) -> F::Event,
}

impl<F: Flow> Clone for Answering<F> {
    fn clone(&self) -> Self {
        Self { runner: Rc::clone(&self.runner), tell: self.tell }
    }
}

impl<F: Flow> Answering<F> {
    fn send(&self, event: Event) {
        self.runner.send((self.tell)(event));
    }

    fn with<T: 'static>(self, attempt: Attempt, result: LocalBoxFuture<'static, T>, answer: fn(T) -> Answer) {
        spawn_local(async move { self.send(Event::Answered(attempt, answer(result.await))) });
    }
}
