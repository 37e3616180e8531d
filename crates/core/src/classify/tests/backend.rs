//! Tests of what backends answer, or fail to.

use crate::classify::{BackendFailure, Stage, classify_backend};
use crate::problem::Operation;

/// Every stage of every operation, in the order in which the tests list the expected states.
const PLACES: [(Operation, Stage); 4] = [
    (Operation::SignIn, Stage::Options),
    (Operation::SignIn, Stage::Result),
    (Operation::SetUp, Stage::Options),
    (Operation::SetUp, Stage::Result),
];

/// The states for an outage: A1 in sign-in, R1 in set-up, and R5 if the new passkey was to be activated.
const OUTAGE: [&str; 4] = ["A1", "A1", "R1", "R5"];

fn everywhere(failure: impl Fn(Stage) -> BackendFailure) -> [&'static str; 4] {
    PLACES.map(|(operation, stage)| classify_backend(&failure(stage), operation).id())
}

fn refused(status: u16, code: Option<&str>) -> [&'static str; 4] {
    everywhere(|stage| BackendFailure::Refused {
        stage,
        status,
        code: code.map(str::to_owned),
        retry_after_s: None,
        tries_left: None,
    })
}

#[test]
fn no_answer_is_an_outage() {
    assert_eq!(everywhere(BackendFailure::Unreachable), OUTAGE);
}

#[test]
fn an_answer_that_is_too_late_is_an_outage() {
    assert_eq!(everywhere(BackendFailure::TimedOut), OUTAGE);
}

#[test]
fn an_answer_that_makes_no_sense_is_an_outage() {
    assert_eq!(everywhere(BackendFailure::Malformed), OUTAGE);
}

#[test]
fn a_failing_server_without_a_code_is_an_outage() {
    for status in [400, 404, 409, 422, 429, 500, 502, 503, 504] {
        assert_eq!(refused(status, None), OUTAGE, "{status}");
    }
}

#[test]
fn a_lost_session_without_a_code_is_b1() {
    for status in [401, 403, 410, 419] {
        assert_eq!(refused(status, None), ["B1"; 4], "{status}");
    }
}

#[test]
fn a_code_wins_over_the_status() {
    for status in [200, 401, 403, 410, 419, 500, 503] {
        assert_eq!(refused(status, Some("verification_failed")), ["B5"; 4], "{status}");
        assert_eq!(refused(status, Some("session_expired")), ["B1"; 4], "{status}");
    }
}

#[test]
fn codes_name_their_state_where_it_can_occur() {
    for (code, expected) in [
        ("auth_unavailable", ["A1", "A1", "B1", "B1"]),
        ("credential_unknown", ["A4", "A4", "B1", "B1"]),
        ("user_verification_failed", ["A5", "A5", "B1", "B1"]),
        ("registration_unavailable", ["B1", "B1", "R1", "R1"]),
        ("credential_exists", ["B1", "B1", "R4", "R4"]),
        ("device_activation_failed", ["B1", "B1", "R5", "R5"]),
        ("passkey_limit_reached", ["B1", "B1", "R6", "R6"]),
        ("not_supported", ["B2"; 4]),
    ] {
        assert_eq!(refused(422, Some(code)), expected, "{code}");
    }
}

#[test]
fn a_code_that_this_version_does_not_know_is_b1() {
    for (status, code) in [(400, "quantum_entangled"), (503, "quantum_entangled"), (500, "")] {
        assert_eq!(refused(status, Some(code)), ["B1"; 4], "{status} {code}");
    }
}

#[test]
fn too_many_calls_are_an_outage_and_not_an_expired_session() {
    assert_eq!(refused(429, Some("rate_limited")), OUTAGE);
}
