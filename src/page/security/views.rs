//! The views of the user's own passkeys.

use latchkey_core::flow::Security;
use latchkey_core::flow::security::{Event, Task};
use latchkey_core::wire::Passkey;
use latchkey_core::{Message, PortalMessage};
use leptos::html::Button;
use leptos::prelude::*;

use super::Flow;
use crate::app::text;
use crate::edge::page;
use crate::view::button::{Weight, button, danger, submit};
use crate::view::element::{
    actions, badge, dynamic, error, group, lead, list, messages, paragraph, row, section, span, subheading,
};
use crate::view::field::{Purpose, field};
use crate::view::form::form;
use crate::view::heading::heading;
use crate::view::icon::Icon;
use crate::view::named_button::named_button;
use crate::view::passkey_card::{called, passkey_card, passkey_heading, passkey_name};
use crate::view::portal_tabs::{Tab, portal_tabs};
use crate::view::tick_box::tick_box;
use crate::view::waiting::waiting;

/// The list, and what outlives its views.
#[derive(Clone, Copy)]
pub(super) struct List {
    flow: Flow,
    /// Returns the passkeys that were used in this browser.
    used_here: fn() -> Vec<String>,
    /// The name being typed. No error and no verification loses it.
    typed: RwSignal<String>,
    /// The passkey whose buttons take the focus when they are back.
    focused: RwSignal<Option<String>>,
}

impl List {
    pub(super) fn new(flow: Flow, used_here: fn() -> Vec<String>) -> Self {
        Self { flow, used_here, typed: RwSignal::new(String::new()), focused: RwSignal::new(None) }
    }
}

pub(super) fn list_view(it: List) -> AnyView {
    let flow = it.flow;
    let passkeys = Memo::new(move |_| {
        flow.with(|flow| flow.details().map(|details| details.passkeys.passkeys.clone()).unwrap_or_default())
    });
    let count = Memo::new(move |_| {
        let limit = flow.with(|flow| flow.details().map_or(0, |details| details.passkeys.limit));
        let count = passkeys.with(Vec::len).to_string();
        text(&PortalMessage::PasskeyCount { count, limit: limit.to_string() })
    });
    let used = StoredValue::new((it.used_here)());
    let rows = view! {
        <ul class="passkeys">
            <For
                each=move || passkeys.get()
                key=Clone::clone
                children=move |passkey| {
                    let used_here = used.with_value(|used| passkey.is_among(used));
                    row("passkeys__row", vec![card(it, &passkey, used_here)])
                }
            />
        </ul>
    };
    let notice = Memo::new(move |_| flow.with(|flow| flow.notice.clone()));
    let stale = Memo::new(move |_| flow.with(Security::is_stale));
    let is_empty = Memo::new(move |_| passkeys.with(Vec::is_empty));
    let saving = Memo::new(move |_| flow.with(|flow| matches!(flow.task, Task::SavingName { .. })));
    section(vec![
        heading(&PortalMessage::Security),
        portal_tabs(Tab::Security),
        dynamic(move || notice.get().map(|notice| paragraph("note", &notice))),
        dynamic(move || {
            stale.get().then(|| {
                let reload = flow.sends(|| Event::ReloadChosen);
                let load = button(&PortalMessage::LoadAgain, Weight::Quiet, reload);
                group("note", vec![paragraph("note__text", &PortalMessage::Stale), load])
            })
        }),
        group(
            "section",
            vec![
                subheading("section__title", &PortalMessage::Passkeys),
                view! { <span class="section__count">{move || count.get()}</span> }.into_any(),
            ],
        ),
        dynamic(move || {
            is_empty.get().then(|| {
                let why = [Message::SetUpSafe, Message::SetUpFast, Message::SetUpStrong];
                group("empty", vec![lead(&PortalMessage::NoPasskeys), messages("empty__why", &why)])
            })
        }),
        rows.into_any(),
        dynamic(move || {
            saving.get().then(|| waiting(&PortalMessage::SavingName, flow.sends(|| Event::CancelChosen)))
        }),
        flow.with_untracked(|flow| flow.features.set_up)
            .then(|| {
                let add = flow.sends(|| Event::AddChosen);
                actions(vec![button(&PortalMessage::AddPasskey, Weight::Primary, add)])
            })
            .into_any(),
    ])
}

fn card(it: List, passkey: &Passkey, used_here: bool) -> AnyView {
    let (flow, id) = (it.flow, StoredValue::new(passkey.id.clone()));
    let editing = Memo::new(move |_| flow.with(|flow| flow.renaming() == Some(id.get_value().as_str())));
    let shown = StoredValue::new(passkey.clone());
    let name = move || Some(if editing.get() { name_form(it) } else { shown.with_value(passkey_heading) });
    let buttons = move || (!editing.get()).then(|| card_buttons(it, &shown.get_value()));
    passkey_card(passkey, used_here, dynamic(name), dynamic(buttons))
}

fn card_buttons(it: List, passkey: &Passkey) -> AnyView {
    let flow = it.flow;
    let id = StoredValue::new(passkey.id.clone());
    let (name, rename_button) = (StoredValue::new(passkey.name.clone()), NodeRef::<Button>::new());
    let rename = move || {
        it.typed.set(name.get_value());
        it.focused.set(Some(id.get_value()));
        flow.send(Event::RenameChosen(id.get_value()));
    };
    if it.focused.get_untracked().as_ref() == Some(&passkey.id) {
        it.focused.set(None);
        page::focus_on_load(rename_button);
    }
    let remove = move || flow.send(Event::RemoveChosen(id.get_value()));
    let (features, called) = (flow.with_untracked(|flow| flow.features), called(passkey));
    let mut buttons = Vec::new();
    if features.rename {
        buttons.push(named_button(&PortalMessage::Rename, &called, rename_button, rename));
    }
    if features.remove {
        buttons.push(named_button(&PortalMessage::RemovePasskey, &called, NodeRef::new(), remove));
    }
    group("passkey__actions", buttons)
}

fn name_form(it: List) -> AnyView {
    let flow = it.flow;
    let error = Signal::derive(move || flow.with(|flow| flow.name_error().map(|words| text(words))));
    let fields = vec![
        field(Purpose::Name, &PortalMessage::PasskeyName, it.typed, error, Signal::stored(false)),
        group(
            "passkey__actions",
            vec![
                submit(&PortalMessage::Save, Weight::Primary, Signal::stored(false)),
                button(&Message::Cancel, Weight::Quiet, flow.sends(|| Event::CancelChosen)),
            ],
        ),
    ];
    form(move || flow.send(Event::NameSubmitted(it.typed.get_untracked())), fields)
}

/// Shows the consequences of a removal, and the removal itself.
pub(super) fn confirmation_view(it: List, id: String) -> AnyView {
    let flow = it.flow;
    let Some(passkey) = flow.with_untracked(|flow| flow.passkey(&id).cloned()) else {
        return section(vec![heading(&PortalMessage::Security)]);
    };
    let used_here = passkey.is_among(&(it.used_here)());
    let is_last = Memo::new(move |_| flow.with(|flow| flow.is_last(&id)));
    let removing = Memo::new(move |_| {
        flow.with(|flow| matches!(flow.task, Task::Rechecking { .. } | Task::Removing { .. }))
    });
    let wrong = Memo::new(move |_| flow.with(|flow| flow.removal().1.cloned()));
    let ticked = Signal::derive(move || flow.with(|flow| flow.removal().0));
    let last = move || {
        is_last.get().then(|| {
            let tick = move |now| flow.send(Event::Acknowledged(now));
            group(
                "guard",
                vec![
                    paragraph("guard__text", &PortalMessage::RemoveLast),
                    tick_box(&PortalMessage::RemoveLastAcknowledged, ticked, tick),
                ],
            )
        })
    };
    let below = move || {
        let cancel = flow.sends(|| Event::CancelChosen);
        Some(if removing.get() {
            waiting(&PortalMessage::Removing, cancel)
        } else {
            actions(vec![
                danger(&PortalMessage::RemovePasskey, flow.sends(|| Event::RemovalConfirmed)),
                button(&Message::Cancel, Weight::Secondary, cancel),
            ])
        })
    };
    let name = passkey.name.clone();
    let follows = [
        PortalMessage::RemoveFollows,
        if passkey.backed_up { PortalMessage::RemoveSynced } else { PortalMessage::RemoveThere },
        PortalMessage::RemoveForGood,
    ];
    let follows = follows.iter().map(|message| row("line", vec![text(message).into_any()])).collect();
    section(vec![
        badge("badge badge--problem", Icon::Passkey),
        heading(&PortalMessage::RemoveTitle { name }),
        passkey_card(&passkey, used_here, passkey_name(&passkey), span("visually-hidden", String::new())),
        list("follows", follows),
        dynamic(last),
        dynamic(move || wrong.get().map(|wrong| error(&wrong))),
        dynamic(below),
    ])
}
