//! A documented state: what happened, and what to do.

use latchkey_core::Message;
use latchkey_core::problem::{Problem, Recovery};
use leptos::prelude::*;

use super::button::{Weight, button};
use super::element::{actions, badge, paragraph};
use super::heading::heading;
use super::icon::Icon;
use crate::app::text;

/// The state in the documentation's words, with its recoveries as buttons, the best one first.
pub(crate) fn problem_view(
    problem: Problem,
    recoveries: Vec<Recovery>,
    detail: Option<&Message>,
    on_recovery: Callback<Recovery>,
) -> AnyView {
    let buttons = recoveries.into_iter().enumerate().map(|(position, recovery)| {
        let weight = if position == 0 { Weight::Primary } else { Weight::Secondary };
        button(&recovery.label(), weight, Callback::new(move |()| on_recovery.run(recovery)))
    });
    view! {
        <section class="view" data-state=problem.id()>
            {badge("badge badge--problem", Icon::Problem)}
            {heading(&problem.title())}
            <p class="lead" role="alert">{text(&problem.body())}</p>
            {detail.map(|detail| paragraph("note", detail))}
            {actions(buttons.collect())}
        </section>
    }
    .into_any()
}
