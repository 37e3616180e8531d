//! The views for signing in, one for each thing that the user does.

use latchkey_core::Message;
use latchkey_core::flow::secret::Secret;
use latchkey_core::flow::sign_in::Event;
use latchkey_core::flow::target::Target;
use latchkey_core::flow::{SignIn, prompt};
use latchkey_core::problem::Operation;
use leptos::prelude::*;

use super::{Flow, brand};
use crate::app::text;
use crate::view::another_device::{self, Choices};
use crate::view::button::{Weight, button, submit};
use crate::view::element::{actions, badge, dynamic, group, lead, paragraph, section};
use crate::view::field::{Purpose, field};
use crate::view::form;
use crate::view::heading::{heading, quiet_heading};
use crate::view::icon::Icon;
use crate::view::prompt::prompt_view as prompting_view;
use crate::view::waiting::waiting;

/// Returns whether the flow is waiting for an answer.
fn busy(flow: Flow) -> Signal<bool> {
    Signal::derive(move || flow.with(SignIn::is_waiting))
}

/// Returns what the flow is waiting for.
fn waiting_for(flow: Flow) -> Memo<Option<Message>> {
    Memo::new(move |_| flow.with(SignIn::waiting_for))
}

/// Returns what is wrong with what was typed.
fn error(flow: Flow) -> Signal<Option<String>> {
    Signal::derive(move || flow.with(|flow| flow.error().map(|words| text(words))))
}

/// Builds a form that sends `event` when it is submitted.
fn form(flow: Flow, event: impl Fn() -> Event + 'static, fields: Vec<AnyView>) -> AnyView {
    form::form(move || flow.send(event()), fields)
}

fn cancelable(flow: Flow, message: &Message) -> AnyView {
    waiting(message, flow.sends(|| Event::CancelChosen))
}

pub(super) fn identifier_view(flow: Flow, value: RwSignal<String>) -> AnyView {
    let busy = busy(flow);
    let below = move || {
        Some(if busy.get() {
            cancelable(flow, &Message::LookingUp)
        } else {
            if !flow.with_untracked(|flow| flow.features.discoverable) {
                return None;
            }
            let passkey = flow.sends(|| Event::PasskeyChosen);
            actions(vec![
                paragraph("or", &Message::Or),
                button(&Message::LogInWithPasskey, Weight::Secondary, passkey),
            ])
        })
    };
    section(vec![
        quiet_heading(&Message::SignInTitle { brand: brand() }),
        lead(&Message::SignInLead),
        form(
            flow,
            move || Event::IdentifierSubmitted(value.get_untracked()),
            vec![
                field(Purpose::Identifier, &Message::Identifier, value, error(flow), busy),
                submit(&Message::Continue, Weight::Primary, busy),
            ],
        ),
        dynamic(below),
    ])
}

/// Shows which account the page is about, and the way to another one.
fn identity(flow: Flow) -> AnyView {
    let name = flow.with_untracked(|flow| flow.identifier.clone());
    let change = flow.sends(|| Event::AccountChangeChosen);
    group(
        "identity",
        vec![
            paragraph("identity__name", &Message::SignedInAs { name }),
            button(&Message::UseAnotherAccount, Weight::Quiet, change),
        ],
    )
}

pub(super) fn passkey_view(flow: Flow) -> AnyView {
    let passkey = flow.sends(|| Event::PasskeyChosen);
    let password = flow.sends(|| Event::PasswordChosen);
    let another_device = flow.sends(|| Event::AnotherDeviceChosen);
    let has_password = flow.with_untracked(|flow| flow.features.password);
    section(vec![
        badge("badge", Icon::Passkey),
        heading(&Message::PasskeyTitle),
        identity(flow),
        lead(&Message::PasskeyLead),
        actions(vec![
            button(&Message::LogInWithPasskey, Weight::Primary, passkey),
            has_password.then(|| button(&Message::UsePassword, Weight::Secondary, password)).into_any(),
            button(&Message::UseAnotherDevice, Weight::Quiet, another_device),
        ]),
    ])
}

pub(super) fn another_device_view(flow: Flow) -> AnyView {
    let reaches_phone = flow.with_untracked(|flow| flow.device.hybrid_transport);
    let choices = Choices {
        phone: flow.sends(|| Event::Prompt(prompt::Event::TargetChosen(Target::Phone))),
        security_key: flow.sends(|| Event::Prompt(prompt::Event::TargetChosen(Target::SecurityKey))),
        back: flow.sends(|| Event::Prompt(prompt::Event::BackChosen)),
    };
    another_device::another_device_view(Operation::SignIn, reaches_phone, choices)
}

pub(super) fn prompt_view(flow: Flow, target: Target) -> AnyView {
    let wait = Memo::new(move |_| flow.with(|flow| flow.prompt.waits().map(|(_, wait)| wait)));
    let cancel = flow.sends(|| Event::CancelChosen);
    prompting_view(Operation::SignIn, target, waiting_for(flow), wait, cancel)
}

pub(super) fn password_view(flow: Flow, value: RwSignal<String>) -> AnyView {
    let busy = busy(flow);
    let name = flow.with_untracked(|flow| flow.identifier.clone());
    // For password managers, which want to know whose password it is.
    let username = view! {
        <input class="visually-hidden" type="text" name="username" autocomplete="username" tabindex="-1" aria-hidden="true" readonly prop:value=name />
    };
    section(vec![
        quiet_heading(&Message::PasswordTitle),
        identity(flow),
        form(
            flow,
            move || Event::PasswordSubmitted(Secret::new(value.get_untracked())),
            vec![
                username.into_any(),
                field(Purpose::Password, &Message::Password, value, error(flow), busy),
                submit(&Message::Continue, Weight::Primary, busy),
            ],
        ),
        dynamic(move || busy.get().then(|| cancelable(flow, &Message::CheckingPassword))),
    ])
}

pub(super) fn code_view(flow: Flow, value: RwSignal<String>) -> AnyView {
    let busy = busy(flow);
    let sent = Memo::new(move |_| {
        flow.with(|flow| {
            flow.code_sent().map(|sent| {
                let digits = sent.digits.to_string();
                match sent.sent_to.clone() {
                    Some(to) => Message::CodeSent { digits, to },
                    None => Message::CodeAsked { digits },
                }
            })
        })
    });
    let sent_again = move || flow.with(SignIn::code_was_sent_again);
    let waiting = waiting_for(flow);
    let below = move || {
        if let Some(message) = waiting.get() {
            return Some(cancelable(flow, &message));
        }
        let resend = flow.sends(|| Event::ResendChosen);
        let can_resend = flow.with_untracked(|flow| flow.features.resend_code);
        can_resend.then(|| actions(vec![button(&Message::SendNewCode, Weight::Quiet, resend)]))
    };
    section(vec![
        quiet_heading(&Message::CodeTitle),
        identity(flow),
        view! { <p class="lead">{move || sent.get().as_ref().map(|words| text(words))}</p> }.into_any(),
        form(
            flow,
            move || Event::CodeSubmitted(Secret::new(value.get_untracked())),
            vec![
                field(Purpose::Code, &Message::Code, value, error(flow), busy),
                submit(&Message::Continue, Weight::Primary, busy),
            ],
        ),
        dynamic(move || sent_again().then(|| paragraph("note", &Message::CodeSentAgain))),
        dynamic(below),
    ])
}

pub(super) fn leaving_view() -> AnyView {
    section(vec![badge("badge badge--done", Icon::Done), heading(&Message::SigningIn)])
}
