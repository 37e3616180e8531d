//! The views of setting a passkey up.

use latchkey_core::Message;
use latchkey_core::flow::SetUp;
use latchkey_core::flow::set_up::Event;
use leptos::prelude::*;

use super::Flow;
use crate::app::text;
use crate::view::button::{Button, Weight};
use crate::view::heading::Heading;
use crate::view::icon::{Glyph, Icon};
use crate::view::waiting::Waiting;

/// Why a passkey is worth it.
const REASONS: [(Icon, Message); 3] = [
    (Icon::Device, Message::SetUpSafe),
    (Icon::Bolt, Message::SetUpFast),
    (Icon::Shield, Message::SetUpStrong),
];

#[component]
pub(super) fn OfferView(flow: Flow) -> impl IntoView {
    let reasons =
        REASONS.map(|(icon, message)| view! { <li class="reason"><Glyph icon />{text(&message)}</li> });
    view! {
        <section class="view">
            <span class="badge"><Glyph icon=Icon::Passkey /></span>
            <Heading message=Message::SetUpTitle />
            <p class="lead">{text(&Message::SetUpLead)}</p>
            <ul class="reasons">{reasons.collect_view()}</ul>
            <div class="actions">
                <Button message=Message::CreatePasskey on_press=move |()| flow.send(Event::CreateChosen) />
                <Button message=Message::DoThisLater weight=Weight::Secondary on_press=move |()| flow.send(Event::LaterChosen) />
            </div>
        </section>
    }
}

#[component]
pub(super) fn PromptView(flow: Flow) -> impl IntoView {
    let message = Memo::new(move |_| flow.state.with(SetUp::waiting_for));
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
pub(super) fn WaitView(flow: Flow) -> impl IntoView {
    view! {
        <section class="view">
            <Heading message=Message::Deferring />
            <Waiting message=Message::SigningIn on_cancel=move |()| flow.send(Event::CancelChosen) />
        </section>
    }
}

#[component]
pub(super) fn CreatedView(flow: Flow) -> impl IntoView {
    view! {
        <section class="view">
            <span class="badge badge--done"><Glyph icon=Icon::Done /></span>
            <Heading message=Message::CreatedTitle />
            <p class="lead">{text(&Message::CreatedLead)}</p>
            <div class="actions">
                <Button message=Message::Continue on_press=move |()| flow.send(Event::ContinueChosen) />
            </div>
        </section>
    }
}
