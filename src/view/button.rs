//! Buttons. A busy button keeps its name and its place; pressing it again does nothing, which the flow
//! ensures.

use latchkey_core::Words;
use leptos::prelude::*;

use crate::app::text;

/// A button's visual weight.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    /// The main thing to do.
    Primary,
    /// An alternative.
    Secondary,
    /// Something off the main path.
    Quiet,
    /// Something that can't be undone.
    Danger,
}

impl Weight {
    fn class(self) -> &'static str {
        match self {
            Self::Primary => "button button--primary",
            Self::Secondary => "button button--secondary",
            Self::Quiet => "button button--quiet",
            Self::Danger => "button button--danger",
        }
    }
}

/// Builds a button that does something when pressed.
pub(crate) fn button(message: &dyn Words, weight: Weight, on_press: Callback<()>) -> AnyView {
    view! {
        <button type="button" class=weight.class() on:click=move |_| on_press.run(())>
            {text(message)}
        </button>
    }
    .into_any()
}

/// Builds a button for something that can't be undone.
pub(crate) fn danger(message: &dyn Words, on_press: Callback<()>) -> AnyView {
    button(message, Weight::Danger, on_press)
}

/// Builds a form's button.
pub(crate) fn submit(message: &dyn Words, weight: Weight, busy: Signal<bool>) -> AnyView {
    view! {
        <button type="submit" class=weight.class() aria-busy=move || busy.get().then_some("true")>
            {text(message)}
        </button>
    }
    .into_any()
}
