//! Buttons that occur several times in a list: what distinguishes them is read out, but not shown.

use latchkey_core::Words;
use leptos::html::Button;
use leptos::prelude::*;

use crate::app::text;

/// Builds a quiet button. `name` is what it is about.
pub(crate) fn named_button(
    message: &dyn Words,
    name: &str,
    element: NodeRef<Button>,
    on_press: impl FnMut() + 'static,
) -> AnyView {
    let shown = text(message);
    // The accessible name starts with the visible text, for users of speech input (WCAG 2.2, 2.5.3).
    let label = [&shown, ": ", name].concat();
    let mut on_press: Box<dyn FnMut()> = Box::new(on_press);
    view! {
        <button
            type="button"
            class="button button--quiet button--small"
            aria-label=label
            on:click=move |_| on_press()
            node_ref=element
        >
            {shown}
        </button>
    }
    .into_any()
}
