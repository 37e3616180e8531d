//! What is shown during a wait: words, then a quiet indicator, and a way out.

use latchkey_core::{Message, Words};
use leptos::prelude::*;

use super::button::{Weight, button};
use super::element::{group, paragraph};

/// Shows what is going on, and 'Cancel'. It appears after a moment, so that a quick answer doesn't make it
/// flash.
pub(crate) fn waiting(message: &dyn Words, on_cancel: Callback<()>) -> AnyView {
    let cancel = button(&Message::Cancel, Weight::Quiet, on_cancel);
    group("waiting", vec![paragraph("waiting__text", message), bar(), cancel])
}

/// Shows the indicator. It is decorative: the words next to it say the same.
pub(crate) fn bar() -> AnyView {
    view! { <div class="waiting__bar" data-moving=true></div> }.into_any()
}
