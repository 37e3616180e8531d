//! The signed-in page: the user, their passkeys, and the way out.

use std::rc::Rc;

use latchkey_core::call::{EndSession, RenameAccount};
use latchkey_core::flow::Account;
use latchkey_core::flow::account::{Command, Destination, Details, Event, Step};
use latchkey_core::problem::Problem;
use latchkey_core::route;
use latchkey_core::{Message, PortalMessage};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::app::{shared, text};
use crate::edge::backend::Backend;
use crate::edge::{page, signals};
use crate::page::session::{details, failed_view, open};
use crate::running::{Runner, Running};
use crate::view::button::{Weight, button, submit};
use crate::view::element::{actions, dynamic, group, lead, paragraph, section, span, subheading};
use crate::view::field::{Purpose, field};
use crate::view::form::form;
use crate::view::heading::{heading, quiet_heading};
use crate::view::portal_tabs::{Tab, portal_tabs};
use crate::view::waiting::waiting;

type Flow = Running<Account>;

#[component]
pub(crate) fn AccountPage() -> impl IntoView {
    let backend = shared().backend;
    let flow = Running::start(Account::default(), move |command, runner| {
        spawn_local(carry_out(command, backend.clone(), runner));
    });
    let go = Callback::new(page::navigator());
    Effect::new(move |_| match flow.with(Account::destination) {
        Some(Destination::SetUp) => go.run(route::SET_UP),
        Some(Destination::Passkeys) => go.run(route::SECURITY),
        None => {}
    });
    let typed = RwSignal::new(String::new());
    open(flow, account_view(flow, typed, go))
}

/// Shows the flow's state. `typed` is the name being typed; `go` goes to another page.
pub(crate) fn account_view(flow: Flow, typed: RwSignal<String>, go: Callback<&'static str>) -> AnyView {
    let view = Memo::new(move |_| flow.with(|flow| shown(&flow.step)));
    dynamic(move || {
        Some(match view.get() {
            Shown::SignedIn(details) => signed_in_view(flow, &details, typed, go),
            Shown::Naming => naming_view(flow, typed),
            Shown::Failed(problem) => failed_view(flow, problem),
            Shown::Wait(message) => {
                section(vec![heading(&message), waiting(&message, flow.sends(|| Event::CancelChosen))])
            }
        })
    })
}

/// The view that shows a step.
#[derive(Clone, PartialEq)]
enum Shown {
    SignedIn(Box<Details>),
    Naming,
    Wait(Message),
    Failed(Problem),
}

fn shown(step: &Step) -> Shown {
    match step {
        Step::Loading | Step::Creating(_) | Step::Leaving(_) => Shown::Wait(Message::Loading),
        Step::SigningOut | Step::SignedOut => Shown::Wait(Message::SigningOut),
        Step::SignedIn(details) => Shown::SignedIn(details.clone()),
        Step::Naming { .. } | Step::SavingName(_) => Shown::Naming,
        Step::Failed { problem, .. } => Shown::Failed(*problem),
    }
}

async fn carry_out(command: Command, backend: Backend, runner: Rc<Runner<Account>>) {
    let event = match command {
        Command::Fetch(attempt) => Event::Fetched(attempt, details(&backend, attempt).await),
        Command::EndSession(attempt) => Event::SessionEnded(attempt, backend.ask(attempt, EndSession).await),
        Command::Rename { attempt, display_name } => {
            Event::Renamed(attempt, backend.ask(attempt, RenameAccount { display_name }).await)
        }
        Command::Signal(signal) => return signals::send(&signal),
        Command::Abort(attempt) => return backend.abort(attempt),
    };
    runner.send(event);
}

fn signed_in_view(
    flow: Flow,
    details: &Details,
    typed: RwSignal<String>,
    go: Callback<&'static str>,
) -> AnyView {
    let Details { session, passkeys } = details;
    let count = PortalMessage::PasskeyCount {
        count: passkeys.passkeys.len().to_string(),
        limit: passkeys.limit.to_string(),
    };
    let is_empty = passkeys.passkeys.is_empty();
    let manage = Callback::new(move |()| go.run(route::SECURITY));
    let name = session.user.display_name.clone();
    let notice = Memo::new(move |_| flow.with(|flow| flow.notice.clone()));
    let change = Callback::new(move |()| {
        typed.set(name.clone());
        flow.send(Event::NameChosen);
    });
    let features = shared().backend.features();
    let mut buttons = Vec::new();
    if features.set_up {
        buttons.push(button(&Message::CreatePasskey, Weight::Secondary, flow.sends(|| Event::CreateChosen)));
    }
    if features.list {
        buttons.push(button(&PortalMessage::ManagePasskeys, Weight::Secondary, manage));
    }
    if features.rename_account {
        buttons.push(button(&PortalMessage::ChangeName, Weight::Quiet, change));
    }
    if features.end_session {
        buttons.push(button(&PortalMessage::SignOut, Weight::Quiet, flow.sends(|| Event::SignOutChosen)));
    }
    let passkeys = features.list.then(|| {
        group(
            "section",
            vec![
                subheading("section__title", &PortalMessage::Passkeys),
                span("section__count", text(&count)),
            ],
        )
    });
    section(vec![
        heading(&PortalMessage::AccountTitle { name: session.user.display_name.clone() }),
        portal_tabs(Tab::Account),
        dynamic(move || notice.get().map(|notice| paragraph("note", &notice))),
        lead(&PortalMessage::AccountName { name: session.user.name.clone() }),
        passkeys.into_any(),
        dynamic(move || (is_empty && features.list).then(|| paragraph("note", &PortalMessage::NoPasskeys))),
        actions(buttons),
    ])
}

fn naming_view(flow: Flow, typed: RwSignal<String>) -> AnyView {
    let error = Signal::derive(move || flow.with(|flow| flow.name_error().map(|words| text(words))));
    let busy = Signal::derive(move || flow.with(|flow| matches!(flow.step, Step::SavingName(_))));
    let fields = vec![
        field(Purpose::Name, &PortalMessage::YourName, typed, error, busy),
        submit(&PortalMessage::Save, Weight::Primary, busy),
    ];
    let cancel = flow.sends(|| Event::CancelChosen);
    let below = move || {
        Some(if busy.get() {
            waiting(&PortalMessage::SavingName, cancel)
        } else {
            actions(vec![button(&Message::Cancel, Weight::Quiet, cancel)])
        })
    };
    section(vec![
        quiet_heading(&PortalMessage::ChangeName),
        form(move || flow.send(Event::NameSubmitted(typed.get_untracked())), fields),
        dynamic(below),
    ])
}
