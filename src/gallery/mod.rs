//! The designers' gallery: every state that a user can see, shown by the pages' own views.

mod axes_form;
mod drawing;
mod edited;
mod editor;
mod frame;
mod map;
mod page;
mod picture;
mod sheet;
mod show;
mod state;
mod tokens;
mod words;

use latchkey_core::gallery::{Appearance, Selection};
use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::hooks::{use_navigate, use_params_map, use_query_map};
use leptos_router::{NavigateOptions, path};

use self::frame::Frame;
use self::page::GalleryPage;
use crate::app::{Portal, provide_shared};
use crate::edge::base;
use crate::page::not_found::NotFoundPage;
use crate::view::announcer::Announcement;

#[component]
pub(crate) fn GalleryApp() -> impl IntoView {
    provide_shared();
    provide_context(Announcement::default());
    provide_context(Portal::default());
    view! {
        <Router base=base::router_base()>
            <FlatRoutes fallback=NotFoundPage>
                <Route path=path!("/gallery") view=Document />
                <Route path=path!("/gallery/:id") view=Document />
            </FlatRoutes>
        </Router>
    }
}

/// The gallery, or one of its pictures.
#[component]
fn Document() -> impl IntoView {
    let is_frame = use_query_map().with_untracked(|query| query.get("frame").is_some());
    if is_frame { Frame().into_any() } else { GalleryPage().into_any() }
}

/// What the address asks for.
#[derive(Clone, Copy)]
struct Address {
    /// The state; `None` for all of them.
    id: Memo<Option<String>>,
    /// How it is viewed.
    selection: Memo<Selection>,
}

impl Address {
    fn read() -> Self {
        let (parameters, query) = (use_params_map(), use_query_map());
        Self {
            id: Memo::new(move |_| parameters.with(|parameters| parameters.get("id"))),
            selection: Memo::new(move |_| query.with(|query| Selection::parse(|name| query.get(name)))),
        }
    }
}

/// Returns the path of a state's page, or of the page of all states, for the router.
fn path_of(id: Option<&str>) -> String {
    match id {
        Some(id) => [latchkey_core::route::GALLERY, "/", id].concat(),
        None => latchkey_core::route::GALLERY.to_owned(),
    }
}

/// Returns the address of one picture of a state.
fn picture_address(id: &str, appearance: Appearance) -> String {
    let query = appearance.query();
    let frame = if query.is_empty() { "?frame=1" } else { "&frame=1" };
    [&path_of(Some(id)), &*query, frame].concat()
}

/// Returns a function that goes to an address of the gallery. The scroll position stays.
fn navigator() -> impl Fn(String, bool) + Clone + Send + Sync + 'static {
    let navigate = use_navigate();
    move |address, replace| {
        navigate(&address, NavigateOptions { replace, scroll: false, ..NavigateOptions::default() });
    }
}
