//! The sign-in page.

mod commands;
mod views;

use std::cell::Cell;

use latchkey_core::Message;
use latchkey_core::flow::SignIn;
use latchkey_core::flow::sign_in::{Destination, Event, Step};
use latchkey_core::flow::target::Target;
use latchkey_core::problem::{Operation, Problem};
use latchkey_core::wire::User;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use self::views::{
    another_device_view, code_view, identifier_view, leaving_view, passkey_view, password_view, prompt_view,
};
use crate::app::shared;
use crate::edge::embedder::{self, News};
use crate::edge::{device, frame_policy, page};
use crate::page::address;
use crate::page::reporting::report_problems;
use crate::page::session::watch_session;
use crate::running::Running;
use crate::view::announcer::announce;
use crate::view::element::{dynamic, group};
use crate::view::problem::{Explanation, problem_view};

type Flow = Running<SignIn>;

/// What the user has typed. It outlives every step, so that no error, retry or slow answer loses it.
#[derive(Clone, Copy)]
pub(crate) struct Typed {
    identifier: RwSignal<String>,
    password: RwSignal<String>,
    code: RwSignal<String>,
}

impl Typed {
    /// Starts with an identifier, which may be empty.
    pub(crate) fn new(identifier: String) -> Self {
        Self {
            identifier: RwSignal::new(identifier),
            password: RwSignal::new(String::new()),
            code: RwSignal::new(String::new()),
        }
    }
}

/// The view that shows a step. Waiting doesn't change the view, so that a form stays where it is.
#[derive(Clone, Copy, PartialEq)]
enum Shown {
    Identifier,
    Passkey,
    AnotherDevice,
    Prompt(Target),
    Password,
    Code,
    Failed(Problem),
    Leaving,
}

impl Shown {
    fn problem(self) -> Option<Problem> {
        if let Self::Failed(problem) = self { Some(problem) } else { None }
    }
}

fn shown(flow: &SignIn) -> Shown {
    match &flow.step {
        Step::Identifier { .. } | Step::LookingUp => Shown::Identifier,
        Step::Passkey => Shown::Passkey,
        Step::Prompt => flow.prompt.target().map_or(Shown::AnotherDevice, Shown::Prompt),
        Step::Verifying { .. } => Shown::Prompt(Target::Any),
        Step::Password { .. } | Step::CheckingPassword => Shown::Password,
        Step::Code { .. } | Step::CheckingCode(_) | Step::ResendingCode(_) => Shown::Code,
        Step::Failed { problem, .. } => Shown::Failed(*problem),
        Step::SignedIn { .. } => Shown::Leaving,
    }
}

/// Returns what to announce: what is being waited for, and what doesn't require any action.
fn announcement(flow: &SignIn) -> Option<Message> {
    let sent_again = flow.code_was_sent_again().then_some(Message::CodeSentAgain);
    let signed_in = flow.destination().map(|_| Message::SigningIn);
    let wait = flow.prompt.waits().and_then(|(_, wait)| wait.announcement());
    wait.or_else(|| flow.waiting_for()).or(sent_again).or(signed_in)
}

#[component]
pub(crate) fn SignInPage() -> impl IntoView {
    let features = shared().backend.features();
    let flow = SignIn { features, ..SignIn::new(device::at_once(), address::flow()) };
    let flow = commands::start(flow);
    let typed = Typed::new(String::new());
    flow.send(Event::Opened);
    let runner = flow.runner();
    spawn_local(async move { runner.send(Event::DeviceKnown(device::ask().await)) });
    leave_when_signed_in(flow);
    forget_what_another_typed(flow, typed);
    announce(Memo::new(move |_| flow.with(announcement)));

    let over = move || flow.with(SignIn::is_over);
    let warning = watch_session(over, move || {
        // The user who comes back may be someone else.
        typed.password.set(String::new());
        typed.code.set(String::new());
        flow.send(Event::SessionExpired);
    });
    let problem = Memo::new(move |_| flow.with(|flow| shown(flow).problem()));
    report_problems(Operation::SignIn, move || problem.get());
    group("session", vec![sign_in_view(flow, typed), warning])
}

/// Shows the flow's state.
pub(crate) fn sign_in_view(flow: Flow, typed: Typed) -> AnyView {
    let view = Memo::new(move |_| flow.with(shown));
    dynamic(move || {
        Some(match view.get() {
            Shown::Identifier => identifier_view(flow, typed.identifier),
            Shown::Passkey => passkey_view(flow),
            Shown::AnotherDevice => another_device_view(flow),
            Shown::Prompt(target) => prompt_view(flow, target),
            Shown::Password => password_view(flow, typed.password),
            Shown::Code => code_view(flow, typed.code),
            Shown::Failed(problem) => failed_view(flow, problem),
            Shown::Leaving => leaving_view(),
        })
    })
}

/// Clears what no longer applies: one user's password is not offered to the next, and a new code makes the
/// old one worthless.
fn forget_what_another_typed(flow: Flow, typed: Typed) {
    let identifier = Memo::new(move |_| flow.with(|flow| flow.identifier.clone()));
    Effect::new(move |previous: Option<String>| {
        let (identifier, previous) = (identifier.get(), previous.unwrap_or_default());
        if identifier.is_empty() {
            return previous;
        }
        if identifier != previous {
            typed.password.set(String::new());
            typed.code.set(String::new());
        }
        identifier
    });
    let sent_again = Memo::new(move |_| flow.with(SignIn::code_was_sent_again));
    Effect::new(move |_| {
        if sent_again.get() {
            typed.code.set(String::new());
        }
    });
}

fn leave_when_signed_in(flow: Flow) {
    let (navigate, return_to) = (page::navigator(), address::return_to());
    let told = Cell::new(false);
    Effect::new(move |_| {
        if let Some((user, offers)) = flow.with(signed_in)
            && !told.replace(true)
        {
            let detail = [
                ("name", user.name.into()),
                ("displayName", user.display_name.into()),
                ("offerSetUp", offers.into()),
            ];
            embedder::tell(News::SignedIn, &detail);
        }
        match flow.with(SignIn::destination) {
            Some(Destination::SetUp(target)) => navigate(&address::set_up(target, &return_to)),
            Some(Destination::Application) => page::leave_to(&return_to),
            None => {}
        }
    });
}

/// Returns the signed-in user, and whether set-up comes next.
fn signed_in(flow: &SignIn) -> Option<(User, bool)> {
    let Step::SignedIn { signed_in, .. } = &flow.step else { return None };
    Some((signed_in.user.clone(), matches!(flow.destination(), Some(Destination::SetUp(_)))))
}

fn failed_view(flow: Flow, problem: Problem) -> AnyView {
    let developer = || frame_policy::explanation(problem, Operation::SignIn);
    let (recoveries, explanation) = flow.with_untracked(|flow| {
        (
            flow.recoveries(),
            Explanation { detail: flow.detail().or_else(developer), usual_causes: flow.usual_causes() },
        )
    });
    let on_recovery = move |recovery| {
        if let Some(event) = Event::of_recovery(recovery) {
            flow.send(event);
        }
    };
    problem_view(problem, recoveries, explanation, Callback::new(on_recovery))
}

/// Returns the brand, as messages need it.
fn brand() -> String {
    shared().configuration.brand
}
