//! The elements that every view is made of. Their types are erased, so that each is compiled once instead of
//! once for each view it appears in: they are the larger part of the app's size.

use latchkey_core::{Message, Words};
use leptos::prelude::*;

use super::icon::{Icon, glyph};
use crate::app::text;

/// Builds a page's view.
pub(crate) fn section(children: Vec<AnyView>) -> AnyView {
    view! { <section class="view">{children}</section> }.into_any()
}

/// Builds a box around other elements.
pub(crate) fn group(class: &'static str, children: Vec<AnyView>) -> AnyView {
    view! { <div class=class>{children}</div> }.into_any()
}

/// Shows what can be done on a page, the best first.
pub(crate) fn actions(buttons: Vec<AnyView>) -> AnyView {
    group("actions", buttons)
}

pub(crate) fn paragraph(class: &'static str, message: &dyn Words) -> AnyView {
    view! { <p class=class>{text(message)}</p> }.into_any()
}

/// Shows what is wrong, read out when it appears.
pub(crate) fn error(message: &dyn Words) -> AnyView {
    view! { <p class="error" role="alert">{text(message)}</p> }.into_any()
}

/// Builds what screen readers announce whenever it changes, and nobody sees.
pub(crate) fn status(said: AnyView) -> AnyView {
    view! { <p class="visually-hidden" role="status">{said}</p> }.into_any()
}

/// Shows what a page is about, in one sentence.
pub(crate) fn lead(message: &dyn Words) -> AnyView {
    paragraph("lead", message)
}

pub(crate) fn list(class: &'static str, rows: Vec<AnyView>) -> AnyView {
    view! { <ul class=class>{rows}</ul> }.into_any()
}

/// Shows messages as a list.
pub(crate) fn messages(class: &'static str, messages: &[Message]) -> AnyView {
    list(class, lines(messages))
}

/// Shows messages as a list of steps.
pub(crate) fn ordered(class: &'static str, messages: &[Message]) -> AnyView {
    view! { <ol class=class>{lines(messages)}</ol> }.into_any()
}

fn lines(messages: &[Message]) -> Vec<AnyView> {
    messages.iter().map(|message| row("line", vec![text(message).into_any()])).collect()
}

/// Builds the heading of a part of a page.
pub(crate) fn subheading(class: &'static str, message: &dyn Words) -> AnyView {
    view! { <h2 class=class>{text(message)}</h2> }.into_any()
}

/// Builds a list item.
pub(crate) fn row(class: &'static str, children: Vec<AnyView>) -> AnyView {
    view! { <li class=class>{children}</li> }.into_any()
}

pub(crate) fn span(class: &'static str, text: String) -> AnyView {
    view! { <span class=class>{text}</span> }.into_any()
}

/// Shows an icon at the top of a view.
pub(crate) fn badge(class: &'static str, icon: Icon) -> AnyView {
    view! { <span class=class>{glyph(icon)}</span> }.into_any()
}

/// Shows what `view` returns, again whenever it changes.
pub(crate) fn dynamic(view: impl Fn() -> Option<AnyView> + Send + 'static) -> AnyView {
    let view: Box<dyn Fn() -> Option<AnyView> + Send> = Box::new(view);
    (move || view()).into_any()
}
