//! Latchkey, the app: the only code that touches the browser. It is five programs: what a visitor needs to sign in
//! and set a passkey up, the same as an element, the pages of somebody who is signed in, the designers' gallery,
//! and what speaks to backends by profiles.
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
    edge::framing::check();
    leptos::mount::mount_to_body(app::SignInApp);
}

/// Shows sign-in and set-up in `place`, which is in a shadow tree. Until what it gives is dropped.
pub fn element(tree: ShadowRoot, place: HtmlElement) -> Box<dyn Any> {
    edge::panic::show_the_way_out();
    edge::root::enter(tree);
    app::set_texts(edge::texts::Texts::read());
    edge::framing::check();
    Box::new(leptos::mount::mount_to(place, app::ElementApp))
}

/// Shows every state that a person can see, to designers.
pub fn gallery() {
    edge::panic::show_the_way_out();
    leptos::mount::mount_to_body(gallery::GalleryApp);
}

/// Shows the pages of somebody who is signed in.
pub fn portal() {
    edge::panic::show_the_way_out();
    leptos::mount::mount_to_body(app::PortalApp);
}
