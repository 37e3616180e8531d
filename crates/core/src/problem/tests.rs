//! Tests of the code against the documentation, word for word.

use std::collections::HashSet;

use super::{Operation, Problem, Recovery};
use crate::classify::{BackendFailure, Stage, classify_backend};

/// ID, title and body as documented. B3 is documented only by its title.
const DOCUMENTED: [(&str, &str, &str); 16] = [
    (
        "A1",
        "Passkey Unavailable",
        "Passkey login is temporarily unavailable. You can try again or sign in with your password instead.",
    ),
    (
        "A2",
        "Passkey Not Found or Canceled",
        "No passkey was detected for this device, or the operation was canceled. Log in with your password and two-factor authentication (2FA) to proceed. After you are verified, you can set up a new passkey.",
    ),
    (
        "A3",
        "Passkey Request Timed Out",
        "You did not respond to the passkey prompt in time. Please try again.",
    ),
    (
        "A4",
        "Passkey is not found on this device",
        "No Passkey is set up for this device. To create one, log in with your password and 2FA. After verification, you can set up a passkey for this device. You can also choose to sign in with your password for now.",
    ),
    (
        "A5",
        "We could not verify you",
        "We were unable to verify your biometric input. Try again or use another method to log in.",
    ),
    (
        "R1",
        "Passkey Unavailable",
        "We could not complete the passkey setup right now. You can try again or set it up later.",
    ),
    (
        "R2",
        "Passkey Set Up Canceled",
        "Your passkey setup was canceled. Retry or continue with your password.",
    ),
    (
        "R3",
        "Passkey Request Timed Out",
        "You did not respond to the passkey prompt in time. Try again or set it up later.",
    ),
    (
        "R4",
        "Passkey already registered for this device",
        "The passkey already exists for this device. You cannot register the same device twice.",
    ),
    (
        "R5",
        "Failed to register the device for passkey",
        "We were unable to activate this device for passkeys. You can also choose to log in with your password for now.",
    ),
    (
        "R6",
        "Passkey Limit Reached",
        "You have reached the maximum number of passkeys. Use your password or remove an existing passkey to add a new one.",
    ),
    ("B1", "Session Expired", "Your session has expired; restart to continue."),
    (
        "B2",
        "Passkeys Not Supported",
        "Your browser or device does not support passkeys. You can continue with your password or use a different device",
    ),
    ("B3", "Verification couldn’t be completed", ""),
    (
        "B4",
        "No compatible device found",
        "We could not find a compatible device for this action. Connect a supported device or use another login method.",
    ),
    (
        "B5",
        "Verification failed",
        "We could not verify your identity. Use another sign-in method to access your account.",
    ),
];

/// Returns where a state can occur, by the first letter of its ID.
fn operations(id: &str) -> &'static [Operation] {
    match id.as_bytes()[0] {
        b'A' => &[Operation::SignIn],
        b'R' => &[Operation::SetUp],
        b'B' => &Operation::ALL,
        other => panic!("no such scope: {other}"),
    }
}

#[test]
fn a_person_reads_the_documented_words() {
    for (problem, (id, title, body)) in Problem::ALL.into_iter().zip(DOCUMENTED) {
        assert_eq!(problem.id(), id);
        assert_eq!(problem.title().english(), title, "{id}");
        if body.is_empty() {
            assert!(!problem.body().english().trim().is_empty(), "{id} needs its own body");
        } else {
            assert_eq!(problem.body().english(), body, "{id}");
        }
    }
}

#[test]
fn every_state_is_listed_once() {
    assert_eq!(Problem::ALL.into_iter().collect::<HashSet<_>>().len(), 16);
    assert_eq!(Problem::ALL.map(Problem::id).into_iter().collect::<HashSet<_>>().len(), 16);
}

#[test]
fn every_state_occurs_where_its_letter_says() {
    for problem in Problem::ALL {
        let occurring: Vec<_> =
            Operation::ALL.into_iter().filter(|operation| problem.occurs_in(*operation)).collect();
        assert_eq!(occurring, operations(problem.id()), "{}", problem.id());
    }
}

#[test]
fn there_is_always_a_way_on_and_it_fits_the_operation() {
    for problem in Problem::ALL {
        for operation in operations(problem.id()) {
            let recoveries = problem.recoveries(*operation);
            let unfit = match operation {
                Operation::SignIn => [Recovery::SetUpLater, Recovery::ManagePasskeys],
                Operation::SetUp => [Recovery::Password, Recovery::Password],
            };
            let id = problem.id();
            assert!(!recoveries.is_empty(), "{id} in {operation:?} is a dead end");
            assert!(!recoveries.iter().any(|recovery| unfit.contains(recovery)), "{id} in {operation:?}");
            assert_eq!(
                recoveries.iter().collect::<HashSet<_>>().len(),
                recoveries.len(),
                "{id}: the same twice"
            );
        }
    }
}

#[test]
fn the_ways_on_are_those_that_the_documented_text_names() {
    use Recovery::{AnotherDevice, ManagePasskeys, Password, Restart, Retry, SetUpLater};
    for (problem, operation, named) in [
        (Problem::SignInUnavailable, Operation::SignIn, &[Retry, Password][..]),
        (Problem::NotFoundOrCanceled, Operation::SignIn, &[Retry, Password]),
        (Problem::SignInTimedOut, Operation::SignIn, &[Retry]),
        (Problem::NotOnThisDevice, Operation::SignIn, &[Password]),
        (Problem::UserNotVerified, Operation::SignIn, &[Retry, Password]),
        (Problem::SetUpUnavailable, Operation::SetUp, &[Retry, SetUpLater]),
        (Problem::SetUpCanceled, Operation::SetUp, &[Retry, SetUpLater]),
        (Problem::SetUpTimedOut, Operation::SetUp, &[Retry, SetUpLater]),
        (Problem::ActivationFailed, Operation::SetUp, &[SetUpLater]),
        (Problem::LimitReached, Operation::SetUp, &[ManagePasskeys, SetUpLater]),
        (Problem::NotSupported, Operation::SignIn, &[Password]),
        (Problem::NotSupported, Operation::SetUp, &[SetUpLater]),
        (Problem::NoCompatibleDevice, Operation::SignIn, &[Password, AnotherDevice]),
        (Problem::VerificationFailed, Operation::SignIn, &[Password]),
    ] {
        let offered = problem.recoveries(operation);
        assert!(named.iter().all(|recovery| offered.contains(recovery)), "{}: {offered:?}", problem.id());
    }
    for operation in Operation::ALL {
        assert_eq!(Problem::SessionExpired.recoveries(operation), [Restart]);
    }
}

#[test]
fn every_way_on_is_a_button_with_a_name_of_its_own() {
    use Recovery::{AnotherDevice, ManagePasskeys, Password, Restart, Retry, SetUpLater};
    let all = [Retry, Password, SetUpLater, Restart, AnotherDevice, ManagePasskeys];
    let names: HashSet<_> = all.iter().map(|recovery| recovery.label().english()).collect();
    assert_eq!(names.len(), all.len());
}

#[test]
fn a_backend_names_a_state_by_the_agreed_code() {
    for (code, id) in [
        ("auth_unavailable", "A1"),
        ("credential_unknown", "A4"),
        ("user_verification_failed", "A5"),
        ("registration_unavailable", "R1"),
        ("credential_exists", "R4"),
        ("device_activation_failed", "R5"),
        ("passkey_limit_reached", "R6"),
        ("session_expired", "B1"),
        ("not_supported", "B2"),
        ("verification_failed", "B5"),
    ] {
        for operation in operations(id) {
            assert_eq!(Problem::from_code(code, *operation).id(), id, "{code}");
        }
    }
}

#[test]
fn codes_lead_back_to_their_state() {
    for problem in Problem::ALL {
        let Some(code) = problem.code() else { continue };
        for operation in operations(problem.id()) {
            assert_eq!(Problem::from_code(code, *operation), problem, "{code}");
        }
    }
}

#[test]
fn states_that_arise_in_the_browser_have_no_code() {
    let without: Vec<_> =
        Problem::ALL.into_iter().filter(|problem| problem.code().is_none()).map(Problem::id).collect();
    assert_eq!(without, ["A2", "A3", "R2", "R3", "B3", "B4"]);
}

#[test]
fn a_code_of_the_future_or_of_the_other_operation_is_b1() {
    for (code, operation) in [
        ("quantum_entangled", Operation::SignIn),
        ("quantum_entangled", Operation::SetUp),
        ("", Operation::SignIn),
        ("SESSION_EXPIRED", Operation::SetUp),
        ("passkey_limit_reached", Operation::SignIn),
        ("credential_unknown", Operation::SetUp),
    ] {
        assert_eq!(Problem::from_code(code, operation), Problem::SessionExpired, "{code}");
    }
}

#[test]
fn each_cause_is_explained_in_words_that_are_not_the_states_own() {
    let causes: HashSet<_> = Problem::ALL.map(Problem::cause).into_iter().collect();
    assert_eq!(causes.len(), 16);
    for problem in Problem::ALL {
        assert!(problem.cause().ends_with('.'), "{}", problem.id());
        assert_ne!(problem.cause(), problem.body().english(), "{}", problem.id());
    }
}

#[test]
fn no_backend_failure_leads_to_a_state_of_the_other_operation() {
    let codes = Problem::ALL.into_iter().map(Problem::code).chain([Some("quantum_entangled")]);
    for code in codes {
        for operation in Operation::ALL {
            for stage in [Stage::Options, Stage::Result] {
                let failure = BackendFailure::Refused {
                    stage,
                    status: 500,
                    code: code.map(str::to_owned),
                    retry_after_s: None,
                    tries_left: None,
                };
                let problem = classify_backend(&failure, operation);
                assert!(problem.occurs_in(operation), "{code:?} in {operation:?} is {}", problem.id());
            }
        }
    }
}
