//! One picture: a state in its own document, which is its viewport.

use latchkey_core::gallery::{Appearance, state_at, states};
use latchkey_core::message::Overrides;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

use super::drawing::drawing;
use super::edited::Edited;
use super::show::{Step, show};
use super::{Address, navigator, picture_address};
use crate::app::set_texts;
use crate::edge::appearance::{Looks, keep_focus_out, tell_shown};
use crate::edge::texts::Texts;
use crate::edge::{base, frames};
use crate::page::not_found::NotFoundPage;

/// What a picture tells the document around it: that its state is shown and, before a state's ID, that a
/// press leads to that state.
pub(super) const SHOWN: &str = "shown";
pub(super) const LEADS: &str = "leads:";

#[component]
pub(super) fn Frame() -> impl IntoView {
    let id = Address::read().id;
    let query = use_query_map();
    let appearance = Memo::new(move |_| query.with(|query| Appearance::parse(|name| query.get(name))));
    let edited = Edited::follow();
    let looks = StoredValue::new_local(Looks::read());
    Effect::new(move |_| {
        let appearance = appearance.get();
        looks.update_value(|looks| looks.apply(appearance, edited.properties(appearance)));
    });
    let configured = Texts::read().map(|texts| Overrides::parse(&texts.to_json()).0).unwrap_or_default();
    let configured = StoredValue::new(configured);
    let language = Memo::new(move |_| appearance.get().language);
    let texts = Memo::new(move |_| edited.texts(language.get(), configured.get_value()));

    let states = StoredValue::new(states());
    let find = move |id: &str| {
        states.with_value(|states| states.iter().find(|state| state.id == id).map(|it| (it.group, it.drawn)))
    };
    let navigate = navigator();
    let follow = Callback::new(move |step: Step| {
        let to = match step {
            Step::State(id) => Some(id),
            Step::Path(path) => state_at(&path).map(str::to_owned),
        };
        // States that nobody can see, such as having left the page, lead nowhere.
        let Some(to) = to.filter(|to| find(to).is_some()) else { return };
        if frames::is_framed() {
            frames::tell_parent(&[LEADS, &to].concat());
        } else {
            navigate(picture_address(&to, appearance.get_untracked()), false);
        }
    });
    let on_click = move |event: MouseEvent| {
        let link = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let link = link.and_then(|target| target.closest("a[href]").ok().flatten());
        if let Some(address) = link.and_then(|link| link.get_attribute("href")) {
            event.prevent_default();
            follow.run(Step::Path(base::path_of(&address).unwrap_or(address)));
        }
    };
    let view = move || {
        let id = id.get().unwrap_or_default();
        set_texts(Texts::parse(&texts.with(Overrides::to_json)));
        keep_focus_out();
        let view = find(&id).and_then(|(group, _)| show(group, &id, follow));
        let view = view.unwrap_or_else(|| NotFoundPage().into_any());
        spawn_local(async move {
            tell_shown(id).await;
            frames::tell_parent(SHOWN);
        });
        view
    };
    let drawn = move || {
        let (_, drawn) = find(&id.get()?)?;
        drawing(appearance.get().drawn, drawn?)
    };
    view! { <div class="frame" on:click=on_click>{view}{drawn}</div> }
}
