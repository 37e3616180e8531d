//! Forms that are handled by the app.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// Builds a form that calls back when it is submitted, and is sent nowhere.
pub(crate) fn form(on_submit: impl Fn() + 'static, fields: Vec<AnyView>) -> AnyView {
    let on_submit: Box<dyn Fn()> = Box::new(on_submit);
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        on_submit();
    };
    view! { <form class="form" novalidate on:submit=on_submit>{fields}</form> }.into_any()
}
