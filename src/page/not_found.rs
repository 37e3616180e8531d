//! An address that leads nowhere.

use latchkey_core::Message;
use latchkey_core::route;
use leptos::prelude::*;

use crate::app::text;
use crate::view::heading::Heading;

#[component]
pub(crate) fn NotFoundPage() -> impl IntoView {
    view! {
        <section class="view">
            <Heading message=Message::NotFoundTitle />
            <p class="lead">{text(&Message::NotFoundLead)}</p>
            <div class="actions">
                <a class="button button--primary" href=route::SIGN_IN>{text(&Message::GoToSignIn)}</a>
            </div>
        </section>
    }
}
