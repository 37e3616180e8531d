//! The gallery's page: all states or one of them, and how they are viewed.

use latchkey_core::gallery::{Selection, State, states};
use latchkey_core::{GalleryMessage, route};
use leptos::prelude::*;

use super::axes_form::axes_form;
use super::edited::Edited;
use super::editor::editor;
use super::frame::{LEADS, SHOWN};
use super::picture::PICTURE;
use super::sheet::sheet;
use super::state::state_view;
use super::{Address, navigator, path_of};
use crate::app::text;
use crate::edge::{base, frames, page};
use crate::view::element::{group, paragraph};
use crate::view::plain::{plain, plain_text};

/// What the parts of the page need.
#[derive(Clone, Copy)]
pub(super) struct Gallery {
    pub(super) states: StoredValue<Vec<State>>,
    /// The state that is shown; `None` for all of them.
    pub(super) id: Memo<Option<String>>,
    /// How they are viewed.
    pub(super) selection: Memo<Selection>,
    /// What the pictures show: each one's name, its text, and whether it overflows its viewport.
    pub(super) shown: RwSignal<Vec<(String, String, bool)>>,
    /// The designer's changes.
    pub(super) edited: Edited,
}

impl Gallery {
    /// Returns the address of a state's page, with the same selection.
    pub(super) fn address(self, id: Option<&str>) -> String {
        base::address(&path_of(id)) + &self.selection.with(Selection::query)
    }
}

#[component]
pub(super) fn GalleryPage() -> impl IntoView {
    let Address { id, selection } = Address::read();
    let navigate = navigator();
    let visit = navigate.clone();
    let go = Callback::new(move |id: Option<String>| {
        visit(path_of(id.as_deref()) + &selection.with_untracked(Selection::query), false);
    });
    let shown = RwSignal::new(Vec::new());
    let edited = Edited::follow();
    let it = Gallery { states: StoredValue::new(states()), id, selection, shown, edited };
    let hearing = frames::hear_frames(move |told| {
        // A press in one picture leads on in all of them.
        if let Some(id) = told.strip_prefix(LEADS) {
            go.run(Some(id.to_owned()));
        } else if told == SHOWN {
            shown.set(frames::shown(PICTURE));
        }
    });
    // Kept as long as the page exists.
    StoredValue::new_local(hearing);
    let choose = Callback::new(move |selection: Selection| {
        navigate(path_of(id.get_untracked().as_deref()) + &selection.query(), true);
    });
    let content = move || match id.get() {
        None => sheet(it),
        Some(id) => {
            match it.states.with_value(|states| states.iter().find(|state| state.id == id).cloned()) {
                Some(state) => state_view(it, &state),
                None => unknown(id),
            }
        }
    };
    let home = move || it.address(None);
    let head = view! {
        <header class="gallery__head">
            <a class="gallery__home" href=home>{text(&GalleryMessage::AllStates)}</a>
        </header>
    };
    view! {
        <div class="gallery">
            {head}
            {axes_form(it.selection, choose)}
            {editor(it)}
            <main class="gallery__main">{content}</main>
        </div>
    }
}

/// Builds a view's heading, which takes the focus, so that it is read out and tabbing starts there.
pub(super) fn heading(title: String) -> AnyView {
    page::set_title(&[&title, " – ", &text(&GalleryMessage::GalleryTitle)].concat());
    let element = NodeRef::new();
    page::focus_on_load(element);
    view! { <h1 class="heading" tabindex="-1" node_ref=element>{title}</h1> }.into_any()
}

fn unknown(id: String) -> AnyView {
    let title = heading(text(&GalleryMessage::UnknownState { id }));
    let home = plain_text("a", &[("href", &base::address(route::GALLERY))], text(&GalleryMessage::AllStates));
    group(
        "gallery__unknown",
        vec![title, paragraph("lead", &GalleryMessage::UnknownStateLead), plain("p", &[], vec![home])],
    )
}
