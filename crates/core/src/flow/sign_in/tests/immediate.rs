//! Immediate mode: a passkey on this device at once, otherwise the page as it is.

use super::*;

const IMMEDIATE: Device = Device { immediate_get: Some(true), ..NO_AUTOFILL };

/// On the passkey page as alice, while the browser looks for a passkey on this device. Returns the attempt of
/// that request.
fn looked_for() -> (Journey, Attempt) {
    let (mut journey, commands) = Journey::open(IMMEDIATE);
    journey.answer(&commands, options());
    let commands = journey.on(Event::IdentifierSubmitted("alice".to_owned()));
    let commands = journey.answer(&commands, identified(NextStep::Passkey));
    let attempt = asked(&commands);
    let request =
        Command::Request(Request { attempt, options: request_options(), mediation: Mediation::Immediate });
    assert_eq!(commands, [request]);
    assert_eq!(journey.flow.step, Step::Passkey, "the page is unchanged");
    (journey, attempt)
}

#[test]
fn a_local_passkey_signs_in_at_once() {
    let (mut journey, request) = looked_for();
    journey.on(answered(request, asserted()));
    assert_eq!(journey.flow.step, verifying_step());
}

#[test]
fn without_one_nothing_is_shown_and_the_accounts_options_are_fetched_for_the_press() {
    let (mut journey, request) = looked_for();
    let refusal = ceremony_failed("NotAllowedError");
    let commands = journey.on(answered(request, refusal));
    assert!(matches!(&commands[..], [Command::FetchOptions { username: Some(name), .. }] if name == "alice"));
    assert_eq!(journey.flow.step, Step::Passkey);
    assert_eq!(journey.answer(&commands, options()), [], "it isn't tried again");
}

#[test]
fn a_press_meanwhile_ends_it_before_the_prompt_opens() {
    let (mut journey, request) = looked_for();
    let commands = journey.on(Event::PasskeyChosen);
    assert_eq!(commands[0], Command::Abort(request));
    let fetch = asked(&commands);
    assert_eq!(journey.on(answered(fetch, options())), [], "the browser still holds the first request");
    let commands = journey.on(answered(request, ceremony_failed("AbortError")));
    assert!(matches!(commands[..], [Command::Request(Request { mediation: Mediation::Modal, .. })]));
}

#[test]
fn a_browser_that_cannot_tell_is_not_asked() {
    let journey = Journey::at_passkey(NO_AUTOFILL);
    assert_eq!(journey.flow.prompt.pending, Pending::None);
}
