//! The signed-in page: who is signed in, their passkeys, and the way out.

use std::rc::Rc;

use latchkey_core::flow::Account;
use latchkey_core::flow::account::{Command, Details, Event, Step};
use latchkey_core::problem::{Problem, Recovery};
use latchkey_core::route::{self, ReturnTo};
use latchkey_core::wire::Passkey;
use latchkey_core::{Message, PortalMessage};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::app::{shared, text};
use crate::edge::backend::Backend;
use crate::edge::page;
use crate::page::address;
use crate::running::{Runner, Running};
use crate::view::announcer::announce;
use crate::view::button::{Weight, button};
use crate::view::element::{actions, dynamic, group, lead, list, paragraph, row, section, span, subheading};
use crate::view::heading::heading;
use crate::view::icon::{Icon, glyph};
use crate::view::problem::{Explanation, problem_view};
use crate::view::waiting::waiting;

type Flow = Running<Account>;

#[component]
pub(crate) fn AccountPage() -> impl IntoView {
    let backend = shared().backend;
    let flow = Running::start(Account::default(), move |command, runner| {
        spawn_local(carry_out(command, backend.clone(), runner));
    });
    flow.send(Event::Opened);
    let navigate = page::navigator();
    Effect::new(move |_| {
        if flow.with(|flow| matches!(flow.step, Step::SignedOut)) {
            navigate(&address::sign_in(&ReturnTo::default()));
        }
    });
    announce(Memo::new(move |_| flow.with(Account::waiting_for)));
    dynamic(move || {
        Some(match flow.with(|flow| flow.step.clone()) {
            Step::SignedIn(details) => signed_in_view(flow, *details),
            Step::Failed { problem, .. } => failed_view(flow, problem),
            Step::Loading | Step::SigningOut | Step::SignedOut => {
                let message = flow.with(Account::waiting_for).unwrap_or(Message::Loading);
                let cancel = flow.sends(|| Event::CancelChosen);
                section(vec![heading(&message), waiting(&message, cancel)])
            }
        })
    })
}

async fn carry_out(command: Command, backend: Backend, runner: Rc<Runner<Account>>) {
    let event = match command {
        Command::Fetch(attempt) => Event::Fetched(attempt, backend.account(attempt).await),
        Command::EndSession(attempt) => Event::SessionEnded(attempt, backend.end_session(attempt).await),
        Command::Abort(attempt) => return backend.abort(attempt),
    };
    runner.send(event);
}

fn signed_in_view(flow: Flow, details: Details) -> AnyView {
    let Details { session, passkeys } = details;
    let count = PortalMessage::PasskeyCount {
        count: passkeys.passkeys.len().to_string(),
        limit: passkeys.limit.to_string(),
    };
    let passkeys = if passkeys.passkeys.is_empty() {
        paragraph("note", &PortalMessage::NoPasskeys)
    } else {
        list("passkeys", passkeys.passkeys.into_iter().map(passkey_row).collect())
    };
    let title = subheading("section__title", &PortalMessage::Passkeys);
    let navigate = page::navigator();
    let create = Callback::new(move |()| navigate(route::SET_UP));
    section(vec![
        heading(&PortalMessage::AccountTitle { name: session.user.display_name }),
        lead(&PortalMessage::AccountName { name: session.user.name }),
        group("section", vec![title, span("section__count", text(&count))]),
        passkeys,
        actions(vec![
            button(&Message::CreatePasskey, Weight::Secondary, create),
            button(&PortalMessage::SignOut, Weight::Quiet, flow.sends(|| Event::SignOutChosen)),
        ]),
    ])
}

fn passkey_row(passkey: Passkey) -> AnyView {
    let created = passkey.created_at.split('T').next().unwrap_or_default().to_owned();
    row(
        "passkey",
        vec![
            glyph(Icon::Passkey),
            span("passkey__name", passkey.name),
            span("passkey__created", text(&PortalMessage::PasskeyCreated { date: created })),
        ],
    )
}

fn failed_view(flow: Flow, problem: Problem) -> AnyView {
    let recoveries = flow.with_untracked(Account::recoveries);
    let on_recovery = move |recovery| {
        flow.send(match recovery {
            Recovery::Retry => Event::RetryChosen,
            Recovery::Restart => Event::RestartChosen,
            Recovery::Password
            | Recovery::SetUpLater
            | Recovery::AnotherDevice
            | Recovery::ManagePasskeys => return,
        });
    };
    problem_view(problem, recoveries, Explanation::default(), Callback::new(on_recovery))
}
