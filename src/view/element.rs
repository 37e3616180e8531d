//! The elements that every view is made of. Their type is erased, so that each is compiled once and not once for each
//! view that it stands in: that is the larger part of the app's size.

use latchkey_core::{Message, Words};
use leptos::prelude::*;

use super::icon::{Icon, glyph};
use crate::app::text;

/// A view of a page.
pub(crate) fn section(children: Vec<AnyView>) -> AnyView {
    view! { <section class="view">{children}</section> }.into_any()
}

/// A box around other elements.
pub(crate) fn group(class: &'static str, children: Vec<AnyView>) -> AnyView {
    view! { <div class=class>{children}</div> }.into_any()
}

/// What can be done on a page, the best first.
pub(crate) fn actions(buttons: Vec<AnyView>) -> AnyView {
    group("actions", buttons)
}

/// A paragraph.
pub(crate) fn paragraph(class: &'static str, message: &dyn Words) -> AnyView {
    view! { <p class=class>{text(message)}</p> }.into_any()
}

/// What is wrong, read out as it appears.
pub(crate) fn error(message: &dyn Words) -> AnyView {
    view! { <p class="error" role="alert">{text(message)}</p> }.into_any()
}

/// What a screen reader says as it changes, and nobody sees.
pub(crate) fn status(said: AnyView) -> AnyView {
    view! { <p class="visually-hidden" role="status">{said}</p> }.into_any()
}

/// What a page is about, in a sentence.
pub(crate) fn lead(message: &dyn Words) -> AnyView {
    paragraph("lead", message)
}

/// A list.
pub(crate) fn list(class: &'static str, rows: Vec<AnyView>) -> AnyView {
    view! { <ul class=class>{rows}</ul> }.into_any()
}

/// Messages as a list.
pub(crate) fn messages(class: &'static str, messages: &[Message]) -> AnyView {
    list(class, lines(messages))
}

/// Messages as a list of steps.
pub(crate) fn ordered(class: &'static str, messages: &[Message]) -> AnyView {
    view! { <ol class=class>{lines(messages)}</ol> }.into_any()
}

fn lines(messages: &[Message]) -> Vec<AnyView> {
    messages.iter().map(|message| row("line", vec![text(message).into_any()])).collect()
}

/// The heading of a part of a page.
pub(crate) fn subheading(class: &'static str, message: &dyn Words) -> AnyView {
    view! { <h2 class=class>{text(message)}</h2> }.into_any()
}

/// A row of a list.
pub(crate) fn row(class: &'static str, children: Vec<AnyView>) -> AnyView {
    view! { <li class=class>{children}</li> }.into_any()
}

/// Text in a line.
pub(crate) fn span(class: &'static str, text: String) -> AnyView {
    view! { <span class=class>{text}</span> }.into_any()
}

/// An icon that stands at the top of a view.
pub(crate) fn badge(class: &'static str, icon: Icon) -> AnyView {
    view! { <span class=class>{glyph(icon)}</span> }.into_any()
}

/// What `view` gives, again whenever that changes.
pub(crate) fn dynamic(view: impl Fn() -> Option<AnyView> + Send + 'static) -> AnyView {
    let view: Box<dyn Fn() -> Option<AnyView> + Send> = Box::new(view);
    (move || view()).into_any()
}
