//! The page for an address that leads nowhere.

use latchkey_core::Message;
use latchkey_core::route;
use leptos::prelude::*;

use crate::app::text;
use crate::edge::base;
use crate::view::element::{actions, lead, section};
use crate::view::heading::heading;

#[component]
pub(crate) fn NotFoundPage() -> impl IntoView {
    let home = view! {
        <a class="button button--primary" href=base::address(route::SIGN_IN)>{text(&Message::GoToSignIn)}</a>
    };
    section(vec![
        heading(&Message::NotFoundTitle),
        lead(&Message::NotFoundLead),
        actions(vec![home.into_any()]),
    ])
}
