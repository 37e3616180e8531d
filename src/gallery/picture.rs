//! A picture: a frame whose viewport has the width that is asked for.

use latchkey_core::GalleryMessage;
use latchkey_core::gallery::Appearance;
use latchkey_core::gallery::axes::Axis as _;
use leptos::html::iframe;
use leptos::prelude::*;

use super::page::Gallery;
use crate::app::text;

/// The class of pictures that are looked at alone.
pub(super) const PICTURE: &str = "picture__frame picture__frame--large";

/// The picture; a small one is to be looked at alone.
pub(super) fn picture(id: &str, appearance: Appearance, is_small: bool) -> AnyView {
    let width = appearance.width.pixels().to_string();
    let axes = text(&appearance.width.label());
    let others = appearance.codes().join(", ");
    let axes = if others.is_empty() { axes } else { others };
    let name = text(&GalleryMessage::Picture { id: id.to_owned(), axes: axes.clone() });
    let class = if is_small { "picture picture--small" } else { "picture" };
    let address = Gallery::picture(id, appearance);
    let frame = iframe()
        .attr("class", if is_small { "picture__frame" } else { PICTURE })
        .attr("loading", "lazy")
        .attr("title", name)
        .attr("width", width.clone())
        .attr("tabindex", is_small.then_some("-1"))
        .attr("inert", is_small)
        .attr("src", address.clone());
    let caption = (!is_small).then(|| {
        let open = text(&GalleryMessage::OpenPicture);
        view! {
            <figcaption class="picture__caption">
                <span>{axes}</span>
                <a href=address.clone() target="_blank">{open}</a>
            </figcaption>
        }
    });
    view! {
        <figure class=class data-width=width>
            <div class="picture__box">
                {frame}
            </div>
            {caption}
        </figure>
    }
    .into_any()
}
