//! A documented state: what happened, and what to do.

use latchkey_core::Message;
use latchkey_core::problem::{Problem, Recovery};
use leptos::prelude::*;

use super::button::{Button, Weight};
use super::heading::Heading;
use super::icon::{Glyph, Icon};
use crate::app::text;

/// The state in the documentation's words, with its recoveries as buttons, the best one first.
#[component]
pub(crate) fn ProblemView(
    problem: Problem,
    recoveries: Vec<Recovery>,
    #[prop(default = None)] detail: Option<Message>,
    #[prop(into)] on_recovery: Callback<Recovery>,
) -> impl IntoView {
    let buttons = recoveries.into_iter().enumerate().map(|(position, recovery)| {
        let weight = if position == 0 { Weight::Primary } else { Weight::Secondary };
        view! { <Button message=recovery.label() weight on_press=move |()| on_recovery.run(recovery) /> }
    });
    view! {
        <section class="view" data-state=problem.id()>
            <span class="badge badge--problem"><Glyph icon=Icon::Problem /></span>
            <Heading message=problem.title() />
            <p class="lead" role="alert">{text(&problem.body())}</p>
            {detail.map(|detail| view! { <p class="note">{text(&detail)}</p> })}
            <div class="actions">{buttons.collect_view()}</div>
        </section>
    }
}
