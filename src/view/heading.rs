//! The heading of a view: it takes the focus when the view appears, so that it is read out and tabbing starts there.

use latchkey_core::Message;
use leptos::prelude::*;

use crate::app::{shared, text};
use crate::edge::page;

/// A heading. With `focus` it takes the focus; a form's first field takes it otherwise.
#[component]
pub(crate) fn Heading(message: Message, #[prop(default = true)] focus: bool) -> impl IntoView {
    let element = NodeRef::<leptos::html::H1>::new();
    let title = text(&message);
    page::set_title(&[&title, " – ", &shared().configuration.brand].concat());
    if focus {
        page::focus_on_load(element);
    }
    view! { <h1 class="heading" tabindex="-1" node_ref=element>{title}</h1> }
}
