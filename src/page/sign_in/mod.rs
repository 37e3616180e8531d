//! The sign-in page.

mod commands;
mod views;

use latchkey_core::Message;
use latchkey_core::flow::SignIn;
use latchkey_core::flow::sign_in::{Event, Step};
use latchkey_core::problem::{Problem, Recovery};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use self::views::{CodeView, IdentifierView, LeavingView, PasskeyView, PasswordView, PromptView};
use crate::app::shared;
use crate::edge::{device, page};
use crate::page::address;
use crate::running::Running;
use crate::view::announcer::announce;
use crate::view::problem::ProblemView;

/// The sign-in flow on its page.
type Flow = Running<SignIn>;

/// What a person has typed. It outlives every step, so that no error, retry or slow answer loses it.
#[derive(Clone, Copy)]
struct Typed {
    identifier: RwSignal<String>,
    password: RwSignal<String>,
    code: RwSignal<String>,
}

/// Which view a step is shown by. Waiting doesn't change the view, so that a form stays where it is.
#[derive(Clone, Copy, PartialEq)]
enum Shown {
    Identifier,
    Passkey,
    Prompt,
    Password,
    Code,
    Failed(Problem),
    Leaving,
}

fn shown(step: &Step) -> Shown {
    match step {
        Step::Identifier { .. } | Step::LookingUp => Shown::Identifier,
        Step::Passkey => Shown::Passkey,
        Step::OpeningPrompt(_) | Step::Prompting { .. } | Step::Verifying => Shown::Prompt,
        Step::Password { .. } | Step::CheckingPassword => Shown::Password,
        Step::Code { .. } | Step::CheckingCode(_) | Step::ResendingCode(_) => Shown::Code,
        Step::Failed { problem, .. } => Shown::Failed(*problem),
        Step::SignedIn(_) => Shown::Leaving,
    }
}

/// What is announced: what is waited for, and what needs nobody to do anything.
fn announcement(flow: &SignIn) -> Option<Message> {
    let sent_again = flow.code_was_sent_again().then_some(Message::CodeSentAgain);
    let signed_in = flow.signed_in().map(|_| Message::SigningIn);
    flow.waiting_for().or(sent_again).or(signed_in)
}

#[component]
pub(crate) fn SignInPage() -> impl IntoView {
    let flow = commands::start(SignIn::new(device::at_once(), address::flow()));
    let typed = Typed {
        identifier: RwSignal::new(String::new()),
        password: RwSignal::new(String::new()),
        code: RwSignal::new(String::new()),
    };
    flow.send(Event::Opened);
    let runner = flow.runner();
    spawn_local(async move { runner.send(Event::DeviceKnown(device::ask().await)) });
    leave_when_signed_in(flow);
    announce(move || flow.state.with(announcement));

    let view = Memo::new(move |_| flow.state.with(|flow| shown(&flow.step)));
    move || match view.get() {
        Shown::Identifier => view! { <IdentifierView flow value=typed.identifier /> }.into_any(),
        Shown::Passkey => view! { <PasskeyView flow /> }.into_any(),
        Shown::Prompt => view! { <PromptView flow /> }.into_any(),
        Shown::Password => view! { <PasswordView flow value=typed.password /> }.into_any(),
        Shown::Code => view! { <CodeView flow value=typed.code /> }.into_any(),
        Shown::Failed(problem) => view! { <FailedView flow problem /> }.into_any(),
        Shown::Leaving => view! { <LeavingView /> }.into_any(),
    }
}

/// A passkey is offered after a sign-in, where the account has none and the browser can.
fn leave_when_signed_in(flow: Flow) {
    let (navigate, return_to) = (page::navigator(), address::return_to());
    Effect::new(move |_| {
        let offer = |flow: &SignIn| Some(flow.signed_in()?.offer_set_up && flow.device.webauthn);
        match flow.state.with(offer) {
            Some(true) => navigate(&address::set_up(&return_to)),
            Some(false) => page::leave_to(&return_to, &navigate),
            None => {}
        }
    });
}

#[component]
fn FailedView(flow: Flow, problem: Problem) -> impl IntoView {
    let (recoveries, detail) = flow.state.with_untracked(|flow| (flow.recoveries(), flow.detail()));
    let on_recovery = move |recovery| {
        flow.send(match recovery {
            Recovery::Retry => Event::RetryChosen,
            Recovery::Password => Event::PasswordChosen,
            Recovery::Restart => Event::RestartChosen,
            Recovery::AnotherDevice => Event::AnotherDeviceChosen,
            // They belong to set-up: nobody is signed in yet.
            Recovery::SetUpLater | Recovery::ManagePasskeys => return,
        });
    };
    view! { <ProblemView problem recoveries detail on_recovery /> }
}

/// The brand, as messages need it.
fn brand() -> String {
    shared().configuration.brand
}
