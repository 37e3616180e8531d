//! Carries out the sign-in flow's commands.

use std::rc::Rc;

use futures::{FutureExt, TryFutureExt};
use latchkey_core::call::{
    CheckCode, CheckPassword, FetchAssertionOptions, Identify, ResendCode, SubmitAssertion,
};
use latchkey_core::flow::SignIn;
use latchkey_core::flow::prompt::Assertion;
use latchkey_core::flow::sign_in::{Answer, Command, Event};

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
            let options = backend.ask(attempt, FetchAssertionOptions { flow, username });
            prompting::fetch(attempt, options, tell(runner));
        }
        Command::Identify { attempt, flow, username } => {
            let identified = backend.ask(attempt, Identify { flow, username });
            runner.answer(attempt, identified, Answer::Identified, Event::Answered);
        }
        Command::Request(request) => prompting::request(request, ceremonies, tell(runner)),
        Command::SendAssertion { attempt, flow, assertion } => {
            let id = assertion.id.clone();
            let verified = backend.ask(attempt, SubmitAssertion { flow, assertion });
            let verified = verified.inspect_ok(move |_| used_here::remember(id.as_str()));
            runner.answer(attempt, verified.boxed_local(), Answer::Verified, Event::Answered);
        }
        Command::CheckPassword { attempt, flow, username, password } => {
            let checked = backend.ask(attempt, CheckPassword { flow, username, password });
            runner.answer(attempt, checked, Answer::PasswordChecked, Event::Answered);
        }
        Command::CheckCode { attempt, flow, code } => {
            let checked = backend.ask(attempt, CheckCode { flow, code });
            runner.answer(attempt, checked, Answer::CodeChecked, Event::Answered);
        }
        Command::ResendCode { attempt, flow } => {
            runner.answer(
                attempt,
                backend.ask(attempt, ResendCode { flow }),
                Answer::CodeResent,
                Event::Answered,
            );
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
