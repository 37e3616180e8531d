//! Carries out what the sign-in flow commands.

use std::rc::Rc;

use latchkey_core::flow::SignIn;
use latchkey_core::flow::sign_in::{Answer, Command, Event};
use wasm_bindgen_futures::spawn_local;

use crate::app::{Shared, shared};
use crate::edge::ceremony::Ceremonies;
use crate::edge::page;
use crate::running::{Runner, Running};

/// Starts the flow on this page.
pub(super) fn start(flow: SignIn) -> Running<SignIn> {
    let (shared, ceremonies) = (shared(), Ceremonies::default());
    Running::start(flow, move |command, runner| {
        spawn_local(carry_out(command, shared.clone(), ceremonies.clone(), runner));
    })
}

async fn carry_out(command: Command, shared: Shared, ceremonies: Ceremonies, runner: Rc<Runner<SignIn>>) {
    let backend = &shared.backend;
    let (attempt, answer) = match command {
        Command::FetchOptions { attempt, flow, username } => {
            (attempt, Answer::Options(backend.assertion_options(attempt, flow, username).await))
        }
        Command::Identify { attempt, flow, username } => {
            (attempt, Answer::Identified(backend.identify(attempt, flow, username).await))
        }
        Command::Assert { attempt, options, mediation } => {
            let timeout_ms = shared.configuration.prompt_timeout_ms();
            (attempt, Answer::Asserted(ceremonies.get(attempt, *options, mediation, timeout_ms).await))
        }
        Command::SendAssertion { attempt, flow, assertion } => {
            (attempt, Answer::Verified(backend.assertion_result(attempt, flow, &assertion).await))
        }
        Command::CheckPassword { attempt, flow, username, password } => (
            attempt,
            Answer::PasswordChecked(backend.check_password(attempt, flow, username, password).await),
        ),
        Command::CheckCode { attempt, flow, code } => {
            (attempt, Answer::CodeChecked(backend.check_code(attempt, flow, code).await))
        }
        Command::ResendCode { attempt, flow } => {
            (attempt, Answer::CodeResent(backend.resend_code(attempt, flow).await))
        }
        Command::Abort(attempt) => {
            backend.abort(attempt);
            return ceremonies.abort(attempt);
        }
        Command::ShowFlow(flow) => return page::show_flow(flow.as_ref()),
    };
    runner.send(Event::Answered(attempt, answer));
}
