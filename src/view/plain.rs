//! Elements that only hold other elements: those of tables, definition lists and the like. They share one
//! type whatever their tag, so that the tenth of them costs no more than the first.

use leptos::html::custom;
use leptos::prelude::*;

/// Builds an element with up to four attributes. Whatever takes its place later must have the same tag or
/// another type: a view that is rebuilt in the same place keeps its element.
pub(crate) fn plain(
    tag: &'static str,
    attributes: &[(&'static str, &str)],
    children: Vec<AnyView>,
) -> AnyView {
    // A name without a value adds no attribute.
    let at = |slot: usize| {
        attributes.get(slot).map_or(("class", None), |(name, value)| (*name, Some((*value).to_owned())))
    };
    let [first, second, third, fourth] = [0, 1, 2, 3].map(at);
    custom(tag)
        .attr(first.0, first.1)
        .attr(second.0, second.1)
        .attr(third.0, third.1)
        .attr(fourth.0, fourth.1)
        .child(children)
        .into_any()
}

/// Builds such an element with text in it.
pub(crate) fn plain_text(tag: &'static str, attributes: &[(&'static str, &str)], text: String) -> AnyView {
    plain(tag, attributes, vec![text.into_any()])
}
