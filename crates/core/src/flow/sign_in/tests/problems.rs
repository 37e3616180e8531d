//! What goes wrong along the way, and how to recover.

use super::*;
use crate::problem::Recovery;

#[test]
fn an_outage_of_the_look_up_is_a1_and_trying_again_looks_the_same_name_up() {
    let (mut journey, _) = Journey::open(NO_AUTOFILL);
    let commands = journey.on(Event::IdentifierSubmitted("alice".to_owned()));
    journey.answer(&commands, Answer::Identified(Err(outage(Call::Options))));
    assert_eq!(journey.problem(), "A1");
    assert_eq!(journey.flow.recoveries(), [Recovery::Retry, Recovery::Password]);
    let commands = journey.on(Event::RetryChosen);
    assert!(matches!(&commands[..], [Command::Identify { username, .. }] if username == "alice"));
}

#[test]
fn an_outage_of_the_look_up_leaves_the_way_with_the_password() {
    let (mut journey, _) = Journey::open(NO_AUTOFILL);
    let commands = journey.on(Event::IdentifierSubmitted("alice".to_owned()));
    journey.answer(&commands, Answer::Identified(Err(outage(Call::Options))));
    assert_eq!(journey.on(Event::AnotherDeviceChosen), [], "that way isn't offered here");
    journey.on(Event::PasswordChosen);
    assert_eq!(journey.flow.step, Step::Password { error: None });
    assert_eq!(journey.flow.identifier, "alice");
}

#[test]
fn an_outage_of_the_options_is_a1_and_trying_again_fetches_and_prompts() {
    let (mut journey, commands) = Journey::open(NO_AUTOFILL);
    journey.on(Event::PasskeyChosen);
    journey.answer(&commands, Reply::Options(Err(outage(Call::Options))));
    assert_eq!(journey.problem(), "A1");
    let commands = journey.on(Event::RetryChosen);
    assert!(matches!(commands[..], [Command::FetchOptions { .. }]));
    let commands = journey.answer(&commands, options());
    assert!(matches!(commands[..], [Command::ShowFlow(_), Command::Request(Request { .. })]));
}

#[test]
fn an_outage_of_the_check_is_a1_and_trying_again_prompts_with_a_new_challenge() {
    let (mut journey, prompt) = Journey::at_prompt();
    let commands = journey.on(answered(prompt, asserted()));
    journey.answer(&commands, Answer::Verified(Err(outage(Call::Result))));
    assert_eq!(journey.problem(), "A1");
    let commands = journey.on(Event::RetryChosen);
    assert!(matches!(&commands[..], [Command::FetchOptions { username: Some(_), .. }]));
}

#[test]
fn choosing_the_password_before_giving_a_name_asks_for_the_name_and_then_for_the_password() {
    let (mut journey, commands) = Journey::open(NO_AUTOFILL);
    journey.answer(&commands, options());
    let commands = journey.on(Event::PasskeyChosen);
    journey.answer(&commands, ceremony_failed("NotAllowedError"));
    assert_eq!(journey.problem(), "A2");
    journey.on(Event::PasswordChosen);
    assert_eq!(journey.flow.step, Step::Identifier { error: None });
    assert_eq!(journey.on(Event::IdentifierSubmitted("alice".to_owned())), [], "no lookup is needed");
    assert_eq!(journey.flow.step, Step::Password { error: None });
}

#[test]
fn a_browser_without_passkeys_is_b2_for_an_account_with_a_passkey() {
    let (mut journey, _) = Journey::open(Device::WITHOUT_PASSKEYS);
    let commands = journey.on(Event::IdentifierSubmitted("alice".to_owned()));
    let commands = journey.answer(&commands, identified(NextStep::Passkey));
    assert_eq!(commands, [Command::ShowFlow(Some(flow_id()))]);
    assert_eq!(journey.problem(), "B2");
    assert_eq!(journey.flow.recoveries(), [Recovery::Password]);
    assert_eq!(journey.on(Event::AnotherDeviceChosen), []);
    journey.on(Event::PasswordChosen);
    assert_eq!(journey.flow.step, Step::Password { error: None });
}

#[test]
fn a_browser_without_passkeys_is_b2_when_the_button_is_pressed() {
    let (mut journey, _) = Journey::open(Device::WITHOUT_PASSKEYS);
    assert_eq!(journey.on(Event::PasskeyChosen), []);
    assert_eq!(journey.problem(), "B2");
}

#[test]
fn a_damaged_address_is_a1_and_trying_again_cleans_it() {
    let mut journey = Journey { flow: SignIn::new(NO_AUTOFILL, FlowParameter::Malformed) };
    assert_eq!(journey.on(Event::Opened), []);
    assert_eq!(journey.problem(), "A1");
    let commands = journey.on(Event::RetryChosen);
    assert_eq!(commands[0], Command::ShowFlow(None), "or a reload would fail again");
    assert!(matches!(commands[1], Command::FetchOptions { flow: None, .. }));
    assert_eq!(journey.flow.step, Step::Identifier { error: None });
}

/// Every way in which the session can turn out to be over.
fn expired() -> Vec<Journey> {
    let (mut looking_up, _) = Journey::open(NO_AUTOFILL);
    let commands = looking_up.on(Event::IdentifierSubmitted("alice".to_owned()));
    looking_up.answer(&commands, Answer::Identified(Err(refused("session_expired"))));

    let (mut prompting, prompt) = Journey::at_prompt();
    let commands = prompting.on(answered(prompt, asserted()));
    prompting.answer(&commands, Answer::Verified(Err(refused("session_expired"))));

    let mut password = Journey::at_password();
    let commands = password.on(Event::PasswordSubmitted(secret("correct horse")));
    password.answer(&commands, Answer::PasswordChecked(Err(refused("session_expired"))));

    let mut code = Journey::at_code();
    let commands = code.on(Event::CodeSubmitted(secret("123456")));
    code.answer(&commands, Answer::CodeChecked(Err(refused("session_expired"))));

    vec![looking_up, prompting, password, code]
}

#[test]
fn an_expired_session_has_no_way_on_but_restart() {
    for mut journey in expired() {
        assert_eq!(journey.problem(), "B1");
        assert_eq!(journey.flow.recoveries(), [Recovery::Restart]);
        let before = journey.flow.clone();
        for event in [
            Event::RetryChosen,
            Event::PasswordChosen,
            Event::PasskeyChosen,
            Event::AnotherDeviceChosen,
            Event::AccountChangeChosen,
            Event::CancelChosen,
            Event::ResendChosen,
            Event::Opened,
            Event::PasswordSubmitted(secret("correct horse")),
            Event::CodeSubmitted(secret("123456")),
            Event::IdentifierSubmitted("alice".to_owned()),
        ] {
            assert_eq!(journey.on(event.clone()), [], "{event:?}");
            assert_eq!(journey.flow, before, "{event:?}");
        }
    }
}

#[test]
fn restart_begins_with_a_new_flow_and_nobodys_name() {
    for mut journey in expired() {
        let commands = journey.on(Event::RestartChosen);
        assert_eq!(commands[0], Command::ShowFlow(None));
        assert!(matches!(commands[1], Command::FetchOptions { flow: None, username: None, .. }));
        assert_eq!(journey.flow.flow, None);
        assert_eq!(journey.flow.identifier, "");
        assert_eq!(journey.flow.step, Step::Identifier { error: None });
    }
}

#[test]
fn restart_means_nothing_where_nothing_failed() {
    for mut journey in [Journey::at_passkey(NO_AUTOFILL), Journey::at_password(), Journey::at_code()] {
        let before = journey.flow.clone();
        assert_eq!(journey.on(Event::RestartChosen), []);
        assert_eq!(journey.flow, before);
    }
}

#[test]
fn a_password_or_code_never_shows_in_a_log() {
    let mut journey = Journey::at_password();
    let commands = journey.on(Event::PasswordSubmitted(secret("correct horse")));
    assert!(!format!("{:?} {commands:?}", journey.flow).contains("horse"));
    let mut journey = Journey::at_code();
    let commands = journey.on(Event::CodeSubmitted(secret("123456")));
    assert!(!format!("{:?} {commands:?}", journey.flow).contains("123456"));
}
