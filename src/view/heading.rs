//! A view's heading, which takes the focus when the view appears, so that it is read out and tabbing starts
//! there.

use latchkey_core::Words;
use leptos::html::H1;
use leptos::prelude::*;

use crate::app::{shared, text};
use crate::edge::page;

/// Builds the heading of a view whose first field takes the focus.
pub(crate) fn quiet_heading(message: &dyn Words) -> AnyView {
    titled(message, NodeRef::new())
}

/// Builds the heading of any other view, which takes the focus itself.
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
