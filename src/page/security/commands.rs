//! Carries out the commands of the flow for the user's own passkeys.

use std::rc::Rc;

use futures::{FutureExt, TryFutureExt};
use latchkey_core::call::{RemovePasskey, RenamePasskey};
use latchkey_core::flow::Security;
use latchkey_core::flow::security::{Answer, Command, Event};

use crate::app::{Shared, shared};
use crate::edge::ceremony::Ceremonies;
use crate::edge::signals;
use crate::edge::tabs::Tabs;
use crate::page::{session, verification};
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
        Command::Fetch(attempt) => {
            runner.answer(attempt, session::details(backend, attempt), Answer::Fetched, Event::Answered);
        }
        Command::Rename { attempt, id, name } => {
            // The list shows the name as it was sent; the next one shows how it was kept.
            let renamed = backend.ask(attempt, RenamePasskey { id, name: name.clone() });
            let renamed = renamed.map_ok(|()| name).boxed_local();
            runner.answer(attempt, renamed, Answer::Renamed, Event::Answered);
        }
        Command::Remove { attempt, id } => {
            runner.answer(
                attempt,
                backend.ask(attempt, RemovePasskey { id }),
                Answer::Removed,
                Event::Answered,
            );
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
