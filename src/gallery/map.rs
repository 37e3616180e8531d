//! Where presses lead from a state, and from where they lead to it.

use latchkey_core::GalleryMessage;
use latchkey_core::gallery::State;
use leptos::prelude::*;

use super::page::Gallery;
use crate::app::text;
use crate::view::element::{group, paragraph};
use crate::view::plain::{plain, plain_text};

/// Shows both as lists of links.
pub(super) fn ways(it: Gallery, state: &State) -> AnyView {
    let is_shown = |id: &str| it.states.with_value(|states| states.iter().any(|state| state.id == id));
    let on: Vec<AnyView> =
        state.leads.iter().map(|lead| way(it, &lead.label, &lead.to, is_shown(&lead.to))).collect();
    let here = it.states.with_value(|states| {
        let from = states.iter().flat_map(|from| from.leads.iter().map(move |lead| (from, lead)));
        from.filter(|(from, lead)| lead.to == state.id && from.id != state.id)
            .map(|(from, lead)| way(it, &lead.label, &from.id, true))
            .collect::<Vec<_>>()
    });
    let on = if on.is_empty() {
        paragraph("note", &GalleryMessage::NoWaysOn)
    } else {
        plain("ul", &[("class", "map__ways")], on)
    };
    let mut parts = vec![part(&GalleryMessage::WaysOn), on];
    if !here.is_empty() {
        parts.extend([
            part(&GalleryMessage::WaysHere),
            plain("ul", &[("class", "map__ways map__ways--here")], here),
        ]);
    }
    group("map", parts)
}

fn part(title: &GalleryMessage) -> AnyView {
    plain_text("h2", &[("class", "map__title")], text(title))
}

/// Shows a press, and the state at its other end.
fn way(it: Gallery, label: &str, id: &str, is_shown: bool) -> AnyView {
    let press = plain_text("span", &[("class", "map__press")], label.to_owned());
    let end = if is_shown {
        let id = StoredValue::new(id.to_owned());
        view! { <a class="map__end" href=move || it.address(Some(&id.get_value()))>{id.get_value()}</a> }
            .into_any()
    } else {
        plain_text("span", &[("class", "map__end")], id.to_owned())
    };
    plain("li", &[("class", "map__way")], vec![press, end])
}
