//! Latchkey, the app: the only code that touches the browser. It consists of five programs: what a visitor
//! needs to sign in and set up a passkey, the same as an element, the signed-in user's pages, the designers'
//! gallery, and what talks to backends through profiles.
#![expect(unreachable_pub, reason = "leptos::component repeats `pub` on what it generates")]

mod app;
mod edge;
pub mod engine;
mod gallery;
mod page;
mod running;
mod view;

use std::any::Any;

use web_sys::{HtmlElement, ShadowRoot};

/// Shows the pages that lead to a session: sign-in and set-up.
pub fn sign_in() {
    edge::panic::show_the_way_out();
    edge::frame_policy::check();
    leptos::mount::mount_to_body(app::SignInApp);
}

/// Shows sign-in and set-up in `place`, which is in a shadow tree, until the returned value is dropped.
pub fn element(tree: ShadowRoot, place: HtmlElement) -> Box<dyn Any> {
    edge::panic::show_the_way_out();
    edge::shadow_tree::enter(tree);
    app::set_texts(edge::texts::Texts::read());
    edge::frame_policy::check();
    Box::new(leptos::mount::mount_to(place, app::ElementApp))
}

/// Shows designers every state that a user can see.
pub fn gallery() {
    edge::panic::show_the_way_out();
    leptos::mount::mount_to_body(gallery::GalleryApp);
}

/// Shows the signed-in user's pages.
pub fn portal() {
    edge::panic::show_the_way_out();
    leptos::mount::mount_to_body(app::PortalApp);
}
