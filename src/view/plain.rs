//! Elements that only hold other elements: those of tables, lists of definitions and the like. They are one type
//! whichever tag they have, so that the tenth of them costs no more than the first.

use leptos::html::custom;
use leptos::prelude::*;

/// An element with up to four attributes. What takes its place later must be of the same tag, or of another type: a
/// view that is built anew in the same place keeps its element.
pub(crate) fn plain(
    tag: &'static str,
    attributes: &[(&'static str, &str)],
    children: Vec<AnyView>,
) -> AnyView {
    // A name without a value is no attribute.
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

/// The same with a text in it.
pub(crate) fn plain_text(tag: &'static str, attributes: &[(&'static str, &str)], text: String) -> AnyView {
    plain(tag, attributes, vec![text.into_any()])
}
