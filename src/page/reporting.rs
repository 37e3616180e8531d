//! Reports the documented states that a page shows, unless the integrator doesn't want it.

use std::cell::Cell;

use latchkey_core::problem::{Operation, Problem};
use leptos::prelude::*;

use crate::app::{Shared, shared};
use crate::edge::js::monotonic_whole_ms as now;
use crate::edge::reports;

/// Reports every state once per showing. `shown` tracks the view and gives the state that it shows, if it shows one.
pub(crate) fn report_problems(operation: Operation, shown: impl Fn() -> Option<Problem> + 'static) {
    report(operation, Box::new(shown));
}

fn report(operation: Operation, shown: Box<dyn Fn() -> Option<Problem>>) {
    let Shared { configuration, backend } = shared();
    if !configuration.report_problems || !backend.takes_reports() {
        return;
    }
    // What a person is shown now began to happen when they were shown the last view.
    let began = Cell::new(now());
    Effect::new(move |_| {
        let problem = shown();
        let elapsed = now().saturating_sub(began.replace(now()));
        if let Some(problem) = problem {
            reports::send(configuration.native_api(), problem, operation, elapsed);
        }
    });
}
