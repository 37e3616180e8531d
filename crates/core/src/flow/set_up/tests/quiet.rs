//! Conditional create: either the password manager creates a passkey by itself, or the user notices nothing.

use super::*;
use crate::flow::prompt::{Pending, Prefetched};

/// At the offer, with the password manager having been asked. Returns the attempt of that request.
fn asked_quietly() -> (Journey, Attempt) {
    let (mut journey, commands) = Journey::open();
    journey.on(Event::DeviceKnown(Device { conditional_create: Some(true), ..Device::UNKNOWN }));
    let commands = journey.answer(&commands, options());
    let attempt = asked(&commands);
    let (options, mediation) = (creation_options(), Mediation::Conditional);
    assert_eq!(commands[1], Command::Request(Request { attempt, options, mediation }));
    assert_eq!(journey.flow.step, Step::Offered, "the page is unchanged");
    (journey, attempt)
}

#[test]
fn a_passkey_that_was_made_quietly_is_activated_and_told() {
    let (mut journey, request) = asked_quietly();
    let commands = journey.on(answered(request, created()));
    let (attempt, flow) = (asked(&commands), Some(flow_id()));
    let mediation = Some("conditional".to_owned());
    let credential = Box::new(RegistrationResponse { mediation, ..*credential() });
    assert_eq!(commands, [Command::SendCredential { attempt, flow, credential }], "the user wasn't asked");
    journey.answer(&commands, Answer::Activated(Ok(passkey())));
    assert_eq!(journey.flow.step, Step::Created(passkey()));
}

#[test]
fn a_failure_of_it_is_never_shown() {
    let (mut journey, request) = asked_quietly();
    assert_eq!(journey.on(answered(request, ceremony_failed("InvalidStateError"))), []);
    assert_eq!(journey.flow.step, Step::Offered);

    let (mut journey, request) = asked_quietly();
    let commands = journey.on(answered(request, created()));
    let commands = journey.answer(&commands, Answer::Activated(Err(outage(Call::Result))));
    assert_eq!(journey.flow.step, Step::Offered, "the user didn't ask for it, so they aren't told");
    assert_eq!(journey.answer(&commands, options()), [], "it isn't tried again");
}

#[test]
fn a_press_meanwhile_ends_it_before_the_prompt_opens() {
    let (mut journey, request) = asked_quietly();
    assert_eq!(journey.on(Event::CreateChosen), [Command::Abort(request)]);
    let commands = journey.on(answered(request, ceremony_failed("AbortError")));
    assert!(matches!(commands[..], [Command::Request(Request { mediation: Mediation::Modal, .. })]));
}

#[test]
fn it_goes_on_with_a_fresh_challenge_before_the_old_one_expires() {
    let (mut journey, request) = asked_quietly();
    let Prefetched::Ready(fetched, _) = journey.flow.prompt.options else { panic!("no options") };
    let commands = journey.on(Event::Prompt(prompt::Event::OptionsExpired(fetched)));
    assert_eq!(commands[0], Command::Abort(request));
    let fetch = asked(&commands);
    journey.on(answered(fetch, options()));
    let ended = ceremony_failed("AbortError");
    let commands = journey.on(answered(request, ended));
    assert!(matches!(commands[..], [Command::Request(Request { mediation: Mediation::Conditional, .. })]));
}

#[test]
fn a_browser_that_cannot_is_not_asked() {
    let journey = Journey::at_offer();
    assert_eq!(journey.flow.prompt.pending, Pending::None);
}
