//! The page for setting up a passkey.

mod commands;
mod views;

use latchkey_core::flow::SetUp;
use latchkey_core::flow::set_up::{Destination, Event, Step};
use latchkey_core::flow::target::Target;
use latchkey_core::problem::{Operation, Problem};
use latchkey_core::{Message, route};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use self::views::{another_device_view, created_view, offer_view, prompt_view, wait_view};
use crate::app::shared;
use crate::edge::{device, frame_policy, page};
use crate::page::address;
use crate::page::reporting::report_problems;
use crate::page::session::watch_session;
use crate::running::Running;
use crate::view::announcer::announce;
use crate::view::element::{dynamic, group};
use crate::view::problem::{Explanation, problem_view};

type Flow = Running<SetUp>;

/// The view that shows a step.
#[derive(Clone, Copy, PartialEq)]
enum Shown {
    Offer,
    AnotherDevice,
    Prompt(Target),
    Wait,
    Created,
    Failed(Problem),
}

impl Shown {
    fn problem(self) -> Option<Problem> {
        if let Self::Failed(problem) = self { Some(problem) } else { None }
    }
}

fn shown(flow: &SetUp) -> Shown {
    match &flow.step {
        Step::Offered => Shown::Offer,
        Step::Prompt => flow.prompt.target().map_or(Shown::AnotherDevice, Shown::Prompt),
        Step::Activating { .. } => Shown::Prompt(Target::Any),
        Step::Deferring | Step::Left(_) => Shown::Wait,
        Step::Created(_) => Shown::Created,
        Step::Failed { problem, .. } => Shown::Failed(*problem),
    }
}

/// Returns what to announce: what is being waited for, and how far the wait has come.
fn announcement(flow: &SetUp) -> Option<Message> {
    let wait = flow.prompt.waits().and_then(|(_, wait)| wait.announcement());
    wait.or_else(|| flow.waiting_for())
}

#[component]
pub(crate) fn SetUpPage() -> impl IntoView {
    let features = shared().backend.features();
    let flow = SetUp { features, ..SetUp::new(device::at_once(), address::flow(), address::offer()) };
    let flow = commands::start(flow);
    flow.send(Event::Opened);
    let runner = flow.runner();
    spawn_local(async move { runner.send(Event::DeviceKnown(features.within(device::ask().await))) });
    leave_when_done(flow);
    announce(Memo::new(move |_| flow.with(announcement)));

    let over = move || flow.with(SetUp::is_over);
    let warning = watch_session(over, move || flow.send(Event::SessionExpired));
    let problem = Memo::new(move |_| flow.with(|flow| shown(flow).problem()));
    report_problems(Operation::SetUp, move || problem.get());
    group("session", vec![set_up_view(flow), warning])
}

/// Shows the flow's state.
pub(crate) fn set_up_view(flow: Flow) -> AnyView {
    let view = Memo::new(move |_| flow.with(shown));
    dynamic(move || {
        Some(match view.get() {
            Shown::Offer => offer_view(flow),
            Shown::AnotherDevice => another_device_view(flow),
            Shown::Prompt(target) => prompt_view(flow, target),
            Shown::Wait => wait_view(flow),
            Shown::Created => created_view(flow),
            Shown::Failed(problem) => failed_view(flow, problem),
        })
    })
}

fn leave_when_done(flow: Flow) {
    let (navigate, return_to) = (page::navigator(), address::return_to());
    Effect::new(move |_| match flow.with(SetUp::destination) {
        Some(Destination::Application) => page::leave_to(&return_to),
        Some(Destination::SignIn) => navigate(&address::sign_in(&return_to)),
        Some(Destination::Passkeys) => navigate(route::SECURITY),
        None => {}
    });
}

fn failed_view(flow: Flow, problem: Problem) -> AnyView {
    let (recoveries, usual_causes) = flow.with_untracked(|flow| (flow.recoveries(), flow.usual_causes()));
    let on_recovery = move |recovery| {
        if let Some(event) = Event::of_recovery(recovery) {
            flow.send(event);
        }
    };
    problem_view(
        problem,
        recoveries,
        Explanation { detail: frame_policy::explanation(problem, Operation::SetUp), usual_causes },
        Callback::new(on_recovery),
    )
}
