//! The app's frame: what all pages share, and which page an address shows.

use std::cell::RefCell;
use std::rc::Rc;

use latchkey_core::wire::Role;
use latchkey_core::{Words, route};
use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::path;
use wasm_bindgen_futures::spawn_local;

use crate::edge::backend::Backend;
use crate::edge::base;
use crate::edge::configuration::Configuration;
use crate::edge::panic;
use crate::edge::profile::{Named, NotLoaded};
use crate::edge::profile_engine::ProfileEngine;
use crate::edge::shadow_tree::Within;
use crate::edge::texts::Texts;
use crate::page::account::AccountPage;
use crate::page::admin::{UserSecurityPage, UsersPage};
use crate::page::not_found::NotFoundPage;
use crate::page::security::SecurityPage;
use crate::page::set_up::SetUpPage;
use crate::page::sign_in::SignInPage;
use crate::view::announcer::{Announcement, Announcer};
use crate::view::element::dynamic;
use crate::view::menu::menu;
use crate::view::not_set_up::not_set_up_view;
use crate::view::offline::Offline;

/// What every page needs.
#[derive(Clone)]
pub(crate) struct Shared {
    pub(crate) configuration: Configuration,
    pub(crate) backend: Backend,
}

/// Returns what every page needs, from the context.
pub(crate) fn shared() -> Shared {
    expect_context::<StoredValue<Shared, LocalStorage>>().get_value()
}

/// What the signed-in pages tell the frame around them.
#[derive(Clone, Copy, Default)]
pub(crate) struct Portal {
    /// The account's role, once known.
    pub(crate) role: RwSignal<Option<Role>>,
}

/// Returns the state that the signed-in pages share with the frame around them.
pub(crate) fn portal() -> Portal {
    expect_context()
}

thread_local! {
    /// The backend, if a profile is used to talk to it.
    static ENGINE: RefCell<Option<Rc<ProfileEngine>>> = const { RefCell::new(None) };
    /// The integrator's strings, which override those of the catalogs.
    static TEXTS: RefCell<Option<Texts>> = RefCell::new(Texts::read());
}

/// Shows `view` once it is known how to talk to the backend: at once, or when the profile has loaded.
fn once_known(view: fn() -> AnyView) -> AnyView {
    let Some(named) = Named::read() else { return view() };
    let loaded = RwSignal::new(None);
    spawn_local(async move {
        let refusals = match named.load().await {
            Ok(engine) => {
                ENGINE.set(Some(engine));
                Vec::new()
            }
            Err(NotLoaded::Network) => return panic::stop(),
            Err(NotLoaded::Refused(lines)) => lines,
        };
        for line in &refusals {
            leptos::logging::error!("latchkey-configuration: {line}");
        }
        // An element may be gone by now.
        let _ = loaded.try_set(Some(refusals));
    });
    dynamic(move || {
        let refusals = loaded.get()?;
        Some(if refusals.is_empty() { view() } else { refused(refusals) })
    })
}

fn refused(lines: Vec<String>) -> AnyView {
    provide_shared();
    provide_context(Announcement::default());
    around(().into_any(), ().into_any(), || not_set_up_view(lines))
}

/// Replaces the strings that override those of the catalogs.
pub(crate) fn set_texts(texts: Option<Texts>) {
    TEXTS.set(texts);
}

/// Returns a message in the user's language.
pub(crate) fn text(message: &dyn Words) -> String {
    let other = TEXTS.with_borrow(|texts| texts.as_ref()?.text(message));
    other.unwrap_or_else(|| message.english().into_owned())
}

#[component]
pub(crate) fn SignInApp() -> impl IntoView {
    once_known(|| {
        frame(None, || {
            view! {
                <FlatRoutes fallback=NotFoundPage>
                    <Route path=path!("/") view=SignInPage />
                    <Route path=path!("/set-up") view=SetUpPage />
                </FlatRoutes>
            }
            .into_any()
        })
    })
}

#[component]
pub(crate) fn PortalApp() -> impl IntoView {
    // This program knows both catalogs.
    TEXTS.with_borrow(|texts| texts.as_ref().map(Texts::report_unknown));
    once_known(portal_frame)
}

fn portal_frame() -> AnyView {
    let portal = Portal::default();
    provide_context(portal);
    frame(Some(menu(portal.role)), || {
        view! {
            <FlatRoutes fallback=NotFoundPage>
                <Route path=path!("/account") view=AccountPage />
                <Route path=path!("/account/security") view=SecurityPage />
                <Route path=path!("/admin/users") view=UsersPage />
                <Route path=path!("/admin/users/:id/security") view=UserSecurityPage />
            </FlatRoutes>
        }
        .into_any()
    })
}

/// Sign-in and set-up as part of a third-party page.
#[component]
pub(crate) fn ElementApp() -> impl IntoView {
    once_known(element_view)
}

fn element_view() -> AnyView {
    provide_shared();
    provide_context(Announcement::default());
    let shown = RwSignal::new(route::SIGN_IN.to_owned());
    provide_context(Within(shown));
    let page = move || {
        let is_set_up = shown.with(|path| path.starts_with(route::SET_UP));
        Some(if is_set_up { SetUpPage().into_any() } else { SignInPage().into_any() })
    };
    around(().into_any(), Offline().into_any(), || dynamic(page))
}

/// Wraps the routes in the frame that every page has.
fn frame(beside_brand: Option<AnyView>, routes: fn() -> AnyView) -> AnyView {
    provide_shared();
    provide_context(Announcement::default());
    around(beside_brand.into_any(), Offline().into_any(), || {
        view! { <Router base=base::router_base()>{routes()}</Router> }.into_any()
    })
}

/// Provides what every page needs to everything inside.
pub(crate) fn provide_shared() {
    let configuration = Configuration::read();
    let backend = Backend::new(ENGINE.with_borrow(Clone::clone), configuration.native_api());
    provide_context(StoredValue::new_local(Shared { configuration, backend }));
}

/// Returns what users see around a page's view.
pub(crate) fn around(beside_brand: AnyView, offline: AnyView, page: impl FnOnce() -> AnyView) -> AnyView {
    let brand = shared().configuration.brand;
    view! {
        <div class="page">
            <header class="page__header"><Mark /><span class="page__brand">{brand}</span>{beside_brand}</header>
            {offline}
            <main class="card">{page()}</main>
            <Announcer />
        </div>
    }
    .into_any()
}

/// The brand's mark. It is decorative: the name is next to it.
#[component]
fn Mark() -> impl IntoView {
    let key =
        "M16 7a6 6 0 0 0-3 11.2V25h6v-3h-2v-2h2v-1.8A6 6 0 0 0 16 7Zm0 7.5a2 2 0 1 1 0-4 2 2 0 0 1 0 4Z";
    view! {
        <svg class="page__mark" viewBox="0 0 32 32" aria-hidden="true">
            <path d=key />
        </svg>
    }
}
