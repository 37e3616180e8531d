//! The menu behind the avatar.

use latchkey_core::wire::Role;
use latchkey_core::{PortalMessage, route};
use leptos::html::Details;
use leptos::prelude::*;

use super::icon::{Icon, glyph};
use crate::app::text;

/// Where somebody who is signed in can go: their settings and, for administrators, the users.
pub(crate) fn menu(role: RwSignal<Option<Role>>) -> AnyView {
    let element = NodeRef::<Details>::new();
    let close = move || {
        if let Some(menu) = element.get_untracked() {
            menu.set_open(false);
        }
    };
    let administers = Memo::new(move |_| matches!(role.get(), Some(Role::SuperUser | Role::Viewer)));
    let link = move |message: PortalMessage, href: &'static str| {
        view! { <li><a class="menu__link" href=href on:click=move |_| close()>{text(&message)}</a></li> }
            .into_any()
    };
    let users = move || administers.get().then(|| link(PortalMessage::Users, route::USERS));
    let name = text(&PortalMessage::YourAccount);
    view! {
        <details class="menu" node_ref=element on:keydown=move |event| if event.key() == "Escape" { close() }>
            <summary class="menu__avatar" aria-label=name.clone() title=name>{glyph(Icon::Person)}</summary>
            <ul class="menu__list">
                {link(PortalMessage::Settings, route::ACCOUNT)}
                {link(PortalMessage::Security, route::SECURITY)}
                {users}
            </ul>
        </details>
    }
    .into_any()
}
