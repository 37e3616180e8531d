//! The views of setting a passkey up.

use latchkey_core::Message;
use latchkey_core::flow::SetUp;
use latchkey_core::flow::set_up::Event;
use leptos::prelude::*;

use super::Flow;
use crate::app::text;
use crate::view::button::{Weight, button};
use crate::view::element::{actions, badge, dynamic, lead, list, row, section};
use crate::view::heading::heading;
use crate::view::icon::{Icon, glyph};
use crate::view::waiting::waiting;

/// Why a passkey is worth it.
const REASONS: [(Icon, Message); 3] = [
    (Icon::Device, Message::SetUpSafe),
    (Icon::Bolt, Message::SetUpFast),
    (Icon::Shield, Message::SetUpStrong),
];

pub(super) fn offer_view(flow: Flow) -> AnyView {
    let reason = |(icon, message)| row("reason", vec![glyph(icon), text(&message).into_any()]);
    section(vec![
        badge("badge", Icon::Passkey),
        heading(&Message::SetUpTitle),
        lead(&Message::SetUpLead),
        list("reasons", REASONS.map(reason).into()),
        actions(vec![
            button(&Message::CreatePasskey, Weight::Primary, flow.sends(|| Event::CreateChosen)),
            button(&Message::DoThisLater, Weight::Secondary, flow.sends(|| Event::LaterChosen)),
        ]),
    ])
}

pub(super) fn prompt_view(flow: Flow) -> AnyView {
    let message = Memo::new(move |_| flow.with(SetUp::waiting_for));
    section(vec![
        badge("badge", Icon::Passkey),
        heading(&Message::PromptTitle),
        dynamic(move || message.get().map(|message| waiting(&message, flow.sends(|| Event::CancelChosen)))),
    ])
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
