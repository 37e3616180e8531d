//! The heading of a view: it takes the focus when the view appears, so that it is read out and tabbing starts there.

use latchkey_core::Words;
use leptos::html::H1;
use leptos::prelude::*;

use crate::app::{shared, text};
use crate::edge::page;

/// The heading of a view whose first field takes the focus.
pub(crate) fn quiet_heading(message: &dyn Words) -> AnyView {
    titled(message, NodeRef::new())
}

/// The heading of any other view: it takes the focus itself.
pub(crate) fn heading(message: &dyn Words) -> AnyView {
    let element = NodeRef::new();
    page::focus_on_load(element);
    titled(message, element)
}

fn titled(message: &dyn Words, element: NodeRef<H1>) -> AnyView {
    let title = text(message);
    page::set_title(&[&title, " – ", &shared().configuration.brand].concat());
    view! { <h1 class="heading" tabindex="-1" node_ref=element>{title}</h1> }.into_any()
}
