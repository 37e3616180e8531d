//! How states are viewed: checkboxes for each axis.

use latchkey_core::GalleryMessage;
use latchkey_core::gallery::Selection;
use latchkey_core::gallery::axes::{Axis, toggle};
use leptos::prelude::*;

use crate::app::text;
use crate::view::plain::{plain, plain_text};

/// Builds the checkboxes. `choose` receives each new selection.
pub(super) fn axes_form(selection: Memo<Selection>, choose: Callback<Selection>) -> AnyView {
    let axes = vec![
        axis(selection, choose, |selection| &mut selection.theme),
        axis(selection, choose, |selection| &mut selection.width),
        axis(selection, choose, |selection| &mut selection.text),
        axis(selection, choose, |selection| &mut selection.direction),
        axis(selection, choose, |selection| &mut selection.language),
        axis(selection, choose, |selection| &mut selection.brand),
        axis(selection, choose, |selection| &mut selection.motion),
        axis(selection, choose, |selection| &mut selection.drawn),
    ];
    plain("form", &[("class", "axes"), ("aria-label", &text(&GalleryMessage::LookedAt))], axes)
}

fn axis<A: Axis>(
    selection: Memo<Selection>,
    choose: Callback<Selection>,
    chosen: fn(&mut Selection) -> &mut Vec<A>,
) -> AnyView {
    let boxes = A::ALL.iter().map(|value| {
        let value = *value;
        let is_chosen = move || chosen(&mut selection.get()).contains(&value);
        let turn = move || {
            let mut next = selection.get_untracked();
            toggle(chosen(&mut next), value);
            choose.run(next);
        };
        choice(text(&value.label()), Signal::derive(is_chosen), Callback::new(move |()| turn()))
    });
    let mut parts = vec![plain_text("legend", &[("class", "axes__name")], text(&A::title()))];
    parts.extend(boxes);
    plain("fieldset", &[("class", "axes__axis")], parts)
}

fn choice(label: String, is_chosen: Signal<bool>, turn: Callback<()>) -> AnyView {
    view! {
        <label class="axes__choice">
            <input type="checkbox" prop:checked=is_chosen on:change=move |_| turn.run(()) />
            <span>{label}</span>
        </label>
    }
    .into_any()
}
