//! The contact sheet: all states at once, by the places where a person meets them.

use latchkey_core::GalleryMessage;
use latchkey_core::gallery::{Group, Selection, State};
use leptos::prelude::*;

use super::page::Gallery;
use super::picture::picture;
use crate::app::text;
use crate::view::element::{group, paragraph};
use crate::view::plain::{plain, plain_text};

/// All states in which `typed` is found.
pub(super) fn sheet(it: Gallery) -> AnyView {
    let typed = RwSignal::new(String::new());
    let all = it.states.with_value(Vec::len);
    let found = Memo::new(move |_| {
        let words = typed.get();
        it.states.with_value(|states| {
            states.iter().filter(|state| state.has(&words)).cloned().collect::<Vec<State>>()
        })
    });
    let count = move || {
        let shown = found.with(Vec::len).to_string();
        text(&GalleryMessage::States { shown, all: all.to_string() })
    };
    let groups = move || {
        let found = found.get();
        if found.is_empty() {
            return paragraph("note", &GalleryMessage::NothingFound);
        }
        let parts = Group::ALL.into_iter().filter_map(|place| {
            let states: Vec<&State> = found.iter().filter(|state| state.group == place).collect();
            (!states.is_empty()).then(|| group_view(it, place, &states))
        });
        group("sheet__groups", parts.collect())
    };
    let search = view! {
        <label class="sheet__search">
            <span>{text(&GalleryMessage::SearchStates)}</span>
            <input
                class="field__input"
                type="search"
                prop:value=typed
                on:input:target=move |event| typed.set(event.target().value())
            />
        </label>
    };
    view! {
        <section class="sheet">
            <h1 class="heading" tabindex="-1">{text(&GalleryMessage::GalleryTitle)}</h1>
            {paragraph("lead", &GalleryMessage::GalleryLead)}
            {search}
            <p class="sheet__count" role="status">{count}</p>
            {groups}
        </section>
    }
    .into_any()
}

fn group_view(it: Gallery, place: Group, states: &[&State]) -> AnyView {
    let title = text(&place.title());
    let heading = plain_text("h2", &[("class", "sheet__title")], title.clone());
    let cards = states.iter().map(|state| card(it, state)).collect();
    plain(
        "section",
        &[("class", "sheet__group"), ("aria-label", &title)],
        vec![heading, plain("ul", &[("class", "sheet__cards")], cards)],
    )
}

fn card(it: Gallery, state: &State) -> AnyView {
    let id = StoredValue::new(state.id.clone());
    let link = view! {
        <a class="sheet__link" href=move || it.address(Some(&id.get_value()))>
            <span class="sheet__id">{state.id.clone()}</span>
            <span class="sheet__sees">{state.notes.sees}</span>
        </a>
    };
    let pictures = move || {
        let appearances = it.selection.with(Selection::appearances);
        let pictures = appearances.into_iter().map(|appearance| picture(&id.get_value(), appearance, true));
        group("sheet__pictures", pictures.collect())
    };
    plain("li", &[("class", "sheet__card")], vec![pictures.into_any(), link.into_any()])
}
