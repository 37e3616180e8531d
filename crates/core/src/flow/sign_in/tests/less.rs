//! Sign-in with backends that offer less.

use super::*;
use crate::Features;
use crate::problem::Recovery;

/// Opens the page with a backend that has these features. Returns its commands.
fn open(features: Features, device: Device) -> (Journey, Vec<Command>) {
    let mut journey = Journey { flow: SignIn { features, ..SignIn::new(device, FlowParameter::Absent) } };
    let commands = journey.on(Event::Opened);
    (journey, commands)
}

const WITHOUT_PASSWORD: Features = Features { password: false, resend_code: false, ..Features::ALL };
const WITH_A_NAME_ALONE: Features = Features { discoverable: false, ..Features::ALL };

#[test]
fn without_a_password_step_nobody_is_led_to_one() {
    let (mut journey, _) = open(WITHOUT_PASSWORD, NO_AUTOFILL);
    let commands = journey.on(Event::IdentifierSubmitted("alice".to_owned()));
    journey.answer(&commands, identified(NextStep::Passkey));
    journey.on(Event::PasswordChosen);
    assert_eq!(journey.flow.step, Step::Passkey);
    journey.on(Event::PasskeyChosen);
    journey.on(Event::CancelChosen);
    assert_eq!(journey.flow.recoveries(), [Recovery::Retry, Recovery::AnotherDevice]);
}

#[test]
fn where_options_need_a_name_no_passkey_is_asked_for_before_it_is_said() {
    let (mut journey, commands) = open(WITH_A_NAME_ALONE, DEVICE);
    assert_eq!(commands, []);
    assert_eq!(journey.on(Event::PasskeyChosen), []);
    assert_eq!(journey.flow.step, Step::Identifier { error: None });
    let commands = journey.on(Event::IdentifierSubmitted("alice".to_owned()));
    let commands = journey.answer(&commands, identified(NextStep::Passkey));
    assert!(
        matches!(commands.as_slice(), [.., Command::FetchOptions { username: Some(name), .. }] if name == "alice"),
        "{commands:?}"
    );
}

#[test]
fn a_password_alone_signs_in_where_no_code_follows() {
    let mut journey = Journey::at_password();
    let commands = journey.on(Event::PasswordSubmitted(secret("correct horse")));
    journey.answer(&commands, Answer::PasswordChecked(Ok(SignInAnswer::SignedIn(signed_in()))));
    assert_eq!(journey.flow.step, signed_in_step());
}

#[test]
fn a_passkey_is_followed_by_a_code_where_the_backend_asks_for_one() {
    let (mut journey, attempt) = Journey::at_prompt();
    let commands = journey.on(answered(attempt, asserted()));
    let code = CodeSent { sent_to: None, digits: 6 };
    journey.answer(&commands, Answer::Verified(Ok(SignInAnswer::Code { flow: None, code: code.clone() })));
    assert_eq!(journey.flow.step, Step::Code { sent: code, error: None, sent_again: false });
}

#[test]
fn a_code_that_cannot_be_sent_again_is_not_asked_for_again() {
    let mut journey = Journey::at_code();
    journey.flow.features = Features { resend_code: false, ..Features::ALL };
    assert_eq!(journey.on(Event::ResendChosen), []);
    assert_eq!(journey.flow.step, code_step());
}
