//! The menu behind the avatar.

use latchkey_core::wire::Role;
use latchkey_core::{PortalMessage, route};
use leptos::html::Ul;
use leptos::prelude::*;

use super::icon::{Icon, glyph};
use crate::app::{shared, text};
use crate::edge::{base, js};

/// The ID by which the button refers to the menu.
const MENU: &str = "menu";

/// Shows where a signed-in user can go: their settings and, for administrators, the users.
pub(crate) fn menu(role: RwSignal<Option<Role>>) -> AnyView {
    let element = NodeRef::<Ul>::new();
    // A press elsewhere closes the menu automatically; one on a link to another page of the same document
    // doesn't.
    let close = move || {
        if let Some(menu) = element.get_untracked() {
            js::call(&menu, "hidePopover", &[]);
        }
    };
    let administers = Memo::new(move |_| matches!(role.get(), Some(Role::SuperUser | Role::Viewer)));
    let link = move |message: PortalMessage, href: &'static str| {
        view! { <li><a class="menu__link" href=base::address(href) on:click=move |_| close()>{text(&message)}</a></li> }
            .into_any()
    };
    let users = move || administers.get().then(|| link(PortalMessage::Users, route::USERS));
    let name = text(&PortalMessage::YourAccount);
    view! {
        <button type="button" class="menu__avatar" aria-label=name.clone() title=name popovertarget=MENU>
            {glyph(Icon::Person)}
        </button>
        <ul class="menu" id=MENU popover="auto" node_ref=element>
            {link(PortalMessage::Settings, route::ACCOUNT)}
            {move || shared().backend.features().list.then(|| link(PortalMessage::Security, route::SECURITY))}
            {users}
        </ul>
    }
    .into_any()
}
