//! The page of the user's own passkeys.

mod commands;
mod views;

use std::rc::Rc;

use latchkey_core::flow::Security;
use latchkey_core::flow::security::{Content, Destination, Event, Task};
use latchkey_core::flow::target::Target;
use latchkey_core::problem::Problem;
use latchkey_core::route;
use latchkey_core::{Message, PortalMessage};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use self::views::{List, confirmation_view, list_view};
use crate::app::shared;
use crate::edge::events::{LOOKED_AT, on_window};
use crate::edge::tabs::{Subject, Tabs};
use crate::edge::{device, page, used_here};
use crate::page::address;
use crate::page::session::{failed_view, open};
use crate::running::Running;
use crate::view::element::{dynamic, section};
use crate::view::heading::heading;
use crate::view::verification::{Verifying, verification_view};
use crate::view::waiting::waiting;

type Flow = Running<Security>;

/// The view that shows the flow.
#[derive(Clone, PartialEq)]
enum Shown {
    Wait,
    List,
    Confirmation(String),
    Verification,
    Failed(Problem),
}

fn shown(flow: &Security) -> Shown {
    match (&flow.list.content, &flow.task) {
        (Content::Failed(problem), _) => Shown::Failed(*problem),
        (Content::Loading | Content::SignedOut, _) => Shown::Wait,
        (Content::Refused(never), _) => match *never {},
        (_, Task::None | Task::Renaming { .. } | Task::SavingName { .. }) => Shown::List,
        (_, Task::Confirming { id, .. } | Task::Rechecking { id } | Task::Removing { id, .. }) => {
            Shown::Confirmation(id.clone())
        }
        (_, Task::LimitReached) => Shown::Failed(Problem::LimitReached),
        (_, Task::Verifying { .. }) => Shown::Verification,
        (_, Task::Adding | Task::Leaving(_)) => Shown::Wait,
    }
}

#[component]
pub(crate) fn SecurityPage() -> impl IntoView {
    let (flow, lines) = listening();
    // Open as long as the page exists.
    StoredValue::new_local(lines);
    let runner = flow.runner();
    spawn_local(async move { runner.send(Event::DeviceKnown(device::ask().await)) });
    leave_for_set_up(flow);
    open(flow, security_view(flow, used_here::passkeys))
}

/// Shows the flow's state. `used_here` returns the passkeys that were used in this browser.
pub(crate) fn security_view(flow: Flow, used_here: fn() -> Vec<String>) -> AnyView {
    let view = Memo::new(move |_| flow.with(shown));
    let password = RwSignal::new(String::new());
    let list = List::new(flow, used_here);
    dynamic(move || {
        Some(match view.get() {
            Shown::Wait => wait_view(flow),
            Shown::List => {
                password.set(String::new());
                list_view(list)
            }
            Shown::Confirmation(id) => confirmation_view(list, id),
            Shown::Verification => {
                let it = Verifying { flow, read: Security::verification, tell: Event::Verification };
                verification_view(it, password)
            }
            Shown::Failed(problem) => failed_view(flow, problem),
        })
    })
}

/// Starts the flow, which is told when the passkeys may have changed elsewhere. Also returns what listens for
/// that.
fn listening() -> (Flow, impl Sized) {
    let told = Rc::new(std::cell::Cell::new(None::<Flow>));
    let refresh = {
        let told = Rc::clone(&told);
        move || {
            if let Some(flow) = told.get() {
                flow.send(Event::RefreshDue);
            }
        }
    };
    let tabs = Rc::new(Tabs::open(Subject::Passkeys, refresh.clone()));
    let looks = on_window(LOOKED_AT, refresh);
    let flow =
        commands::start(Security::new(device::at_once(), shared().backend.features()), Rc::clone(&tabs));
    told.set(Some(flow));
    (flow, (tabs, looks))
}

fn leave_for_set_up(flow: Flow) {
    let navigate = page::navigator();
    Effect::new(move |_| {
        if flow.with(Security::destination) == Some(Destination::SetUp) {
            navigate(&address::set_up(Target::Any, &address::back_to(route::SECURITY)));
        }
    });
}

fn wait_view(flow: Flow) -> AnyView {
    let message = flow.with_untracked(Security::waiting_for).unwrap_or(Message::Loading);
    let cancel = flow.sends(|| Event::CancelChosen);
    section(vec![heading(&PortalMessage::Security), waiting(&message, cancel)])
}
