//! A state's page: its pictures side by side, and what there is to know about it.

use latchkey_core::GalleryMessage;
use latchkey_core::gallery::{Appearance, Selection, State};
use leptos::prelude::*;

use super::map::ways;
use super::page::{Gallery, heading};
use super::picture::picture;
use crate::app::text;
use crate::view::element::group;
use crate::view::plain::{plain, plain_text};

pub(super) fn state_view(it: Gallery, state: &State) -> AnyView {
    let id = StoredValue::new(state.id.clone());
    let appearances = Memo::new(move |_| it.selection.with(Selection::appearances));
    let pictures = view! {
        <div class="pictures">
            <For
                each=move || appearances.get()
                key=|appearance: &Appearance| *appearance
                children=move |appearance| picture(&id.get_value(), appearance)
            />
        </div>
    };
    let head = group("state__head", vec![heading(state.id.clone()), neighbours(it, state)]);
    let said = group("state__said", vec![facts(state), ways(it, state)]);
    group("state", vec![head, group("state__body", vec![pictures.into_any(), said])])
}

/// Builds links to the states before and after this one.
fn neighbours(it: Gallery, state: &State) -> AnyView {
    let at = it.states.with_value(|states| states.iter().position(|other| other.id == state.id)).unwrap_or(0);
    let link = |message: GalleryMessage, at: Option<usize>| {
        let id = it.states.with_value(|states| states.get(at?).map(|state| state.id.clone()))?;
        let id = StoredValue::new(id);
        let label = [&text(&message), ": ", &id.get_value()].concat();
        Some(view! { <a href=move || it.address(Some(&id.get_value()))>{label}</a> }.into_any())
    };
    let links =
        [link(GalleryMessage::Previous, at.checked_sub(1)), link(GalleryMessage::Next, at.checked_add(1))];
    let label = text(&GalleryMessage::AllStates);
    plain(
        "nav",
        &[("class", "state__neighbours"), ("aria-label", &label)],
        links.into_iter().flatten().collect(),
    )
}

fn facts(state: &State) -> AnyView {
    let mut rows = vec![
        fact(&GalleryMessage::WhatPeopleSee, vec![state.notes.sees.into_any()]),
        fact(&GalleryMessage::Cause, vec![state.notes.cause.into_any()]),
    ];
    let steps = state.notes.reach.iter().map(|step| plain_text("li", &[], (*step).to_owned()));
    let steps = plain("ol", &[("class", "facts__steps")], steps.collect());
    rows.push(fact(&GalleryMessage::Reach, vec![steps]));
    if let Some(problem) = state.problem() {
        let title = [problem.id(), " ", &text(&problem.title())].concat();
        let code = problem.code().map_or_else(|| text(&GalleryMessage::NoCode), str::to_owned);
        rows.push(fact(&GalleryMessage::DocumentedState, vec![title.into_any()]));
        rows.push(fact(&GalleryMessage::Code, vec![plain_text("code", &[], code)]));
    }
    plain("dl", &[("class", "facts")], rows.into_iter().flatten().collect())
}

fn fact(name: &GalleryMessage, content: Vec<AnyView>) -> [AnyView; 2] {
    [
        plain_text("dt", &[("class", "facts__name")], text(name)),
        plain("dd", &[("class", "facts__said")], content),
    ]
}
