//! Passkeys in the first page's autofill.

use super::*;

/// On the first page, with the autofill request pending. Returns the attempt of that request.
fn offered() -> (Journey, Attempt) {
    let (mut journey, commands) = Journey::open(DEVICE);
    let commands = journey.answer(&commands, options());
    let attempt = asked(&commands);
    (journey, attempt)
}

#[test]
fn the_browser_offers_passkeys_as_soon_as_the_options_are_there() {
    let (mut journey, commands) = Journey::open(DEVICE);
    let attempt = asked(&commands);
    assert_eq!(commands, [Command::FetchOptions { attempt, flow: None, username: None }]);
    let commands = journey.answer(&commands, options());
    let (attempt, options, mediation) = (asked(&commands), request_options(), Mediation::Conditional);
    let request = Command::Request(Request { attempt, options, mediation });
    assert_eq!(commands, [Command::ShowFlow(Some(flow_id())), request]);
    assert_eq!(journey.flow.step, Step::Identifier { error: None }, "the page is unchanged");
}

#[test]
fn the_browser_may_tell_later_that_it_can_offer_them() {
    let (mut journey, commands) = Journey::open(Device::UNKNOWN);
    assert_eq!(journey.answer(&commands, options()), [Command::ShowFlow(Some(flow_id()))]);
    let commands = journey.on(Event::DeviceKnown(DEVICE));
    assert!(matches!(commands[..], [Command::Request(Request { mediation: Mediation::Conditional, .. })]));
    assert_eq!(journey.on(Event::DeviceKnown(DEVICE)), [], "no second request");
}

#[test]
fn opening_twice_fetches_once() {
    let (mut journey, _) = Journey::open(DEVICE);
    assert_eq!(journey.on(Event::Opened), []);
    let (mut journey, _) = offered();
    assert_eq!(journey.on(Event::Opened), []);
}

#[test]
fn a_passkey_from_the_autofill_signs_in() {
    let (mut journey, request) = offered();
    let commands = journey.on(answered(request, asserted()));
    assert_eq!(journey.flow.step, verifying_step());
    let (attempt, assertion) = (asked(&commands), assertion(VERIFIED));
    assert_eq!(commands, [Command::SendAssertion { attempt, flow: Some(flow_id()), assertion }]);
    journey.answer(&commands, Answer::Verified(Ok(SignInAnswer::SignedIn(signed_in()))));
    assert_eq!(journey.flow.step, signed_in_step());
}

#[test]
fn a_passkey_from_the_autofill_without_user_verification_is_a5() {
    let (mut journey, request) = offered();
    let unverified = Reply::Ended(Ok(assertion(PRESENT)));
    assert_eq!(journey.on(answered(request, unverified)), []);
    assert_eq!(journey.problem(), "A5");
}

#[test]
fn the_prompt_waits_until_the_browser_let_go_of_the_autofill() {
    for end in [ceremony_failed("AbortError"), asserted()] {
        let (mut journey, request) = offered();
        assert_eq!(journey.on(Event::PasskeyChosen), [Command::Abort(request)], "no second prompt");
        assert_eq!(journey.flow.prompt.stage, Stage::Opening(Target::Any));
        let commands = journey.on(answered(request, end));
        assert!(matches!(commands[..], [Command::Request(Request { mediation: Mediation::Modal, .. })]));
        assert!(matches!(journey.flow.prompt.stage, Stage::Open { .. }));
    }
}

#[test]
fn going_on_with_the_password_ends_the_autofill() {
    let (mut journey, request) = offered();
    let commands = journey.on(Event::IdentifierSubmitted("alice".to_owned()));
    assert_eq!(commands[0], Command::Abort(request));
    assert!(matches!(commands[1], Command::Identify { .. }));
    assert_eq!(journey.on(answered(request, asserted())), [], "too late for this passkey");
    assert_eq!(journey.flow.step, Step::LookingUp);
}

#[test]
fn a_failing_autofill_disturbs_nobody_and_the_button_still_works() {
    for name in ["NotAllowedError", "AbortError", "SecurityError", "OperationError", "QuantumError", ""] {
        let (mut journey, request) = offered();
        assert_eq!(journey.on(answered(request, ceremony_failed(name))), [], "{name}");
        assert_eq!(journey.flow.step, Step::Identifier { error: None }, "{name}");
        let commands = journey.on(Event::PasskeyChosen);
        assert!(
            matches!(commands[..], [Command::Request(Request { mediation: Mediation::Modal, .. })]),
            "{name}"
        );
    }
}

#[test]
fn an_autofill_request_whose_challenge_grows_old_is_renewed() {
    let (mut journey, commands) = Journey::open(DEVICE);
    let fetched = asked(&commands);
    let request = asked(&journey.answer(&commands, options()));
    let commands = journey.on(Event::Prompt(prompt::Event::OptionsExpired(fetched)));
    assert_eq!(commands[0], Command::Abort(request));
    let fetch = asked(&commands);
    assert_eq!(journey.on(answered(fetch, options())), [], "the browser still holds the old request");
    let ended = ceremony_failed("AbortError");
    let commands = journey.on(answered(request, ended));
    assert!(matches!(commands[..], [Command::Request(Request { mediation: Mediation::Conditional, .. })]));
    assert_eq!(journey.on(Event::Prompt(prompt::Event::OptionsExpired(fetched))), [], "those are gone");
}

#[test]
fn a_press_after_a_long_pause_is_with_a_fresh_challenge() {
    let (mut journey, commands) = Journey::open(NO_AUTOFILL);
    let fetched = asked(&commands);
    journey.answer(&commands, options());
    let commands = journey.on(Event::Prompt(prompt::Event::OptionsExpired(fetched)));
    assert!(matches!(&commands[..], [Command::FetchOptions { flow: Some(_), .. }]));
    assert_eq!(journey.on(Event::PasskeyChosen), [], "the press waits for them");
    let commands = journey.answer(&commands, options());
    assert!(matches!(commands[..], [Command::Request(Request { mediation: Mediation::Modal, .. })]));
}

#[test]
fn without_the_options_the_first_page_works_and_the_press_fetches_again() {
    let (mut journey, commands) = Journey::open(DEVICE);
    assert_eq!(journey.answer(&commands, Reply::Options(Err(outage(Call::Options)))), []);
    assert_eq!(journey.flow.step, Step::Identifier { error: None });
    let commands = journey.on(Event::PasskeyChosen);
    assert!(matches!(commands[..], [Command::FetchOptions { .. }]));
    let commands = journey.answer(&commands, options());
    assert!(matches!(
        commands[..],
        [Command::ShowFlow(_), Command::Request(Request { mediation: Mediation::Modal, .. })]
    ));
}

#[test]
fn an_address_of_an_expired_flow_says_so_when_the_page_opens() {
    let mut journey = Journey { flow: SignIn::new(DEVICE, FlowParameter::WellFormed(flow_id())) };
    let commands = journey.on(Event::Opened);
    assert!(matches!(&commands[..], [Command::FetchOptions { flow: Some(_), .. }]));
    journey.answer(&commands, Reply::Options(Err(refused("session_expired"))));
    assert_eq!(journey.problem(), "B1");
}

#[test]
fn back_on_the_first_page_the_autofill_waits_for_the_end_of_the_prompt() {
    let (mut journey, prompt) = Journey::at_prompt();
    journey.flow.device = DEVICE;
    journey.on(Event::CancelChosen);
    let commands = journey.on(Event::AccountChangeChosen);
    assert_eq!(journey.answer(&commands, options()), [], "the browser still holds the prompt");
    let commands = journey.on(answered(prompt, ceremony_failed("AbortError")));
    assert!(matches!(commands[..], [Command::Request(Request { mediation: Mediation::Conditional, .. })]));
}
