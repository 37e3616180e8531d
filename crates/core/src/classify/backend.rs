//! The meaning of the backend's failures.

use super::{BackendFailure, Stage};
use crate::Problem;
use crate::problem::Operation;

/// Classifies a failed call to the backend. There is always a state to show.
pub fn classify_backend(failure: &BackendFailure, operation: Operation) -> Problem {
    match failure {
        BackendFailure::Unreachable(stage)
        | BackendFailure::TimedOut(stage)
        | BackendFailure::Malformed(stage) => outage(*stage, operation),
        BackendFailure::Refused { code: Some(code), .. } if code != "rate_limited" => {
            Problem::from_code(code, operation)
        }
        BackendFailure::Refused { status: 401 | 403 | 410 | 419, .. } => Problem::SessionExpired,
        BackendFailure::Refused { stage, .. } => outage(*stage, operation),
    }
}

fn outage(stage: Stage, operation: Operation) -> Problem {
    match (operation, stage) {
        (Operation::SetUp, Stage::Result) => Problem::ActivationFailed,
        (Operation::SetUp | Operation::SignIn, Stage::Options | Stage::Result) => {
            Problem::unavailable(operation)
        }
    }
}
