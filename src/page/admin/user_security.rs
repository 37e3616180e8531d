//! An account's Security tab.

use std::rc::Rc;

use futures::future::LocalBoxFuture;
use latchkey_core::flow::UserSecurity;
use latchkey_core::flow::user_security::{Answer, Command, Content, Event, Refusal, Removal, Task, Which};
use latchkey_core::problem::{Operation, Problem};
use latchkey_core::route;
use latchkey_core::{Attempt, Message, PortalMessage};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::user_views::{confirmation_view, security_view};
use super::{dead_end, forbidden_view};
use crate::app::{Shared, portal, shared};
use crate::edge::ceremony::Ceremonies;
use crate::edge::events::{LOOKED_AT, on_window};
use crate::edge::{device, page};
use crate::page::reporting::report_problems;
use crate::page::session::watch_session;
use crate::page::{address, verification};
use crate::running::{Runner, Running};
use crate::view::announcer::announce;
use crate::view::element::{dynamic, group, section};
use crate::view::heading::heading;
use crate::view::problem::{Explanation, problem_view};
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
    flow.send(Event::Opened);
    let runner = flow.runner();
    spawn_local(async move { runner.send(Event::DeviceKnown(device::ask().await)) });
    // Listens as long as the page exists.
    StoredValue::new_local(on_window(LOOKED_AT, move || flow.send(Event::RefreshDue)));
    leave_when_done(flow);
    announce(Memo::new(move |_| flow.with(UserSecurity::announcement)));
    let role = portal().role;
    Effect::new(move |_| role.set(flow.with(|flow| flow.details().map(|details| details.session.role))));

    let over = move || flow.with(UserSecurity::is_over);
    let warning = watch_session(over, move || flow.send(Event::SessionExpired));
    let problem = Memo::new(move |_| flow.with(UserSecurity::problem));
    report_problems(Operation::SignIn, move || problem.get());
    group("session", vec![user_security_view(flow), warning])
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
            answer(runner, attempt, backend.user_security(attempt, &user), Answer::Fetched);
        }
        Command::Remove { attempt, user, which, reason } => {
            let removed = backend.remove_passkeys_of(attempt, &user, &which, reason);
            answer(runner, attempt, removed, Answer::Removed);
        }
        Command::Verify(command) => {
            verification::carry_out(command, backend, ceremonies, runner, Event::Verification);
        }
        Command::Abort(attempt) => backend.abort(attempt),
    }
}

/// Sends a command's outcome, as the answer to its attempt.
fn answer<T: 'static>(
    runner: Rc<Runner<UserSecurity>>,
    attempt: Attempt,
    result: LocalBoxFuture<'static, T>,
    answer: fn(T) -> Answer,
) {
    spawn_local(async move { runner.send(Event::Answered(attempt, answer(result.await))) });
}

fn leave_when_done(flow: Flow) {
    let navigate = page::navigator();
    Effect::new(move |_| {
        if flow.with(|flow| flow.list.content == Content::SignedOut) {
            let here = flow.with_untracked(|flow| address::back_to(&route::user_security(&flow.user)));
            navigate(&address::sign_in(&here));
        }
    });
}

fn wait_view(flow: Flow) -> AnyView {
    let message = flow.with_untracked(UserSecurity::waiting_for).unwrap_or(Message::Loading);
    let cancel = flow.sends(|| Event::CancelChosen);
    section(vec![heading(&PortalMessage::Security), waiting(&message, cancel)])
}

fn failed_view(flow: Flow, problem: Problem) -> AnyView {
    let recoveries = flow.with_untracked(UserSecurity::recoveries);
    let on_recovery = move |recovery| {
        if let Some(event) = Event::of_recovery(recovery) {
            flow.send(event);
        }
    };
    problem_view(problem, recoveries, Explanation::default(), Callback::new(on_recovery))
}
