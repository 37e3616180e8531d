//! Reports the documented states that a page shows: to the page around it, and to the backend unless the
//! integrator doesn't want that.

use std::cell::Cell;

use latchkey_core::problem::{Operation, Problem};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::app::{Shared, shared};
use crate::edge::embedder::{self, News};
use crate::edge::js::monotonic_whole_ms as now;
use crate::edge::reports;

/// Reports every state each time it is shown. `shown` tracks the view, and returns the state that it shows,
/// if any.
pub(crate) fn report_problems(operation: Operation, shown: impl Fn() -> Option<Problem> + 'static) {
    report(operation, Box::new(shown));
}

fn report(operation: Operation, shown: Box<dyn Fn() -> Option<Problem>>) {
    let Shared { configuration, backend } = shared();
    let reports = configuration.report_problems && backend.takes_reports();
    // What the user is shown now began when they were shown the previous view.
    let began = Cell::new(now());
    Effect::new(move |_| {
        let problem = shown();
        let elapsed = now().saturating_sub(began.replace(now()));
        if let Some(problem) = problem {
            let code = problem.code().map_or(JsValue::NULL, JsValue::from);
            embedder::tell(News::Problem, &[("state", problem.id().into()), ("code", code)]);
            if reports {
                reports::send(configuration.native_api(), problem, operation, elapsed);
            }
        }
    });
}
