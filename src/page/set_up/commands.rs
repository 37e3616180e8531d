//! Carries out the set-up flow's commands.

use std::rc::Rc;

use futures::{FutureExt, TryFutureExt};
use latchkey_core::call::{Defer, FetchAttestationOptions, SubmitAttestation};
use latchkey_core::flow::SetUp;
use latchkey_core::flow::prompt::Attestation;
use latchkey_core::flow::set_up::{Answer, Command, Event};

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
            let options = backend.ask(attempt, FetchAttestationOptions { flow });
            prompting::fetch(attempt, options, tell(runner));
        }
        Command::Request(request) => prompting::request(request, ceremonies, tell(runner)),
        Command::SendCredential { attempt, flow, credential } => {
            let id = credential.id.clone();
            let activated = backend.ask(attempt, SubmitAttestation { flow, credential });
            let activated = activated.inspect_ok(move |_| {
                used_here::remember(id.as_str());
                tell_of(Subject::Passkeys);
                embedder::tell(News::PasskeyCreated, &[]);
            });
            runner.answer(attempt, activated.boxed_local(), Answer::Activated, Event::Answered);
        }
        Command::Defer(attempt) => {
            let deferred = backend.ask(attempt, Defer).inspect_ok(|()| embedder::tell(News::Deferred, &[]));
            runner.answer(attempt, deferred.boxed_local(), Answer::Deferred, Event::Answered);
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
