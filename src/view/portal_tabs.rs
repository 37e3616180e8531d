//! The parts of a person's settings.

use latchkey_core::{PortalMessage, route};
use leptos::prelude::*;

use crate::app::text;

/// One of them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tab {
    /// Who is signed in.
    Account,
    /// The passkeys.
    Security,
}

/// Links to them; `here` is the one that is shown.
pub(crate) fn portal_tabs(here: Tab) -> AnyView {
    let tabs = [
        (Tab::Account, PortalMessage::Account, route::ACCOUNT),
        (Tab::Security, PortalMessage::Security, route::SECURITY),
    ];
    let links = tabs.map(|(tab, message, href)| {
        let current = (tab == here).then_some("page");
        view! { <li><a class="tabs__link" href=href aria-current=current>{text(&message)}</a></li> }
    });
    let links = links.into_iter().collect_view();
    view! { <nav class="tabs" aria-label=text(&PortalMessage::Settings)><ul class="tabs__list">{links}</ul></nav> }
        .into_any()
}
