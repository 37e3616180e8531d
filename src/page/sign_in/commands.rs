//! Carries out the sign-in flow's commands.

use std::rc::Rc;

use futures::future::LocalBoxFuture;
use futures::{FutureExt, TryFutureExt};
use latchkey_core::Attempt;
use latchkey_core::flow::SignIn;
use latchkey_core::flow::prompt::Assertion;
use latchkey_core::flow::sign_in::{Answer, Command, Event};
use wasm_bindgen_futures::spawn_local;

use crate::app::{Shared, shared};
use crate::edge::ceremony::Ceremonies;
use crate::edge::{page, signals, used_here};
use crate::page::prompting::{self, Tell};
use crate::running::{Runner, Running};

/// Starts the flow on this page.
pub(super) fn start(flow: SignIn) -> Running<SignIn> {
    let shared = shared();
    let ceremonies = Ceremonies::new(shared.configuration.prompt_timeout_ms());
    Running::start(flow, move |command, runner| carry_out(command, &shared, &ceremonies, runner))
}

fn carry_out(command: Command, shared: &Shared, ceremonies: &Ceremonies, runner: Rc<Runner<SignIn>>) {
    let backend = &shared.backend;
    match command {
        Command::FetchOptions { attempt, flow, username } => {
            prompting::fetch(attempt, backend.assertion_options(attempt, flow, username), tell(runner));
        }
        Command::Identify { attempt, flow, username } => {
            answer(runner, attempt, backend.identify(attempt, flow, username), Answer::Identified);
        }
        Command::Request(request) => prompting::request(request, ceremonies, tell(runner)),
        Command::SendAssertion { attempt, flow, assertion } => {
            let verified = backend.assertion_result(attempt, flow, &assertion);
            let verified = verified.inspect_ok(move |_| used_here::remember(assertion.id.as_str()));
            answer(runner, attempt, verified.boxed_local(), Answer::Verified);
        }
        Command::CheckPassword { attempt, flow, username, password } => {
            let checked = backend.check_password(attempt, flow, username, password);
            answer(runner, attempt, checked, Answer::PasswordChecked);
        }
        Command::CheckCode { attempt, flow, code } => {
            answer(runner, attempt, backend.check_code(attempt, flow, code), Answer::CodeChecked);
        }
        Command::ResendCode { attempt, flow } => {
            answer(runner, attempt, backend.resend_code(attempt, flow), Answer::CodeResent);
        }
        Command::Abort(attempt) => {
            backend.abort(attempt);
            ceremonies.abort(attempt);
        }
        Command::ShowFlow(flow) => page::show_flow(flow.as_ref()),
        Command::Signal(signal) => signals::send(&signal),
    }
}

fn tell(runner: Rc<Runner<SignIn>>) -> Tell<Assertion> {
    Rc::new(move |event| runner.send(Event::Prompt(event)))
}

/// Sends a command's outcome, as the answer to its attempt.
fn answer<T: 'static>(
    runner: Rc<Runner<SignIn>>,
    attempt: Attempt,
    result: LocalBoxFuture<'static, T>,
    answer: fn(T) -> Answer,
) {
    spawn_local(async move { runner.send(Event::Answered(attempt, answer(result.await))) });
}
