//! The tabs of a user's settings.

use latchkey_core::{PortalMessage, route};
use leptos::prelude::*;

use crate::app::{shared, text};
use crate::edge::base;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tab {
    /// The signed-in user.
    Account,
    /// Their passkeys.
    Security,
}

/// Builds links to the tabs; `here` is the current one.
pub(crate) fn portal_tabs(here: Tab) -> AnyView {
    let tabs = [
        (Tab::Account, PortalMessage::Account, route::ACCOUNT),
        (Tab::Security, PortalMessage::Security, route::SECURITY),
    ];
    let has_list = shared().backend.features().list;
    let shown = tabs.into_iter().filter(|(tab, ..)| has_list || *tab != Tab::Security);
    let links = shown.map(|(tab, message, href)| {
        let current = (tab == here).then_some("page");
        view! { <li><a class="tabs__link" href=base::address(href) aria-current=current>{text(&message)}</a></li> }
    });
    let links = links.collect_view();
    view! { <nav class="tabs" aria-label=text(&PortalMessage::Settings)><ul class="tabs__list">{links}</ul></nav> }
        .into_any()
}
