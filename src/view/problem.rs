//! A documented state: what happened, and what to do.

use latchkey_core::Message;
use latchkey_core::flow::target::UsualCauses;
use latchkey_core::problem::{Problem, Recovery};
use leptos::prelude::*;

use super::button::{Weight, button};
use super::element::{actions, badge, group, messages, paragraph};
use super::heading::heading;
use super::icon::Icon;
use crate::app::text;

/// What there is to say about a state beyond its own words.
#[derive(Default)]
pub(crate) struct Explanation {
    /// What became of the user's action.
    pub(crate) detail: Option<Message>,
    /// What usually causes it.
    pub(crate) usual_causes: Option<UsualCauses>,
}

/// Shows the state in the documentation's words, with its recoveries as buttons, the best one first.
pub(crate) fn problem_view(
    problem: Problem,
    recoveries: Vec<Recovery>,
    explanation: Explanation,
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
            {explanation.detail.map(|detail| paragraph("note", &detail))}
            {explanation.usual_causes.as_ref().map(usual_causes_view)}
            {actions(buttons.collect())}
        </section>
    }
    .into_any()
}

fn usual_causes_view(usual: &UsualCauses) -> AnyView {
    group(
        "causes",
        vec![
            paragraph("causes__lead", &usual.lead),
            messages("causes__list", usual.causes),
            paragraph("causes__lead", &usual.next_best),
        ],
    )
}
