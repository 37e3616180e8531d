//! The signed-in page: who is signed in, their passkeys, and the way out.

use std::rc::Rc;

use latchkey_core::Message;
use latchkey_core::flow::Account;
use latchkey_core::flow::account::{Command, Details, Event, Step};
use latchkey_core::problem::{Problem, Recovery};
use latchkey_core::route::{self, ReturnTo};
use latchkey_core::wire::Passkey;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::app::{shared, text};
use crate::edge::backend::Backend;
use crate::edge::page;
use crate::page::address;
use crate::running::{Runner, Running};
use crate::view::announcer::announce;
use crate::view::button::{Button, Weight};
use crate::view::heading::Heading;
use crate::view::icon::{Glyph, Icon};
use crate::view::problem::ProblemView;
use crate::view::waiting::Waiting;

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
        if flow.state.with(|flow| flow.step == Step::SignedOut) {
            navigate(&address::sign_in(&ReturnTo::default()));
        }
    });
    announce(move || flow.state.with(Account::waiting_for));
    move || match flow.state.get().step {
        Step::SignedIn(details) => view! { <SignedInView flow details=*details /> }.into_any(),
        Step::Failed { problem, .. } => view! { <FailedView flow problem /> }.into_any(),
        Step::Loading | Step::SigningOut | Step::SignedOut => {
            let message = flow.state.with(Account::waiting_for).unwrap_or(Message::Loading);
            view! {
                <section class="view">
                    <Heading message=message.clone() />
                    <Waiting message on_cancel=move |()| flow.send(Event::CancelChosen) />
                </section>
            }
            .into_any()
        }
    }
}

async fn carry_out(command: Command, backend: Backend, runner: Rc<Runner<Account>>) {
    let event = match command {
        Command::Fetch(attempt) => Event::Fetched(attempt, backend.account(attempt).await),
        Command::EndSession(attempt) => Event::SessionEnded(attempt, backend.end_session(attempt).await),
        Command::Abort(attempt) => return backend.abort(attempt),
    };
    runner.send(event);
}

#[component]
fn SignedInView(flow: Flow, details: Details) -> impl IntoView {
    let Details { session, passkeys } = details;
    let count = Message::PasskeyCount {
        count: passkeys.passkeys.len().to_string(),
        limit: passkeys.limit.to_string(),
    };
    let list = if passkeys.passkeys.is_empty() {
        view! { <p class="note">{text(&Message::NoPasskeys)}</p> }.into_any()
    } else {
        let rows = passkeys.passkeys.into_iter().map(|passkey| view! { <PasskeyRow passkey /> });
        view! { <ul class="passkeys">{rows.collect_view()}</ul> }.into_any()
    };
    let navigate = page::navigator();
    view! {
        <section class="view">
            <Heading message=Message::AccountTitle { name: session.user.display_name } />
            <p class="lead">{text(&Message::AccountName { name: session.user.name })}</p>
            <div class="section">
                <h2 class="section__title">{text(&Message::Passkeys)}</h2>
                <span class="section__count">{text(&count)}</span>
            </div>
            {list}
            <div class="actions">
                <Button message=Message::CreatePasskey weight=Weight::Secondary on_press=move |()| navigate(route::SET_UP) />
                <Button message=Message::SignOut weight=Weight::Quiet on_press=move |()| flow.send(Event::SignOutChosen) />
            </div>
        </section>
    }
}

#[component]
fn PasskeyRow(passkey: Passkey) -> impl IntoView {
    let created = passkey.created_at.split('T').next().unwrap_or_default().to_owned();
    view! {
        <li class="passkey">
            <Glyph icon=Icon::Passkey />
            <span class="passkey__name">{passkey.name}</span>
            <span class="passkey__created">{text(&Message::PasskeyCreated { date: created })}</span>
        </li>
    }
}

#[component]
fn FailedView(flow: Flow, problem: Problem) -> impl IntoView {
    let recoveries = flow.state.with_untracked(Account::recoveries);
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
    view! { <ProblemView problem recoveries on_recovery /> }
}
