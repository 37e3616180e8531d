//! A labeled text field with its error.

use latchkey_core::{Message, Words};
use leptos::html::Input;
use leptos::prelude::*;

use crate::app::text;
use crate::edge::page;

/// What a field is for, which decides what browsers and password managers fill in, and which keyboard a phone
/// shows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// The email or username, with passkeys in its autofill.
    Identifier,
    Password,
    Code,
    /// The name of a user or a passkey.
    Name,
    /// Part of what is being searched for.
    Search,
    /// The reason for an action.
    Reason,
}

impl Purpose {
    fn name(self) -> &'static str {
        match self {
            Self::Identifier => "username",
            Self::Password => "password",
            Self::Code => "code",
            Self::Name => "name",
            Self::Search => "search",
            Self::Reason => "reason",
        }
    }

    fn autocomplete(self) -> &'static str {
        match self {
            Self::Identifier => "username webauthn",
            Self::Password => "current-password",
            Self::Code => "one-time-code",
            Self::Name | Self::Search | Self::Reason => "off",
        }
    }

    fn input_mode(self) -> Option<&'static str> {
        match self {
            Self::Identifier => Some("email"),
            Self::Password | Self::Name | Self::Reason => None,
            Self::Search => Some("search"),
            Self::Code => Some("numeric"),
        }
    }
}

/// Builds a text field that takes the focus when it appears, and again when an error does.
pub(crate) fn field(
    purpose: Purpose,
    label: &dyn Words,
    value: RwSignal<String>,
    error: Signal<Option<String>>,
    busy: Signal<bool>,
) -> AnyView {
    let input = NodeRef::<Input>::new();
    page::focus_on_load(input);
    labelled(purpose, label, value, error, busy, input)
}

/// Builds a text field that takes the focus only when an error appears.
pub(crate) fn quiet_field(
    purpose: Purpose,
    label: &dyn Words,
    value: RwSignal<String>,
    error: Signal<Option<String>>,
    busy: Signal<bool>,
) -> AnyView {
    labelled(purpose, label, value, error, busy, NodeRef::new())
}

fn labelled(
    purpose: Purpose,
    label: &dyn Words,
    value: RwSignal<String>,
    error: Signal<Option<String>>,
    busy: Signal<bool>,
    input: NodeRef<Input>,
) -> AnyView {
    let (name, error_id) = (purpose.name(), [purpose.name(), "-error"].concat());
    let shown = RwSignal::new(false);
    let kind = move || if purpose == Purpose::Password && !shown.get() { "password" } else { "text" };
    Effect::new(move |_| {
        if error.get().is_some()
            && let Some(input) = input.get()
        {
            page::focus(&input);
        }
    });
    view! {
        <div class="field" class:field--wrong=move || error.get().is_some()>
            <label class="field__label" for=name>{text(label)}</label>
            <div class="field__box">
                <input
                    class="field__input"
                    class:field__input--code=purpose == Purpose::Code
                    id=name
                    name=name
                    type=kind
                    autocomplete=purpose.autocomplete()
                    inputmode=purpose.input_mode()
                    autocapitalize="none"
                    spellcheck="false"
                    aria-invalid=move || error.get().map(|_| "true")
                    aria-describedby=error_id.clone()
                    prop:readOnly=move || busy.get()
                    prop:value=value
                    on:input:target=move |event| value.set(event.target().value())
                    node_ref=input
                />
                {(purpose == Purpose::Password).then(|| reveal(shown))}
            </div>
            <p class="field__error" id=error_id role="alert">
                {move || error.get()}
            </p>
        </div>
    }
    .into_any()
}

/// Builds the button that shows and hides what was typed.
fn reveal(shown: RwSignal<bool>) -> AnyView {
    let label = move || text(&if shown.get() { Message::HidePassword } else { Message::ShowPassword });
    view! {
        <button type="button" class="field__reveal" on:click=move |_| shown.update(|shown| *shown = !*shown)>
            {label}
        </button>
    }
    .into_any()
}
