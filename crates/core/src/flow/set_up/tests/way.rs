//! The offer, the prompt, and doing it later.

use super::*;

#[test]
fn a_person_creates_a_passkey() {
    let (mut journey, commands) = Journey::open();
    let attempt = asked(&commands);
    assert_eq!(commands, [Command::FetchOptions { attempt, flow: None }], "before the press, for Safari");
    assert_eq!(journey.answer(&commands, options()), [Command::ShowFlow(Some(flow_id()))]);
    assert_eq!(journey.flow.step, Step::Offered);

    let commands = journey.on(Event::CreateChosen);
    assert_eq!(commands, [prompt(asked(&commands), creation_options())]);
    let commands = journey.answer(&commands, created());
    assert_eq!(journey.flow.step, activating_step(Mediation::Modal));
    let (attempt, flow, credential) = (asked(&commands), Some(flow_id()), credential());
    assert_eq!(commands, [Command::SendCredential { attempt, flow, credential }]);
    assert_eq!(journey.answer(&commands, Answer::Activated(Ok(passkey()))), []);
    assert_eq!(journey.flow.step, Step::Created(passkey()));
    assert_eq!(journey.on(Event::ContinueChosen), []);
    assert_eq!(journey.flow.step, Step::Left(Destination::Application));
}

#[test]
fn a_prompt_that_is_asked_for_early_opens_when_the_options_are_there() {
    let (mut journey, commands) = Journey::open();
    assert_eq!(journey.on(Event::CreateChosen), []);
    assert_eq!(journey.flow.prompt.stage, Stage::Opening(Target::Any));
    let commands = journey.answer(&commands, options());
    assert!(matches!(commands[..], [Command::ShowFlow(_), Command::Request(Request { .. })]));
}

#[test]
fn pressing_twice_opens_one_prompt_and_defers_once() {
    let (mut journey, _) = Journey::at_prompt();
    assert_eq!(journey.on(Event::CreateChosen), []);
    assert_eq!(journey.on(Event::LaterChosen), []);
    let mut journey = Journey::at_offer();
    assert_eq!(journey.on(Event::LaterChosen).len(), 1);
    assert_eq!(journey.on(Event::LaterChosen), []);
    assert_eq!(journey.on(Event::CreateChosen), []);
    let (mut journey, _) = Journey::open();
    assert_eq!(journey.on(Event::Opened), []);
}

#[test]
fn later_is_told_to_the_backend_and_the_person_goes_on() {
    let mut journey = Journey::at_offer();
    let commands = journey.on(Event::LaterChosen);
    assert_eq!(commands, [Command::Defer(asked(&commands))]);
    assert_eq!(journey.flow.step, Step::Deferring);
    journey.answer(&commands, Answer::Deferred(Ok(())));
    assert_eq!(journey.flow.step, Step::Left(Destination::Application));
}

#[test]
fn a_deferral_that_fails_keeps_nobody() {
    let failures =
        [outage(Call::Options), BackendFailure::TimedOut(Call::Options), refused("registration_unavailable")];
    for failure in failures {
        let mut journey = Journey::at_offer();
        let commands = journey.on(Event::LaterChosen);
        journey.answer(&commands, Answer::Deferred(Err(failure)));
        assert_eq!(journey.flow.step, Step::Left(Destination::Application));
    }
}

#[test]
fn a_deferral_that_hangs_can_be_cut_short() {
    let mut journey = Journey::at_offer();
    let commands = journey.on(Event::LaterChosen);
    assert_eq!(journey.on(Event::CancelChosen), [Command::Abort(asked(&commands))]);
    assert_eq!(journey.flow.step, Step::Left(Destination::Application));
}

#[test]
fn a_deferral_without_a_session_is_b1() {
    let mut journey = Journey::at_offer();
    let commands = journey.on(Event::LaterChosen);
    journey.answer(&commands, Answer::Deferred(Err(refused("session_expired"))));
    assert_eq!(journey.problem(), "B1");
}

#[test]
fn options_that_come_after_the_person_left_change_nothing() {
    let (mut journey, fetching) = Journey::open();
    let commands = journey.on(Event::LaterChosen);
    journey.answer(&commands, Answer::Deferred(Ok(())));
    assert_eq!(journey.answer(&fetching, options()), [], "the address is already another page's");
    assert_eq!(journey.flow.step, Step::Left(Destination::Application));
}

#[test]
fn a_cancelled_prompt_is_r2_and_a_new_one_waits_for_its_end() {
    for end in [ceremony_failed("AbortError"), created()] {
        let (mut journey, prompt) = Journey::at_prompt();
        assert_eq!(journey.on(Event::CancelChosen), [Command::Abort(prompt)]);
        assert_eq!(journey.problem(), "R2");
        let fetch = journey.on(Event::RetryChosen);
        assert!(matches!(fetch[..], [Command::FetchOptions { .. }]), "a challenge can be used only once");
        assert_eq!(journey.answer(&fetch, options()), [], "the browser still holds the first prompt");
        let commands = journey.on(answered(prompt, end));
        assert!(matches!(commands[..], [Command::Request(Request { .. })]));
    }
}

#[test]
fn a_flow_in_the_address_is_gone_on_with() {
    let flow = SetUp::new(Device::UNKNOWN, FlowParameter::WellFormed(flow_id()), Target::Any);
    let mut journey = Journey { flow };
    let commands = journey.on(Event::Opened);
    assert_eq!(commands, [Command::FetchOptions { attempt: asked(&commands), flow: Some(flow_id()) }]);
    assert_eq!(journey.answer(&commands, options()), [], "the address already says so");
}

#[test]
fn cancelling_while_the_options_hang_gives_them_up_and_the_next_try_asks_anew() {
    let (mut journey, first) = Journey::open();
    assert_eq!(journey.on(Event::CreateChosen), []);
    assert_eq!(journey.on(Event::CancelChosen), [Command::Abort(asked(&first))]);
    assert_eq!(journey.problem(), "R2");
    assert!(matches!(journey.on(Event::RetryChosen)[..], [Command::FetchOptions { .. }]));
}
