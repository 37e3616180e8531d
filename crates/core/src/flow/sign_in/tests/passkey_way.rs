//! The passkey page and its prompt.

use super::*;

#[test]
fn a_person_signs_in_with_a_passkey() {
    let mut journey = Journey::at_passkey(NO_AUTOFILL);
    let commands = journey.on(Event::PasskeyChosen);
    let prompt = asked(&commands);
    let (attempt, options, mediation) = (prompt, request_options(), Mediation::Modal);
    assert_eq!(commands, [Command::Request(Request { attempt, options, mediation })]);

    let commands = journey.answer(&commands, asserted());
    assert_eq!(journey.flow.step, verifying_step());
    let (attempt, assertion) = (asked(&commands), assertion(VERIFIED));
    assert_eq!(commands, [Command::SendAssertion { attempt, flow: Some(flow_id()), assertion }]);
    assert_eq!(journey.answer(&commands, Answer::Verified(Ok(SignInAnswer::SignedIn(signed_in())))), []);
    assert_eq!(journey.flow.step, signed_in_step());
}

#[test]
fn the_options_are_fetched_before_the_press_for_the_account() {
    let (mut journey, _) = Journey::open(NO_AUTOFILL);
    let commands = journey.on(Event::IdentifierSubmitted("alice".to_owned()));
    let commands = journey.answer(&commands, identified(NextStep::Passkey));
    let (attempt, flow, username) = (asked(&commands), Some(flow_id()), Some("alice".to_owned()));
    let fetch = Command::FetchOptions { attempt, flow, username };
    assert_eq!(commands, [Command::ShowFlow(Some(flow_id())), fetch]);
}

#[test]
fn the_options_of_the_first_page_do_not_serve_for_the_account() {
    let (mut journey, first) = Journey::open(NO_AUTOFILL);
    let commands = journey.on(Event::IdentifierSubmitted("alice".to_owned()));
    assert_eq!(journey.answer(&first, options()), []);
    journey.answer(&commands, identified(NextStep::Passkey));
    assert_eq!(journey.answer(&first, options()), []);
    assert_eq!(journey.on(Event::PasskeyChosen), [], "the account's are being fetched");
}

#[test]
fn a_prompt_that_is_asked_for_early_opens_when_the_options_are_there() {
    let (mut journey, commands) = Journey::open(NO_AUTOFILL);
    assert_eq!(journey.on(Event::PasskeyChosen), []);
    assert_eq!(journey.flow.prompt.stage, Stage::Opening(Target::Any));
    let commands = journey.answer(&commands, options());
    assert!(matches!(
        commands[..],
        [Command::ShowFlow(Some(_)), Command::Request(Request { mediation: Mediation::Modal, .. })]
    ));
}

#[test]
fn asking_twice_for_the_prompt_opens_one() {
    let (mut journey, _) = Journey::at_prompt();
    assert_eq!(journey.on(Event::PasskeyChosen), []);
    assert_eq!(journey.on(Event::AnotherDeviceChosen), []);
    assert_eq!(journey.on(Event::RetryChosen), []);
}

#[test]
fn a_cancelled_prompt_is_a2_and_a_new_one_waits_for_its_end() {
    for end in [ceremony_failed("AbortError"), asserted()] {
        let (mut journey, prompt) = Journey::at_prompt();
        assert_eq!(journey.on(Event::CancelChosen), [Command::Abort(prompt)]);
        assert_eq!(journey.problem(), "A2");

        let fetch = journey.on(Event::RetryChosen);
        assert!(matches!(fetch[..], [Command::FetchOptions { .. }]), "a challenge can be used only once");
        assert_eq!(journey.answer(&fetch, options()), [], "the browser still holds the first prompt");
        assert_eq!(journey.flow.prompt.stage, Stage::Opening(Target::Any));

        let commands = journey.on(answered(prompt, end));
        assert!(matches!(commands[..], [Command::Request(Request { .. })]));
        assert_ne!(asked(&commands), prompt);
    }
}

#[test]
fn a_cancelled_prompt_that_ends_late_changes_nothing() {
    let (mut journey, prompt) = Journey::at_prompt();
    journey.on(Event::CancelChosen);
    journey.on(Event::PasswordChosen);
    assert_eq!(journey.on(answered(prompt, asserted())), []);
    assert_eq!(journey.flow.step, Step::Password { error: None });
    assert_eq!(journey.flow.prompt.pending, Pending::None);
}

#[test]
fn a_timeout_of_the_browsers_own_is_a3_and_trying_again_opens_the_prompt_again() {
    let (mut journey, prompt) = Journey::at_prompt();
    let late = ceremony_failed("TimeoutError");
    assert_eq!(journey.on(answered(prompt, late)), []);
    assert_eq!(journey.problem(), "A3");
    let commands = journey.on(Event::RetryChosen);
    let commands = journey.answer(&commands, options());
    assert!(matches!(commands[..], [Command::Request(Request { mediation: Mediation::Modal, .. })]));
}

#[test]
fn a_request_that_is_still_pending_in_the_browser_is_asked_once_more_and_then_is_b3() {
    let (mut journey, prompt) = Journey::at_prompt();
    let commands = journey.on(answered(prompt, ceremony_failed("OperationError")));
    assert!(matches!(commands[..], [Command::Request(Request { .. })]));
    let commands = journey.answer(&commands, ceremony_failed("OperationError"));
    assert_eq!(commands, []);
    assert_eq!(journey.problem(), "B3");
}

#[test]
fn an_assertion_without_user_verification_is_not_sent_and_is_a5() {
    let (mut journey, prompt) = Journey::at_prompt();
    let unverified = Reply::Ended(Ok(assertion(PRESENT)));
    assert_eq!(journey.on(answered(prompt, unverified)), []);
    assert_eq!(journey.problem(), "A5");
}

#[test]
fn where_user_verification_is_only_preferred_the_assertion_is_sent() {
    let (mut journey, commands) = Journey::open(NO_AUTOFILL);
    let preferred = RequestOptions { user_verification: Some("preferred".to_owned()), ..*request_options() };
    journey.answer(&commands, Reply::Options(Ok((Some(flow_id()), Box::new(preferred)))));
    let commands = journey.on(Event::PasskeyChosen);
    let commands = journey.answer(&commands, Reply::Ended(Ok(assertion(PRESENT))));
    assert!(matches!(commands[..], [Command::SendAssertion { .. }]));
}

#[test]
fn what_the_backend_finds_wrong_with_the_assertion_is_shown() {
    for (code, id) in [
        ("credential_unknown", "A4"),
        ("user_verification_failed", "A5"),
        ("session_expired", "B1"),
        ("verification_failed", "B5"),
        ("quantum_entangled", "B1"),
    ] {
        let (mut journey, prompt) = Journey::at_prompt();
        let commands = journey.on(answered(prompt, asserted()));
        journey.answer(&commands, Answer::Verified(Err(refused(code))));
        assert_eq!(journey.problem(), id, "{code}");
    }
}

#[test]
fn cancelling_the_check_of_the_assertion_is_a2_and_drops_its_answer() {
    let (mut journey, prompt) = Journey::at_prompt();
    let checking = journey.on(answered(prompt, asserted()));
    assert_eq!(journey.on(Event::CancelChosen), [Command::Abort(asked(&checking))]);
    assert_eq!(journey.problem(), "A2");
    assert_eq!(journey.answer(&checking, Answer::Verified(Ok(SignInAnswer::SignedIn(signed_in())))), []);
    assert_eq!(journey.problem(), "A2");
}

#[test]
fn the_same_answer_twice_counts_once() {
    let (mut journey, prompt) = Journey::at_prompt();
    assert_eq!(journey.on(answered(prompt, asserted())).len(), 1);
    assert_eq!(journey.on(answered(prompt, asserted())), []);
    assert_eq!(journey.flow.step, verifying_step());
}

#[test]
fn cancelling_while_the_options_hang_gives_them_up_and_the_next_try_asks_anew() {
    let (mut journey, first) = Journey::open(NO_AUTOFILL);
    assert_eq!(journey.on(Event::PasskeyChosen), []);
    assert_eq!(journey.on(Event::CancelChosen), [Command::Abort(asked(&first))]);
    assert_eq!(journey.problem(), "A2");
    assert!(matches!(journey.on(Event::RetryChosen)[..], [Command::FetchOptions { .. }]));
}
