//! The signal about a new passkey that the backend refused: no one else knows that it is an orphan.

use super::*;

/// Refusals of the credential itself.
fn refusals() -> [BackendFailure; 6] {
    [
        refused("device_activation_failed"),
        refused("passkey_limit_reached"),
        refused("not_supported"),
        refused("quantum_entangled"),
        refused_with(422, None),
        refused_with(400, Some("request_invalid")),
    ]
}

/// Failures after which the backend may have the passkey.
fn uncertainties() -> [BackendFailure; 9] {
    [
        outage(Call::Result),
        BackendFailure::TimedOut(Call::Result),
        BackendFailure::Malformed(Call::Result),
        unavailable(),
        refused_with(500, None),
        refused("credential_exists"),
        refused("session_expired"),
        refused_with(409, None),
        refused_with(410, None),
    ]
}

#[test]
fn a_new_passkey_that_the_backend_refuses_is_told_to_whoever_made_it() {
    for failure in refusals() {
        let (mut journey, activation) = Journey::at_activation();
        let commands = journey.on(answered(activation, Answer::Activated(Err(failure.clone()))));
        assert!(matches!(journey.flow.step, Step::Failed { .. }));
        assert_eq!(commands, [Command::Signal(if_refused())], "{failure:?}");
    }
}

#[test]
fn a_new_passkey_that_the_backend_may_have_is_left_alone() {
    for failure in uncertainties() {
        let (mut journey, activation) = Journey::at_activation();
        let commands = journey.on(answered(activation, Answer::Activated(Err(failure.clone()))));
        assert!(matches!(journey.flow.step, Step::Failed { .. }));
        assert_eq!(commands, [], "{failure:?}");
    }
}

#[test]
fn so_it_is_with_one_that_nobody_asked_for() {
    for (failures, expected) in [(&refusals()[..], Some(if_refused())), (&uncertainties()[..], None)] {
        for failure in failures {
            let (mut journey, commands) = Journey::open();
            journey.on(Event::DeviceKnown(Device { conditional_create: Some(true), ..Device::UNKNOWN }));
            let commands = journey.answer(&commands, options());
            let commands = journey.answer(&commands, created());
            let commands = journey.answer(&commands, Answer::Activated(Err(failure.clone())));
            let signals: Vec<_> = commands
                .into_iter()
                .filter_map(|command| if let Command::Signal(signal) = command { Some(signal) } else { None })
                .collect();
            assert_eq!(signals, Vec::from_iter(expected.clone()), "{failure:?}");
            assert_eq!(journey.flow.step, Step::Offered, "the user isn't told");
        }
    }
}

#[test]
fn the_answer_to_a_cancelled_activation_tells_nothing() {
    let (mut journey, activation) = Journey::at_activation();
    journey.on(Event::CancelChosen);
    let refusal = Answer::Activated(Err(refused("device_activation_failed")));
    assert_eq!(journey.on(answered(activation, refusal)), []);
}
