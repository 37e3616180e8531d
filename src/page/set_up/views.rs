//! The views for setting up a passkey.

use latchkey_core::Message;
use latchkey_core::flow::set_up::Event;
use latchkey_core::flow::target::Target;
use latchkey_core::flow::{SetUp, prompt};
use latchkey_core::problem::Operation;
use leptos::prelude::*;

use super::Flow;
use crate::app::text;
use crate::view::another_device::{self, Choices};
use crate::view::button::{Weight, button};
use crate::view::element::{actions, badge, lead, list, row, section};
use crate::view::heading::heading;
use crate::view::icon::{Icon, glyph};
use crate::view::prompt::prompt_view as prompting_view;
use crate::view::waiting::waiting;

/// Reasons to have a passkey.
const REASONS: [(Icon, Message); 3] = [
    (Icon::Device, Message::SetUpSafe),
    (Icon::Bolt, Message::SetUpFast),
    (Icon::Shield, Message::SetUpStrong),
];

pub(super) fn offer_view(flow: Flow) -> AnyView {
    let (title, explanation) = match flow.with_untracked(|flow| flow.offer) {
        Target::ThisDevice => (Message::SetUpHereTitle, Message::SetUpHereLead),
        Target::Any | Target::Phone | Target::SecurityKey => (Message::SetUpTitle, Message::SetUpLead),
    };
    let reason = |(icon, message)| row("reason", vec![glyph(icon), text(&message).into_any()]);
    section(vec![
        badge("badge", Icon::Passkey),
        heading(&title),
        lead(&explanation),
        list("reasons", REASONS.map(reason).into()),
        actions(vec![
            button(&Message::CreatePasskey, Weight::Primary, flow.sends(|| Event::CreateChosen)),
            button(&Message::DoThisLater, Weight::Secondary, flow.sends(|| Event::LaterChosen)),
            button(&Message::UseAnotherDevice, Weight::Quiet, flow.sends(|| Event::AnotherDeviceChosen)),
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
    another_device::another_device_view(Operation::SetUp, reaches_phone, choices)
}

pub(super) fn prompt_view(flow: Flow, target: Target) -> AnyView {
    let message = Memo::new(move |_| flow.with(SetUp::waiting_for));
    let wait = Memo::new(move |_| flow.with(|flow| flow.prompt.waits().map(|(_, wait)| wait)));
    let cancel = flow.sends(|| Event::CancelChosen);
    prompting_view(Operation::SetUp, target, message, wait, cancel)
}

pub(super) fn wait_view(flow: Flow) -> AnyView {
    let cancel = flow.sends(|| Event::CancelChosen);
    section(vec![heading(&Message::Deferring), waiting(&Message::SigningIn, cancel)])
}

pub(super) fn created_view(flow: Flow) -> AnyView {
    let go_on = flow.sends(|| Event::ContinueChosen);
    section(vec![
        badge("badge badge--done", Icon::Done),
        heading(&Message::CreatedTitle),
        lead(&Message::CreatedLead),
        actions(vec![button(&Message::Continue, Weight::Primary, go_on)]),
    ])
}
