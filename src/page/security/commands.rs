//! Carries out the commands of the flow for the user's own passkeys.

use std::rc::Rc;

use futures::future::LocalBoxFuture;
use latchkey_core::Attempt;
use latchkey_core::flow::Security;
use latchkey_core::flow::security::{Answer, Command, Event};
use wasm_bindgen_futures::spawn_local;

use crate::app::{Shared, shared};
use crate::edge::ceremony::Ceremonies;
use crate::edge::signals;
use crate::edge::tabs::Tabs;
use crate::page::verification;
use crate::running::{Runner, Running};

/// Starts the flow on this page.
pub(super) fn start(flow: Security, tabs: Rc<Option<Tabs>>) -> Running<Security> {
    let shared = shared();
    let ceremonies = Ceremonies::new(shared.configuration.prompt_timeout_ms());
    Running::start(flow, move |command, runner| {
        carry_out(command, &shared, &ceremonies, (*tabs).as_ref(), runner);
    })
}

fn carry_out(
    command: Command,
    shared: &Shared,
    ceremonies: &Ceremonies,
    tabs: Option<&Tabs>,
    runner: Rc<Runner<Security>>,
) {
    let backend = &shared.backend;
    match command {
        Command::Fetch(attempt) => answer(runner, attempt, backend.account(attempt), Answer::Fetched),
        Command::Rename { attempt, id, name } => {
            answer(runner, attempt, backend.rename_passkey(attempt, &id, name), Answer::Renamed);
        }
        Command::Remove { attempt, id } => {
            answer(runner, attempt, backend.remove_passkey(attempt, &id), Answer::Removed);
        }
        Command::Verify(command) => {
            verification::carry_out(command, backend, ceremonies, runner, Event::Verification);
        }
        Command::Signal(signal) => signals::send(&signal),
        Command::TellTabs => {
            if let Some(tabs) = tabs {
                tabs.tell();
            }
        }
        Command::Abort(attempt) => backend.abort(attempt),
    }
}

/// Sends a command's outcome, as the answer to its attempt.
fn answer<T: 'static>(
    runner: Rc<Runner<Security>>,
    attempt: Attempt,
    result: LocalBoxFuture<'static, T>,
    answer: fn(T) -> Answer,
) {
    spawn_local(async move { runner.send(Event::Answered(attempt, answer(result.await))) });
}
