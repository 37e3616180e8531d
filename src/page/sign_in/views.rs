//! The views of signing in, one for each thing that a person does.

use latchkey_core::Message;
use latchkey_core::flow::SignIn;
use latchkey_core::flow::secret::Secret;
use latchkey_core::flow::sign_in::Event;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::{Flow, brand};
use crate::app::text;
use crate::view::button::{Button, Submit, Weight};
use crate::view::field::{Field, Purpose};
use crate::view::heading::Heading;
use crate::view::icon::{Glyph, Icon};
use crate::view::waiting::Waiting;

/// Whether the flow waits for an answer.
fn busy(flow: Flow) -> Signal<bool> {
    Signal::derive(move || flow.state.with(SignIn::is_waiting))
}

/// What the flow waits for.
fn waiting_for(flow: Flow) -> Memo<Option<Message>> {
    Memo::new(move |_| flow.state.with(SignIn::waiting_for))
}

/// What is wrong with what was typed.
fn error(flow: Flow) -> Signal<Option<Message>> {
    Signal::derive(move || flow.state.with(|flow| flow.error().cloned()))
}

/// Sends `event` instead of the form.
fn on_submit(flow: Flow, event: impl Fn() -> Event + 'static) -> impl Fn(SubmitEvent) {
    move |submit| {
        submit.prevent_default();
        flow.send(event());
    }
}

#[component]
pub(super) fn IdentifierView(flow: Flow, value: RwSignal<String>) -> impl IntoView {
    let busy = busy(flow);
    view! {
        <section class="view">
            <Heading message=Message::SignInTitle { brand: brand() } focus=false />
            <p class="lead">{text(&Message::SignInLead)}</p>
            <form class="form" novalidate on:submit=on_submit(flow, move || Event::IdentifierSubmitted(value.get_untracked()))>
                <Field purpose=Purpose::Identifier label=Message::Identifier value error=error(flow) busy />
                <Submit message=Message::Continue busy />
            </form>
            {move || if busy.get() {
                view! { <Waiting message=Message::LookingUp on_cancel=move |()| flow.send(Event::CancelChosen) /> }.into_any()
            } else {
                view! {
                    <div class="actions">
                        <p class="or">{text(&Message::Or)}</p>
                        <Button message=Message::LogInWithPasskey weight=Weight::Secondary on_press=move |()| flow.send(Event::PasskeyChosen) />
                    </div>
                }.into_any()
            }}
        </section>
    }
}

/// Whom the page is about, and the way to somebody else.
#[component]
fn Identity(flow: Flow) -> impl IntoView {
    let name = flow.state.with_untracked(|flow| flow.identifier.clone());
    view! {
        <div class="identity">
            <p class="identity__name">{text(&Message::SignedInAs { name })}</p>
            <Button message=Message::UseAnotherAccount weight=Weight::Quiet on_press=move |()| flow.send(Event::AccountChangeChosen) />
        </div>
    }
}

#[component]
pub(super) fn PasskeyView(flow: Flow) -> impl IntoView {
    view! {
        <section class="view">
            <span class="badge"><Glyph icon=Icon::Passkey /></span>
            <Heading message=Message::PasskeyTitle />
            <Identity flow />
            <p class="lead">{text(&Message::PasskeyLead)}</p>
            <div class="actions">
                <Button message=Message::LogInWithPasskey on_press=move |()| flow.send(Event::PasskeyChosen) />
                <Button message=Message::UsePassword weight=Weight::Secondary on_press=move |()| flow.send(Event::PasswordChosen) />
                <Button message=Message::UseAnotherDevice weight=Weight::Quiet on_press=move |()| flow.send(Event::AnotherDeviceChosen) />
            </div>
        </section>
    }
}

#[component]
pub(super) fn PromptView(flow: Flow) -> impl IntoView {
    let message = waiting_for(flow);
    view! {
        <section class="view">
            <span class="badge"><Glyph icon=Icon::Passkey /></span>
            <Heading message=Message::PromptTitle />
            {move || message.get().map(|message| view! {
                <Waiting message on_cancel=move |()| flow.send(Event::CancelChosen) />
            })}
        </section>
    }
}

#[component]
pub(super) fn PasswordView(flow: Flow, value: RwSignal<String>) -> impl IntoView {
    let busy = busy(flow);
    let name = flow.state.with_untracked(|flow| flow.identifier.clone());
    view! {
        <section class="view">
            <Heading message=Message::PasswordTitle focus=false />
            <Identity flow />
            <form class="form" novalidate on:submit=on_submit(flow, move || Event::PasswordSubmitted(Secret::new(value.get_untracked())))>
                // For password managers, which want to see whose password it is.
                <input class="visually-hidden" type="text" name="username" autocomplete="username" tabindex="-1" aria-hidden="true" readonly prop:value=name />
                <Field purpose=Purpose::Password label=Message::Password value error=error(flow) busy />
                <Submit message=Message::Continue busy />
            </form>
            <Show when=move || busy.get()>
                <Waiting message=Message::CheckingPassword on_cancel=move |()| flow.send(Event::CancelChosen) />
            </Show>
        </section>
    }
}

#[component]
pub(super) fn CodeView(flow: Flow, value: RwSignal<String>) -> impl IntoView {
    let busy = busy(flow);
    let sent = Memo::new(move |_| {
        flow.state.with(|flow| {
            flow.code_sent()
                .map(|sent| Message::CodeSent { digits: sent.digits.to_string(), to: sent.sent_to.clone() })
        })
    });
    let sent_again = move || flow.state.with(SignIn::code_was_sent_again);
    let waiting = waiting_for(flow);
    view! {
        <section class="view">
            <Heading message=Message::CodeTitle focus=false />
            <Identity flow />
            <p class="lead">{move || sent.get().as_ref().map(text)}</p>
            <form class="form" novalidate on:submit=on_submit(flow, move || Event::CodeSubmitted(Secret::new(value.get_untracked())))>
                <Field purpose=Purpose::Code label=Message::Code value error=error(flow) busy />
                <Submit message=Message::Continue busy />
            </form>
            {move || sent_again().then(|| view! { <p class="note">{text(&Message::CodeSentAgain)}</p> })}
            {move || match waiting.get() {
                Some(message) => view! { <Waiting message on_cancel=move |()| flow.send(Event::CancelChosen) /> }.into_any(),
                None => view! {
                    <div class="actions">
                        <Button message=Message::SendNewCode weight=Weight::Quiet on_press=move |()| flow.send(Event::ResendChosen) />
                    </div>
                }.into_any(),
            }}
        </section>
    }
}

#[component]
pub(super) fn LeavingView() -> impl IntoView {
    view! {
        <section class="view">
            <span class="badge badge--done"><Glyph icon=Icon::Done /></span>
            <Heading message=Message::SigningIn />
        </section>
    }
}
