//! Tests of what the app detects itself: its own checks, and the requests that it ended.

use super::{in_both, set_up, shown, sign_in};
use crate::classify::{Context, Failure, OwnEnd};

/// Everything that a browser may throw after it was told to stop.
const THROWN: [&str; 9] = [
    "AbortError",
    "NotAllowedError",
    "TimeoutError",
    "InvalidStateError",
    "OperationError",
    "SecurityError",
    "NotSupportedError",
    "SomethingNewError",
    "",
];

#[test]
fn without_webauthn_it_is_b2() {
    for context in [sign_in(), set_up()] {
        assert_eq!(shown(&Failure::NoWebAuthn, &context), "B2");
    }
}

#[test]
fn without_a_usable_algorithm_it_is_b2() {
    for context in [sign_in(), set_up()] {
        assert_eq!(shown(&Failure::NoUsableAlgorithm, &context), "B2");
    }
}

#[test]
fn a_damaged_address_is_a1_or_r1() {
    assert_eq!(shown(&Failure::MalformedAddress, &sign_in()), "A1");
    assert_eq!(shown(&Failure::MalformedAddress, &set_up()), "R1");
}

#[test]
fn an_assertion_without_user_verification_is_a5() {
    assert_eq!(shown(&Failure::UserVerificationMissing, &sign_in()), "A5");
}

#[test]
fn a_new_passkey_without_user_verification_is_b4_as_a5_is_of_sign_in_alone() {
    assert_eq!(shown(&Failure::UserVerificationMissing, &set_up()), "B4");
}

#[test]
fn the_own_deadline_is_a3_or_r3_whatever_was_thrown_and_whenever() {
    for name in THROWN {
        for elapsed_ms in [0, 30_000, 600_000] {
            let ended = |context| Context { ended_by: Some(OwnEnd::Deadline), elapsed_ms, ..context };
            assert_eq!(in_both(name, "", ended), ["A3", "R3"], "{name} after {elapsed_ms} ms");
        }
    }
}

#[test]
fn the_own_cancel_is_a2_or_r2_whatever_was_thrown_and_whenever() {
    for name in THROWN {
        for elapsed_ms in [0, 30_000, 600_000] {
            let ended = |context| Context { ended_by: Some(OwnEnd::Cancel), elapsed_ms, ..context };
            assert_eq!(in_both(name, "", ended), ["A2", "R2"], "{name} after {elapsed_ms} ms");
        }
    }
}

#[test]
fn a_request_that_made_way_for_another_shows_nothing_whatever_was_thrown() {
    for name in THROWN {
        let ended = |context| Context { ended_by: Some(OwnEnd::Superseded), ..context };
        assert_eq!(in_both(name, "", ended), ["nothing", "nothing"], "{name}");
    }
}
