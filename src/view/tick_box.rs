//! A labeled checkbox.

use latchkey_core::Words;
use leptos::prelude::*;

use crate::app::text;

pub(crate) fn tick_box(
    label: &dyn Words,
    ticked: Signal<bool>,
    on_change: impl Fn(bool) + 'static,
) -> AnyView {
    let on_change: Box<dyn Fn(bool)> = Box::new(on_change);
    view! {
        <label class="tick">
            <input
                class="tick__box"
                type="checkbox"
                prop:checked=ticked
                on:change:target=move |event| on_change(event.target().checked())
            />
            <span class="tick__label">{text(label)}</span>
        </label>
    }
    .into_any()
}
