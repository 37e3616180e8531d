//! The contact sheet: all states at once, by the places where a user meets them.

use std::collections::HashSet;

use latchkey_core::GalleryMessage;
use latchkey_core::gallery::{Group, Selection, State};
use leptos::prelude::*;

use super::page::{Gallery, heading};
use super::picture::small_picture;
use crate::app::text;
use crate::view::element::{group, list, paragraph};

/// Shows all states, with a search among them.
pub(super) fn sheet(it: Gallery) -> AnyView {
    let typed = RwSignal::new(String::new());
    let all = it.states.with_value(Vec::len);
    let found = Memo::new(move |_| {
        let words = typed.get();
        it.states.with_value(|states| {
            let found = states.iter().filter(|state| state.has(&words));
            found.map(|state| state.id.clone()).collect::<HashSet<String>>()
        })
    });
    let count = move || {
        let shown = found.with(HashSet::len).to_string();
        text(&GalleryMessage::States { shown, all: all.to_string() })
    };
    let nothing =
        move || found.with(HashSet::is_empty).then(|| paragraph("note", &GalleryMessage::NothingFound));
    let groups = it.states.with_value(|states| {
        let part = |place| {
            let states: Vec<&State> = states.iter().filter(|state| state.group == place).collect();
            group_view(it, place, &states, found)
        };
        Group::ALL.map(part).into_iter().collect()
    });
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
            {heading(text(&GalleryMessage::GalleryTitle))}
            {paragraph("lead", &GalleryMessage::GalleryLead)}
            {search}
            <p class="sheet__count" role="status">{count}</p>
            {nothing}
            {group("sheet__groups", groups)}
        </section>
    }
    .into_any()
}

/// Shows the states of one place. Those that the search doesn't find are only hidden, so that their pictures
/// needn't be loaded again.
fn group_view(it: Gallery, place: Group, states: &[&State], found: Memo<HashSet<String>>) -> AnyView {
    let title = text(&place.title());
    let cards: Vec<AnyView> = states.iter().map(|state| card(it, state, found)).collect();
    let ids: Vec<String> = states.iter().map(|state| state.id.clone()).collect();
    let hidden = move || found.with(|found| ids.iter().all(|id| !found.contains(id)));
    view! {
        <section class="sheet__group" aria-label=title.clone() hidden=hidden>
            <h2 class="sheet__title">{title.clone()}</h2>
            {list("sheet__cards", cards)}
        </section>
    }
    .into_any()
}

fn card(it: Gallery, state: &State, found: Memo<HashSet<String>>) -> AnyView {
    let id = StoredValue::new(state.id.clone());
    let hidden = move || found.with(|found| id.with_value(|id| !found.contains(id)));
    let pictures = move || {
        let appearances = it.selection.with(Selection::appearances);
        let pictures = appearances.into_iter().map(|appearance| small_picture(&id.get_value(), appearance));
        group("sheet__pictures", pictures.collect())
    };
    view! {
        <li class="sheet__card" hidden=hidden>
            {pictures}
            <a class="sheet__link" href=move || it.address(Some(&id.get_value()))>
                <span class="sheet__id">{state.id.clone()}</span>
                <span class="sheet__sees">{state.notes.sees}</span>
            </a>
        </li>
    }
    .into_any()
}
