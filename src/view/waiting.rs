//! What is shown while something is waited for: words, then a quiet indicator, and a way out.

use latchkey_core::Message;
use leptos::prelude::*;

use super::button::{Button, Weight};
use crate::app::text;

/// What is going on, and 'Cancel'. It appears after a moment, so that a quick answer doesn't make it flash.
#[component]
pub(crate) fn Waiting(message: Message, #[prop(into)] on_cancel: Callback<()>) -> impl IntoView {
    let what = text(&message);
    view! {
        <div class="waiting">
            <p class="waiting__text">{what}</p>
            <div class="waiting__bar" data-moving=true></div>
            <Button message=Message::Cancel weight=Weight::Quiet on_press=on_cancel />
        </div>
    }
}
