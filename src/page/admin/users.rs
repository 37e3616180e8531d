//! The page that lists all accounts.

use std::rc::Rc;

use latchkey_core::PortalMessage;
use latchkey_core::call::{GetCounts, ListUsers};
use latchkey_core::flow::Users;
use latchkey_core::flow::users::{Command, Content, Event};
use latchkey_core::problem::Problem;
use latchkey_core::route::UserQuery;
use latchkey_core::wire::Role;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::counts::counts_view;
use super::user_table::{List, list_view};
use super::{breadcrumb, forbidden_view, wide};
use crate::app::{portal, shared};
use crate::edge::backend::Backend;
use crate::edge::page;
use crate::page::address;
use crate::page::session::{failed_view, open};
use crate::running::{Runner, Running};
use crate::view::element::dynamic;
use crate::view::heading::heading;
use crate::view::waiting::waiting;

pub(crate) type Flow = Running<Users>;

/// The view that shows the flow.
#[derive(Clone, Copy, PartialEq)]
enum Shown {
    Wait,
    List,
    Forbidden,
    Failed(Problem),
}

fn shown(flow: &Users) -> Shown {
    match flow.list.content {
        Content::Loading | Content::SignedOut => Shown::Wait,
        Content::Loaded { .. } => Shown::List,
        Content::Refused(_) => Shown::Forbidden,
        Content::Failed(problem) => Shown::Failed(problem),
    }
}

#[component]
pub(crate) fn UsersPage() -> impl IntoView {
    let asked = address::user_query();
    let backend = shared().backend;
    let query = asked.get_untracked().unwrap_or_default();
    let flow = Running::start(Users::new(query), move |command, runner| {
        spawn_local(carry_out(command, backend.clone(), runner));
    });
    // Only the address is consulted, so that links, 'Back' and the controls here all take the same route.
    Effect::new(move |_| {
        if let Some(query) = asked.get() {
            flow.send(Event::QueryChanged(query));
        }
    });
    let role = portal().role;
    Effect::new(move |_| {
        // Which of the administrators' roles it is makes no difference here.
        if flow.with(|flow| matches!(flow.list.content, Content::Loaded { .. }))
            && role.get_untracked().is_none()
        {
            role.set(Some(Role::Viewer));
        }
    });
    let (visit, replace) = (page::visitor(), page::navigator());
    let go = Callback::new(move |query: UserQuery| {
        if flow.with_untracked(|flow| flow.query != query) {
            visit(&query.address());
        }
    });
    // The address then matches what stays on the page.
    let stay = Callback::new(move |query: UserQuery| replace(&query.address()));
    open(flow, users_view(flow, go, stay))
}

/// Shows the flow's state. `go` goes to another part of the list, `stay` to what is shown of it.
pub(crate) fn users_view(flow: Flow, go: Callback<UserQuery>, stay: Callback<UserQuery>) -> AnyView {
    let view = Memo::new(move |_| flow.with(shown));
    let list = List::new(flow, go, stay);
    dynamic(move || {
        Some(match view.get() {
            Shown::Wait => wait_view(list),
            Shown::List => wide(vec![
                breadcrumb(None),
                heading(&PortalMessage::Users),
                counts_view(flow),
                list_view(list),
            ]),
            Shown::Forbidden => forbidden_view(),
            Shown::Failed(problem) => failed_view(flow, problem),
        })
    })
}

async fn carry_out(command: Command, backend: Backend, runner: Rc<Runner<Users>>) {
    let event = match command {
        Command::FetchUsers(attempt, query) => {
            Event::UsersFetched(attempt, backend.ask(attempt, ListUsers { query }).await.map(Box::new))
        }
        Command::FetchCounts(attempt) => {
            Event::CountsFetched(attempt, backend.ask(attempt, GetCounts).await.map(Box::new))
        }
        Command::Abort(attempt) => return backend.abort(attempt),
    };
    runner.send(event);
}

fn wait_view(list: List) -> AnyView {
    wide(vec![
        breadcrumb(None),
        heading(&PortalMessage::Users),
        waiting(&PortalMessage::LoadingUsers, list.cancels()),
    ])
}
