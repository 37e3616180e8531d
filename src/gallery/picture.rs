//! A picture: a frame whose viewport has the requested width.

use latchkey_core::GalleryMessage;
use latchkey_core::gallery::Appearance;
use latchkey_core::gallery::axes::Axis as _;
use leptos::html::{Figure, iframe};
use leptos::prelude::*;

use super::picture_address;
use crate::app::text;
use crate::edge::{base, intersection};

/// The class of the frame of a picture on its own page.
pub(super) const PICTURE: &str = "picture__frame picture__frame--large";

/// Shows a picture of a state.
pub(super) fn picture(id: &str, appearance: Appearance) -> AnyView {
    let width = appearance.width.pixels().to_string();
    let axes = axes_of(appearance);
    let address = base::address(&picture_address(id, appearance));
    let open = text(&GalleryMessage::OpenPicture);
    view! {
        <figure class="picture" data-width=width>
            <div class="picture__box">{frame(id, appearance, PICTURE)}</div>
            <figcaption class="picture__caption">
                <span>{axes}</span>
                <a href=address target="_blank">{open}</a>
            </figcaption>
        </figure>
    }
    .into_any()
}

/// Shows one picture among many, which can't be pressed. It exists only while it is in or near the viewport:
/// browsers have room for about a hundred programs on a page.
pub(super) fn small_picture(id: &str, appearance: Appearance) -> AnyView {
    let (width, id) = (appearance.width.pixels().to_string(), id.to_owned());
    let is_near = RwSignal::new(false);
    let element = NodeRef::<Figure>::new();
    let watch = StoredValue::new_local(None);
    element.on_load(move |element| {
        watch.set_value(intersection::watch(&element, move |near| is_near.set(near)));
        // If the browser can't tell, all of them are shown.
        if watch.with_value(Option::is_none) {
            is_near.set(true);
        }
    });
    let shown = move || {
        let frame = || frame(&id, appearance, "picture__frame").into_any();
        is_near.get().then(|| view! { <div inert=true>{frame()}</div> })
    };
    view! {
        <figure class="picture picture--small" data-width=width node_ref=element>
            <div class="picture__box">{shown}</div>
        </figure>
    }
    .into_any()
}

fn frame(id: &str, appearance: Appearance, class: &'static str) -> AnyView {
    let name = GalleryMessage::Picture { id: id.to_owned(), axes: axes_of(appearance) };
    iframe()
        .attr("class", class)
        .attr("title", text(&name))
        .attr("width", appearance.width.pixels().to_string())
        .attr("src", base::address(&picture_address(id, appearance)))
        .into_any()
}

/// Returns what distinguishes a picture from others; its width, if nothing else does.
fn axes_of(appearance: Appearance) -> String {
    let codes = appearance.codes();
    if codes.is_empty() { text(&appearance.width.label()) } else { codes.join(", ") }
}
