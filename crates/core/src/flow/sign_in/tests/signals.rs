//! The signal about a passkey that the backend doesn't know.

use super::*;

#[test]
fn a_passkey_that_the_backend_does_not_know_is_told_to_whoever_keeps_it() {
    let (mut journey, prompt) = Journey::at_prompt();
    let commands = journey.on(answered(prompt, asserted()));
    let commands = journey.answer(&commands, Answer::Verified(Err(refused("credential_unknown"))));
    assert_eq!(journey.problem(), "A4");
    assert_eq!(commands, [Command::Signal(if_unknown())]);
}

#[test]
fn so_is_one_from_the_autofill_and_one_that_was_there_at_once() {
    for (device, waits_at) in [
        (DEVICE, Step::Identifier { error: None }),
        (Device { immediate_get: Some(true), ..NO_AUTOFILL }, Step::Passkey),
    ] {
        let (mut journey, commands) = Journey::open(device);
        let mut commands = journey.answer(&commands, options());
        if waits_at == Step::Passkey {
            let look_up = journey.on(Event::IdentifierSubmitted("alice".to_owned()));
            commands = journey.answer(&look_up, identified(NextStep::Passkey));
        }
        assert_eq!(journey.flow.step, waits_at);
        let commands = journey.answer(&commands, asserted());
        let commands = journey.answer(&commands, Answer::Verified(Err(refused("credential_unknown"))));
        assert_eq!(commands, [Command::Signal(if_unknown())]);
    }
}

#[test]
fn where_the_options_name_no_relying_party_it_is_that_of_the_page() {
    let (mut journey, commands) = Journey::open(NO_AUTOFILL);
    let options = RequestOptions { rp_id: None, ..*request_options() };
    journey.answer(&commands, Reply::Options(Ok((Some(flow_id()), Box::new(options)))));
    let commands = journey.on(Event::PasskeyChosen);
    let commands = journey.answer(&commands, asserted());
    let commands = journey.answer(&commands, Answer::Verified(Err(refused("credential_unknown"))));
    let signal = Signal::UnknownCredential { rp_id: None, credential_id: "aWQ".to_owned() };
    assert_eq!(commands, [Command::Signal(signal)]);
}

#[test]
fn nothing_is_told_where_nothing_is_certain() {
    for failure in [
        outage(Call::Result),
        BackendFailure::TimedOut(Call::Result),
        BackendFailure::Malformed(Call::Result),
        refused("verification_failed"),
        refused("user_verification_failed"),
        refused("session_expired"),
        refused("quantum_entangled"),
    ] {
        let (mut journey, prompt) = Journey::at_prompt();
        let commands = journey.on(answered(prompt, asserted()));
        assert_eq!(journey.answer(&commands, Answer::Verified(Err(failure))), []);
    }
    // The browser knows no such passkey, so there is none to signal.
    let (mut journey, prompt) = Journey::at_prompt();
    assert_eq!(journey.on(answered(prompt, ceremony_failed("InvalidStateError"))), []);
    assert_eq!(journey.problem(), "A4");
}
