//! Password and code.

use super::*;
use crate::Message;
use crate::problem::Recovery;

#[test]
fn a_person_signs_in_with_password_and_code() {
    let (mut journey, opened) = Journey::open(NO_AUTOFILL);
    let prefetch = asked(&opened);
    let mut commands = journey.on(Event::IdentifierSubmitted("  alice ".to_owned()));
    assert_eq!(journey.flow.step, Step::LookingUp);
    assert_eq!(commands.remove(0), Command::Abort(prefetch), "its cookie could replace the lookup's");
    let attempt = asked(&commands);
    assert_eq!(commands, [Command::Identify { attempt, flow: None, username: "alice".to_owned() }]);

    let commands = journey.answer(&commands, identified(NextStep::Password));
    assert_eq!(commands, [Command::ShowFlow(Some(flow_id()))]);
    assert_eq!(journey.flow.step, Step::Password { error: None });

    let commands = journey.on(Event::PasswordSubmitted(secret("correct horse")));
    let attempt = asked(&commands);
    let (flow, username, password) = (Some(flow_id()), "alice".to_owned(), secret("correct horse"));
    assert_eq!(commands, [Command::CheckPassword { attempt, flow, username, password }]);
    assert_eq!(journey.answer(&commands, password_checked()), []);
    assert_eq!(journey.flow.step, code_step());

    let commands = journey.on(Event::CodeSubmitted(secret("123 456")));
    let attempt = asked(&commands);
    assert_eq!(commands, [Command::CheckCode { attempt, flow: Some(flow_id()), code: secret("123456") }]);
    assert_eq!(journey.answer(&commands, Answer::CodeChecked(Ok(SignInAnswer::SignedIn(signed_in())))), []);
    assert_eq!(journey.flow.step, signed_in_step());
}

#[test]
fn an_account_without_a_passkey_is_asked_for_its_password_in_a_browser_without_passkeys() {
    let (mut journey, commands) = Journey::open(Device::WITHOUT_PASSKEYS);
    assert_eq!(commands, [], "no options are fetched if nothing can use them");
    let commands = journey.on(Event::IdentifierSubmitted("alice".to_owned()));
    journey.answer(&commands, identified(NextStep::Password));
    assert_eq!(journey.flow.step, Step::Password { error: None });
}

#[test]
fn an_empty_field_is_pointed_out_and_nothing_is_sent() {
    let (mut journey, _) = Journey::open(NO_AUTOFILL);
    assert_eq!(journey.on(Event::IdentifierSubmitted("   ".to_owned())), []);
    assert_eq!(journey.flow.step, Step::Identifier { error: Some(Message::IdentifierMissing) });

    let mut journey = Journey::at_password();
    assert_eq!(journey.on(Event::PasswordSubmitted(secret(""))), []);
    assert_eq!(journey.flow.step, Step::Password { error: Some(Message::PasswordMissing) });
}

#[test]
fn a_code_that_is_not_six_digits_is_pointed_out_and_nothing_is_sent() {
    for typed in ["", "12345", "1234567", "12345a", "١٢٣٤٥٦"] {
        let mut journey = Journey::at_code();
        assert_eq!(journey.on(Event::CodeSubmitted(secret(typed))), [], "{typed}");
        let error = Some(Message::CodeMalformed { digits: "6".to_owned() });
        assert_eq!(journey.flow.step, Step::Code { sent: code_sent(), error, sent_again: false }, "{typed}");
    }
}

#[test]
fn spaces_in_a_password_are_part_of_it() {
    let mut journey = Journey::at_password();
    let commands = journey.on(Event::PasswordSubmitted(secret("  ")));
    assert!(matches!(&commands[..], [Command::CheckPassword { password, .. }] if *password == secret("  ")));
}

#[test]
fn a_wrong_password_stays_on_the_form_with_its_message_and_the_name_is_kept() {
    let mut journey = Journey::at_password();
    let commands = journey.on(Event::PasswordSubmitted(secret("wrong")));
    let refusal = Answer::PasswordChecked(Err(refused("password_incorrect")));
    assert_eq!(journey.answer(&commands, refusal), []);
    assert_eq!(journey.flow.step, Step::Password { error: Some(Message::PasswordIncorrect) });
    assert_eq!(journey.flow.identifier, "alice");

    let commands = journey.on(Event::PasswordSubmitted(secret("correct horse")));
    journey.answer(&commands, password_checked());
    assert_eq!(journey.flow.step, code_step());
}

#[test]
fn a_refused_code_stays_on_the_form_with_its_message() {
    for (code, message) in [
        ("code_incorrect", "That code isn’t right. Tries left: 2."),
        ("code_expired", "That code has expired. Ask for a new one."),
        ("code_tries_exhausted", "Too many wrong codes. Ask for a new one."),
        ("rate_limited", "Too many tries. Try again in 30 s."),
    ] {
        let mut journey = Journey::at_code();
        let commands = journey.on(Event::CodeSubmitted(secret("000000")));
        journey.answer(&commands, Answer::CodeChecked(Err(refused(code))));
        let Step::Code { error: Some(error), sent, .. } = &journey.flow.step else {
            panic!("no form: {code}")
        };
        assert_eq!(error.english(), message);
        assert_eq!(*sent, code_sent());
    }
}

#[test]
fn too_many_names_stay_on_the_form_with_the_name_kept() {
    let (mut journey, _) = Journey::open(NO_AUTOFILL);
    let commands = journey.on(Event::IdentifierSubmitted("alice".to_owned()));
    let commands = journey.answer(&commands, Answer::Identified(Err(refused("rate_limited"))));
    let is_for_anybody = matches!(&commands[..], [Command::FetchOptions { username: None, .. }]);
    assert!(is_for_anybody, "the autofill request continues: {commands:?}");
    let Step::Identifier { error: Some(error) } = &journey.flow.step else { panic!("no form") };
    assert_eq!(error.english(), "Too many tries. Try again in 30 s.");
    assert_eq!(journey.flow.identifier, "alice");
}

#[test]
fn options_that_come_late_do_not_take_the_flow_from_the_password() {
    let (mut journey, _) = Journey::open(NO_AUTOFILL);
    journey.on(Event::IdentifierSubmitted("alice".to_owned()));
    let late = journey.on(Event::CancelChosen);
    journey.on(Event::PasskeyChosen);
    journey.on(Event::CancelChosen);
    journey.on(Event::PasswordChosen);
    let commands = journey.on(Event::PasswordSubmitted(secret("correct horse")));
    journey.answer(&commands, password_checked());

    let other = FlowId::try_from("BBBBBBBBBBBBBBBBBBBBBB".to_owned()).expect("a flow's ID");
    assert_eq!(journey.on(answered(asked(&late), Reply::Options(Ok((Some(other), request_options()))))), []);
    assert_eq!(journey.flow.flow, Some(flow_id()));
}

#[test]
fn a_new_code_is_sent_and_said_so() {
    let mut journey = Journey::at_code();
    let commands = journey.on(Event::ResendChosen);
    assert_eq!(journey.flow.step, Step::ResendingCode(code_sent()));
    assert_eq!(commands, [Command::ResendCode { attempt: asked(&commands), flow: Some(flow_id()) }]);
    let sent = CodeSent { sent_to: Some("•••• 43".to_owned()), ..code_sent() };
    journey.answer(&commands, Answer::CodeResent(Ok(sent.clone())));
    assert_eq!(journey.flow.step, Step::Code { sent, error: None, sent_again: true });
}

#[test]
fn asking_for_a_new_code_too_soon_is_told_with_the_wait() {
    let mut journey = Journey::at_code();
    let commands = journey.on(Event::ResendChosen);
    journey.answer(&commands, Answer::CodeResent(Err(refused("resend_too_soon"))));
    let Step::Code { error: Some(error), sent_again: false, .. } = &journey.flow.step else {
        panic!("no form")
    };
    assert_eq!(error.english(), "You can ask for a new code in 30 s.");
}

#[test]
fn submitting_twice_sends_once() {
    let (mut journey, _) = Journey::open(NO_AUTOFILL);
    let commands = journey.on(Event::IdentifierSubmitted("alice".to_owned()));
    assert!(matches!(commands[..], [Command::Abort(_), Command::Identify { .. }]));
    assert_eq!(journey.on(Event::IdentifierSubmitted("alice".to_owned())), []);

    let mut journey = Journey::at_password();
    assert_eq!(journey.on(Event::PasswordSubmitted(secret("correct horse"))).len(), 1);
    assert_eq!(journey.on(Event::PasswordSubmitted(secret("correct horse"))), []);

    let mut journey = Journey::at_code();
    assert_eq!(journey.on(Event::CodeSubmitted(secret("123456"))).len(), 1);
    assert_eq!(journey.on(Event::CodeSubmitted(secret("123456"))), []);
    assert_eq!(journey.on(Event::ResendChosen), []);
}

#[test]
fn cancelling_a_check_goes_back_to_its_form_and_drops_the_late_answer() {
    let mut journey = Journey::at_password();
    let checking = journey.on(Event::PasswordSubmitted(secret("correct horse")));
    assert_eq!(journey.on(Event::CancelChosen), [Command::Abort(asked(&checking))]);
    assert_eq!(journey.answer(&checking, password_checked()), []);
    assert_eq!(journey.flow.step, Step::Password { error: None });
    let again = journey.on(Event::PasswordSubmitted(secret("correct horse")));
    assert_eq!(journey.answer(&checking, password_checked()), []);
    assert_eq!(journey.flow.step, Step::CheckingPassword, "an answer to the first check");
    journey.answer(&again, password_checked());

    for event in [Event::CodeSubmitted(secret("123456")), Event::ResendChosen] {
        let mut journey = Journey::at_code();
        let checking = journey.on(event);
        assert_eq!(journey.on(Event::CancelChosen), [Command::Abort(asked(&checking))]);
        assert_eq!(journey.flow.step, code_step());
        for late in [
            Answer::CodeChecked(Ok(SignInAnswer::SignedIn(signed_in()))),
            Answer::CodeResent(Ok(code_sent())),
        ] {
            assert_eq!(journey.answer(&checking, late), []);
            assert_eq!(journey.flow.step, code_step());
        }
    }
}

#[test]
fn cancelling_the_look_up_keeps_what_was_typed() {
    let (mut journey, _) = Journey::open(NO_AUTOFILL);
    let looking = journey.on(Event::IdentifierSubmitted("alice".to_owned()));
    let commands = journey.on(Event::CancelChosen);
    assert_eq!(commands[0], Command::Abort(asked(&looking)));
    assert!(matches!(commands[1], Command::FetchOptions { username: None, .. }), "for any account again");
    assert_eq!(journey.flow.step, Step::Identifier { error: None });
    assert_eq!(journey.flow.identifier, "alice");
    assert_eq!(journey.answer(&looking, identified(NextStep::Password)), []);
    assert_eq!(journey.flow.step, Step::Identifier { error: None });
}

#[test]
fn an_outage_on_the_password_way_keeps_the_way_and_offers_no_detour_to_itself() {
    let mut journey = Journey::at_password();
    let commands = journey.on(Event::PasswordSubmitted(secret("correct horse")));
    journey.answer(&commands, Answer::PasswordChecked(Err(outage(Call::Options))));
    assert_eq!(journey.problem(), "A1");
    assert_eq!(journey.flow.recoveries(), [Recovery::Retry]);
    assert_eq!(journey.on(Event::RetryChosen), []);
    assert_eq!(journey.flow.step, Step::Password { error: None });
    assert_eq!(journey.flow.identifier, "alice");

    for (event, answer) in [
        (Event::CodeSubmitted(secret("123456")), Answer::CodeChecked(Err(outage(Call::Options)))),
        (Event::ResendChosen, Answer::CodeResent(Err(outage(Call::Options)))),
    ] {
        let mut journey = Journey::at_code();
        let commands = journey.on(event);
        journey.answer(&commands, answer);
        assert_eq!(journey.problem(), "A1");
        assert_eq!(journey.flow.recoveries(), [Recovery::Retry]);
        journey.on(Event::RetryChosen);
        assert_eq!(journey.flow.step, code_step());
    }
}

#[test]
fn somebody_else_starts_anew() {
    for mut journey in [Journey::at_passkey(NO_AUTOFILL), Journey::at_password(), Journey::at_code()] {
        let commands = journey.on(Event::AccountChangeChosen);
        assert_eq!(journey.flow.step, Step::Identifier { error: None });
        assert_eq!(journey.flow.identifier, "");
        assert!(matches!(&commands[..], [Command::FetchOptions { username: None, .. }]));
    }
}

#[test]
fn somebody_else_starts_anew_while_a_password_or_a_code_is_checked() {
    for (mut journey, event) in [
        (Journey::at_password(), Event::PasswordSubmitted(secret("horse"))),
        (Journey::at_code(), Event::CodeSubmitted(secret("123456"))),
        (Journey::at_code(), Event::ResendChosen),
    ] {
        journey.on(event);
        let checked = journey.flow.attempts.awaited;
        let commands = journey.on(Event::AccountChangeChosen);
        assert_eq!(journey.flow.step, Step::Identifier { error: None });
        assert_eq!(journey.flow.identifier, "");
        assert_eq!(commands[0], Command::Abort(checked));
        assert!(matches!(&commands[1..], [Command::FetchOptions { username: None, .. }]));
    }
}
