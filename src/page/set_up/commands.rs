//! Carries out what the set-up flow commands.

use std::rc::Rc;

use latchkey_core::flow::SetUp;
use latchkey_core::flow::set_up::{Answer, Command, Event};
use wasm_bindgen_futures::spawn_local;

use crate::app::{Shared, shared};
use crate::edge::ceremony::Ceremonies;
use crate::edge::page;
use crate::running::{Runner, Running};

/// Starts the flow on this page.
pub(super) fn start(flow: SetUp) -> Running<SetUp> {
    let (shared, ceremonies) = (shared(), Ceremonies::default());
    Running::start(flow, move |command, runner| {
        spawn_local(carry_out(command, shared.clone(), ceremonies.clone(), runner));
    })
}

async fn carry_out(command: Command, shared: Shared, ceremonies: Ceremonies, runner: Rc<Runner<SetUp>>) {
    let backend = &shared.backend;
    let (attempt, answer) = match command {
        Command::FetchOptions { attempt, flow } => {
            (attempt, Answer::Options(backend.attestation_options(attempt, flow).await))
        }
        Command::Create { attempt, options } => {
            let timeout_ms = shared.configuration.prompt_timeout_ms();
            (attempt, Answer::Created(ceremonies.create(attempt, *options, timeout_ms).await))
        }
        Command::SendCredential { attempt, flow, credential } => {
            (attempt, Answer::Activated(backend.attestation_result(attempt, flow, &credential).await))
        }
        Command::Defer(attempt) => (attempt, Answer::Deferred(backend.defer_set_up(attempt).await)),
        Command::Abort(attempt) => {
            backend.abort(attempt);
            return ceremonies.abort(attempt);
        }
        Command::ShowFlow(flow) => return page::show_flow(flow.as_ref()),
    };
    runner.send(Event::Answered(attempt, answer));
}
