//! Carries out a verification's commands, in any flow.

use std::rc::Rc;

use futures::TryFutureExt;
use latchkey_core::Attempt;
use latchkey_core::call::{FetchVerificationOptions, VerifyByPasskey, VerifyByPassword};
use latchkey_core::classify::BackendFailure;
use latchkey_core::flow::Flow;
use latchkey_core::flow::prompt::Assertion;
use latchkey_core::flow::verification::{Command, Event};
use wasm_bindgen_futures::spawn_local;

use crate::edge::backend::Backend;
use crate::edge::ceremony::Ceremonies;
use crate::edge::used_here;
use crate::page::prompting::{self, Tell};
use crate::running::Runner;

/// Carries out the command, and sends its outcome to the enclosing flow.
pub(crate) fn carry_out<F: Flow>(
    command: Command,
    backend: &Backend,
    ceremonies: &Ceremonies,
    runner: Rc<Runner<F>>,
    tell: fn(Event) -> F::Event,
) {
    let send = move |event| runner.send(tell(event));
    match command {
        Command::FetchOptions { attempt, flow, username } => {
            let options = backend.ask(attempt, FetchVerificationOptions { flow, username });
            prompting::fetch(attempt, options, of_prompt(send));
        }
        Command::Request(request) => prompting::request(request, ceremonies, of_prompt(send)),
        Command::SendAssertion { attempt, flow, assertion } => {
            let id = assertion.id.clone();
            let checked = backend.ask(attempt, VerifyByPasskey { flow, assertion });
            let checked = checked.inspect_ok(move |()| used_here::remember(id.as_str()));
            answer(send, attempt, checked);
        }
        Command::CheckPassword { attempt, password } => {
            answer(send, attempt, backend.ask(attempt, VerifyByPassword { password }));
        }
        Command::Abort(attempt) => {
            backend.abort(attempt);
            ceremonies.abort(attempt);
        }
    }
}

fn of_prompt(send: impl Fn(Event) + 'static) -> Tell<Assertion> {
    Rc::new(move |event| send(Event::Prompt(event)))
}

fn answer(
    send: impl Fn(Event) + 'static,
    attempt: Attempt,
    checked: impl Future<Output = Result<(), BackendFailure>> + 'static,
) {
    spawn_local(async move { send(Event::Checked(attempt, checked.await)) });
}
