//! Carries out the set-up flow's commands.

use std::rc::Rc;

use futures::future::LocalBoxFuture;
use futures::{FutureExt, TryFutureExt};
use latchkey_core::Attempt;
use latchkey_core::flow::SetUp;
use latchkey_core::flow::prompt::Attestation;
use latchkey_core::flow::set_up::{Answer, Command, Event};
use wasm_bindgen_futures::spawn_local;

use crate::app::{Shared, shared};
use crate::edge::ceremony::Ceremonies;
use crate::edge::embedder::{self, News};
use crate::edge::tabs::{Subject, tell_of};
use crate::edge::{page, signals, used_here};
use crate::page::prompting::{self, Tell};
use crate::running::{Runner, Running};

/// Starts the flow on this page.
pub(super) fn start(flow: SetUp) -> Running<SetUp> {
    let shared = shared();
    let ceremonies = Ceremonies::new(shared.configuration.prompt_timeout_ms());
    Running::start(flow, move |command, runner| carry_out(command, &shared, &ceremonies, runner))
}

fn carry_out(command: Command, shared: &Shared, ceremonies: &Ceremonies, runner: Rc<Runner<SetUp>>) {
    let backend = &shared.backend;
    match command {
        Command::FetchOptions { attempt, flow } => {
            prompting::fetch(attempt, backend.attestation_options(attempt, flow), tell(runner));
        }
        Command::Request(request) => prompting::request(request, ceremonies, tell(runner)),
        Command::SendCredential { attempt, flow, credential } => {
            let activated = backend.attestation_result(attempt, flow, &credential);
            let activated = activated.inspect_ok(move |_| {
                used_here::remember(credential.id.as_str());
                tell_of(Subject::Passkeys);
                embedder::tell(News::PasskeyCreated, &[]);
            });
            answer(runner, attempt, activated.boxed_local(), Answer::Activated);
        }
        Command::Defer(attempt) => {
            let deferred = backend.defer_set_up(attempt).inspect_ok(|()| embedder::tell(News::Deferred, &[]));
            answer(runner, attempt, deferred.boxed_local(), Answer::Deferred);
        }
        Command::Abort(attempt) => {
            backend.abort(attempt);
            ceremonies.abort(attempt);
        }
        Command::ShowFlow(flow) => page::show_flow(flow.as_ref()),
        Command::Signal(signal) => signals::send(&signal),
    }
}

fn tell(runner: Rc<Runner<SetUp>>) -> Tell<Attestation> {
    Rc::new(move |event| runner.send(Event::Prompt(event)))
}

/// Sends a command's outcome, as the answer to its attempt.
fn answer<T: 'static>(
    runner: Rc<Runner<SetUp>>,
    attempt: Attempt,
    result: LocalBoxFuture<'static, T>,
    answer: fn(T) -> Answer,
) {
    spawn_local(async move { runner.send(Event::Answered(attempt, answer(result.await))) });
}
