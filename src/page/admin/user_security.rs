//! An account's Security tab.

use std::rc::Rc;

use futures::{FutureExt, TryFutureExt};
use latchkey_core::call::{GetSession, GetUser, RemoveAllPasskeysOf, RemovePasskeyOf};
use latchkey_core::flow::UserSecurity;
use latchkey_core::flow::user_security::{
    Answer, Command, Content, Details, Event, Refusal, Removal, Task, Which,
};
use latchkey_core::problem::Problem;
use latchkey_core::route;
use latchkey_core::{Message, PortalMessage};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::user_views::{confirmation_view, security_view};
use super::{dead_end, forbidden_view};
use crate::app::{Shared, shared};
use crate::edge::ceremony::Ceremonies;
use crate::edge::device;
use crate::edge::events::{LOOKED_AT, on_window};
use crate::page::session::{failed_view, open};
use crate::page::{address, verification};
use crate::running::{Runner, Running};
use crate::view::element::{dynamic, section};
use crate::view::heading::heading;
use crate::view::verification::{Verifying, verification_view};
use crate::view::waiting::waiting;

pub(crate) type Flow = Running<UserSecurity>;

/// The view that shows the flow.
#[derive(Clone, PartialEq)]
enum Shown {
    Wait,
    Security,
    Confirmation(Which),
    Verification,
    Forbidden,
    NotFound,
    Failed(Problem),
}

fn shown(flow: &UserSecurity) -> Shown {
    match (&flow.list.content, &flow.task) {
        (Content::Loading | Content::SignedOut, _) => Shown::Wait,
        (Content::Failed(problem), _) => Shown::Failed(*problem),
        (Content::Refused(Refusal::Forbidden), _) => Shown::Forbidden,
        (Content::Refused(Refusal::NotFound), _) => Shown::NotFound,
        (Content::Loaded { .. }, Task::None) => Shown::Security,
        (Content::Loaded { .. }, Task::Confirming { which, .. } | Task::Removing(Removal { which, .. })) => {
            Shown::Confirmation(which.clone())
        }
        (Content::Loaded { .. }, Task::Verifying { .. }) => Shown::Verification,
    }
}

#[component]
pub(crate) fn UserSecurityPage() -> impl IntoView {
    let user = address::user();
    // Another account is another page, even if the history leads directly from one to the other.
    dynamic(move || user.get().map(page_of))
}

fn page_of(user: String) -> AnyView {
    let flow = start(UserSecurity::new(user, device::at_once()));
    let runner = flow.runner();
    spawn_local(async move { runner.send(Event::DeviceKnown(device::ask().await)) });
    // Listens as long as the page exists.
    StoredValue::new_local(on_window(LOOKED_AT, move || flow.send(Event::RefreshDue)));
    open(flow, user_security_view(flow))
}

/// Shows the flow's state.
pub(crate) fn user_security_view(flow: Flow) -> AnyView {
    let view = Memo::new(move |_| flow.with(shown));
    let (reason, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    dynamic(move || {
        Some(match view.get() {
            Shown::Wait => wait_view(flow),
            Shown::Security => {
                // What was typed belonged to something that is over.
                reason.set(String::new());
                password.set(String::new());
                security_view(flow)
            }
            Shown::Confirmation(which) => confirmation_view(flow, &which, reason),
            Shown::Verification => {
                let it = Verifying { flow, read: UserSecurity::verification, tell: Event::Verification };
                verification_view(it, password)
            }
            Shown::Forbidden => forbidden_view(),
            Shown::NotFound => dead_end(
                &PortalMessage::UserNotFoundTitle,
                &PortalMessage::UserNotFoundLead,
                (&PortalMessage::GoToUsers, route::USERS),
            ),
            Shown::Failed(problem) => failed_view(flow, problem),
        })
    })
}

fn start(flow: UserSecurity) -> Flow {
    let shared = shared();
    let ceremonies = Ceremonies::new(shared.configuration.prompt_timeout_ms());
    Running::start(flow, move |command, runner| carry_out(command, &shared, &ceremonies, runner))
}

fn carry_out(command: Command, shared: &Shared, ceremonies: &Ceremonies, runner: Rc<Runner<UserSecurity>>) {
    let backend = &shared.backend;
    match command {
        Command::Fetch { attempt, user } => {
            let both = backend.ask_both(attempt, (GetSession, GetUser { user }));
            let details = both.map_ok(|(session, security)| Box::new(Details { session, security }));
            runner.answer(attempt, details.boxed_local(), Answer::Fetched, Event::Answered);
        }
        Command::Remove { attempt, user, which, reason } => {
            let removed = match which {
                Which::One(id) => backend.ask(attempt, RemovePasskeyOf { user, id, reason }),
                Which::All => backend.ask(attempt, RemoveAllPasskeysOf { user, reason }),
            };
            runner.answer(attempt, removed, Answer::Removed, Event::Answered);
        }
        Command::Verify(command) => {
            verification::carry_out(command, backend, ceremonies, runner, Event::Verification);
        }
        Command::Abort(attempt) => backend.abort(attempt),
    }
}

fn wait_view(flow: Flow) -> AnyView {
    let message = flow.with_untracked(UserSecurity::waiting_for).unwrap_or(Message::Loading);
    let cancel = flow.sends(|| Event::CancelChosen);
    section(vec![heading(&PortalMessage::Security), waiting(&message, cancel)])
}
