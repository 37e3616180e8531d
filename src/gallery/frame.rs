//! One picture: a state in a document of its own, which is its viewport.

use latchkey_core::gallery::{Appearance, state_at, states};
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

use super::drawing::drawing;
use super::show::{Step, show};
use super::{Address, navigator, path_of};
use crate::edge::appearance::{Looks, tell_shown};
use crate::edge::frames;
use crate::page::not_found::NotFoundPage;

#[component]
pub(super) fn Frame() -> impl IntoView {
    let id = Address::read().id;
    let query = use_query_map();
    let appearance = Memo::new(move |_| query.with(|query| Appearance::parse(|name| query.get(name))));
    let looks = StoredValue::new_local(Looks::read());
    Effect::new(move |_| {
        let appearance = appearance.get();
        looks.update_value(|looks| looks.apply(appearance, Vec::new()));
    });

    let navigate = navigator();
    let follow = Callback::new(move |step: Step| {
        let to = match step {
            Step::State(id) => Some(id),
            Step::Path(path) => state_at(&path).map(str::to_owned),
        };
        // States that nobody can see, such as that the page goes elsewhere, lead nowhere.
        let Some(to) = to.filter(|to| states().iter().any(|state| state.id == *to)) else { return };
        if frames::is_framed() {
            frames::tell_parent(&to);
        } else {
            let address = [path_of(Some(&to)), appearance.get_untracked().query()].concat();
            let frame = if address.contains('?') { "&frame=1" } else { "?frame=1" };
            navigate(address + frame, false);
        }
    });
    let on_click = move |event: MouseEvent| {
        let link = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let link = link.and_then(|target| target.closest("a[href]").ok().flatten());
        if let Some(path) = link.and_then(|link| link.get_attribute("href")) {
            event.prevent_default();
            follow.run(Step::Path(path));
        }
    };
    let view = move || {
        let id = id.get().unwrap_or_default();
        let view = show(&id, follow).unwrap_or_else(|| NotFoundPage().into_any());
        spawn_local(tell_shown(id));
        view
    };
    let drawn = move || {
        let id = id.get()?;
        let state = states().into_iter().find(|state| state.id == id)?;
        drawing(appearance.get().drawn, state.drawn?)
    };
    view! { <div class="frame" on:click=on_click>{view}{drawn}</div> }
}
