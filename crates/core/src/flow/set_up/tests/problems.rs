//! What goes wrong while a passkey is set up, and how to recover.

use super::*;
use crate::problem::Recovery;

#[test]
fn an_outage_waits_for_the_press_which_fetches_again() {
    let (mut journey, commands) = Journey::open();
    assert_eq!(journey.answer(&commands, Reply::Options(Err(outage(Call::Options)))), []);
    assert_eq!(journey.flow.step, Step::Offered);
    let commands = journey.on(Event::CreateChosen);
    assert!(matches!(commands[..], [Command::FetchOptions { .. }]));
    journey.answer(&commands, Reply::Options(Err(outage(Call::Options))));
    assert_eq!(journey.problem(), "R1");
    assert_eq!(journey.flow.recoveries(), [Recovery::Retry, Recovery::SetUpLater]);
    let commands = journey.on(Event::RetryChosen);
    let commands = journey.answer(&commands, options());
    assert!(matches!(commands[..], [Command::ShowFlow(_), Command::Request(Request { .. })]));
}

#[test]
fn a_sixth_passkey_is_r6_as_soon_as_it_is_known() {
    let (mut journey, commands) = Journey::open();
    journey.answer(&commands, Reply::Options(Err(refused("passkey_limit_reached"))));
    assert_eq!(journey.problem(), "R6");
    assert_eq!(journey.flow.recoveries(), [Recovery::ManagePasskeys, Recovery::SetUpLater]);
    assert_eq!(journey.on(Event::ManageChosen), []);
    assert_eq!(journey.flow.step, Step::Left(Destination::Passkeys));
}

#[test]
fn a_sixth_passkey_that_only_the_activation_finds_is_r6() {
    let (mut journey, activation) = Journey::at_activation();
    journey.on(answered(activation, Answer::Activated(Err(refused("passkey_limit_reached")))));
    assert_eq!(journey.problem(), "R6");
}

#[test]
fn passkeys_are_managed_from_the_limit_alone() {
    let (mut journey, prompt) = Journey::at_prompt();
    journey.on(answered(prompt, ceremony_failed("NotAllowedError")));
    assert_eq!(journey.on(Event::ManageChosen), []);
    assert_eq!(journey.problem(), "R2");
}

#[test]
fn an_activation_that_fails_is_r5_and_trying_again_asks_for_a_new_challenge() {
    for failure in [
        outage(Call::Result),
        BackendFailure::TimedOut(Call::Result),
        BackendFailure::Malformed(Call::Result),
        refused("device_activation_failed"),
    ] {
        let (mut journey, activation) = Journey::at_activation();
        journey.on(answered(activation, Answer::Activated(Err(failure))));
        assert_eq!(journey.problem(), "R5");
        assert!(matches!(journey.on(Event::RetryChosen)[..], [Command::FetchOptions { .. }]));
    }
}

#[test]
fn cancelling_the_activation_is_r2_and_drops_its_answer() {
    let (mut journey, activation) = Journey::at_activation();
    assert_eq!(journey.on(Event::CancelChosen), [Command::Abort(activation)]);
    assert_eq!(journey.problem(), "R2");
    assert_eq!(journey.on(answered(activation, Answer::Activated(Ok(passkey())))), []);
    assert_eq!(journey.problem(), "R2");
}

#[test]
fn what_the_browser_throws_is_shown() {
    for (name, id) in [
        ("NotAllowedError", "R2"),
        ("TimeoutError", "R3"),
        ("NotSupportedError", "B2"),
        ("NotReadableError", "B3"),
        ("ConstraintError", "B4"),
        ("SecurityError", "R1"),
        ("QuantumError", "B1"),
    ] {
        let (mut journey, prompt) = Journey::at_prompt();
        assert_eq!(journey.on(answered(prompt, ceremony_failed(name))), [], "{name}");
        assert_eq!(journey.problem(), id, "{name}");
    }
}

#[test]
fn an_excluded_credential_is_r4() {
    let (mut journey, commands) = Journey::open();
    let mut options = creation_options();
    options.exclude_credentials =
        serde_json::from_str(r#"[{"type": "public-key", "id": "aWQ"}]"#).expect("a list");
    journey.answer(&commands, Reply::Options(Ok((Some(flow_id()), options))));
    let commands = journey.on(Event::CreateChosen);
    journey.answer(&commands, ceremony_failed("InvalidStateError"));
    assert_eq!(journey.problem(), "R4");
}

#[test]
fn a_request_that_is_still_pending_in_the_browser_is_asked_once_more_and_then_is_b3() {
    let (mut journey, prompt) = Journey::at_prompt();
    let commands = journey.on(answered(prompt, ceremony_failed("OperationError")));
    assert!(matches!(commands[..], [Command::Request(Request { .. })]));
    assert_eq!(journey.answer(&commands, ceremony_failed("OperationError")), []);
    assert_eq!(journey.problem(), "B3");
}

#[test]
fn without_an_algorithm_that_browsers_know_no_prompt_opens() {
    let (mut journey, commands) = Journey::open();
    let mut options = creation_options();
    options.pub_key_cred_params = vec![CredentialParameters { kind: "quantum-key".to_owned(), alg: -7 }];
    journey.answer(&commands, Reply::Options(Ok((Some(flow_id()), options))));
    assert_eq!(journey.on(Event::CreateChosen), []);
    assert_eq!(journey.problem(), "B2");
}

#[test]
fn a_browser_without_passkeys_is_b2_and_can_go_on() {
    let mut journey =
        Journey { flow: SetUp::new(Device::WITHOUT_PASSKEYS, FlowParameter::Absent, Target::Any) };
    assert_eq!(journey.on(Event::Opened), []);
    assert_eq!(journey.problem(), "B2");
    assert_eq!(journey.flow.recoveries(), [Recovery::SetUpLater]);
    assert!(matches!(journey.on(Event::LaterChosen)[..], [Command::Defer(_)]));
}

#[test]
fn a_damaged_address_is_r1_and_trying_again_cleans_it() {
    let mut journey = Journey { flow: SetUp::new(Device::UNKNOWN, FlowParameter::Malformed, Target::Any) };
    assert_eq!(journey.on(Event::Opened), []);
    assert_eq!(journey.problem(), "R1");
    let commands = journey.on(Event::RetryChosen);
    assert!(matches!(commands[..], [Command::ShowFlow(None), Command::FetchOptions { flow: None, .. }]));
    assert_eq!(journey.flow.step, Step::Offered);
}

#[test]
fn an_expired_session_has_no_way_on_but_restart() {
    let (mut offered, commands) = Journey::open();
    offered.answer(&commands, Reply::Options(Err(refused("session_expired"))));
    let (mut activating, activation) = Journey::at_activation();
    activating.on(answered(activation, Answer::Activated(Err(refused("session_expired")))));
    for mut journey in [offered, activating] {
        assert_eq!(journey.problem(), "B1");
        assert_eq!(journey.flow.recoveries(), [Recovery::Restart]);
        let before = journey.flow.clone();
        for event in [
            Event::Opened,
            Event::RetryChosen,
            Event::CreateChosen,
            Event::AnotherDeviceChosen,
            Event::LaterChosen,
            Event::ManageChosen,
            Event::ContinueChosen,
            Event::CancelChosen,
        ] {
            assert_eq!(journey.on(event.clone()), [], "{event:?}");
            assert_eq!(journey.flow, before, "{event:?}");
        }
        assert_eq!(journey.on(Event::RestartChosen), []);
        assert_eq!(journey.flow.step, Step::Left(Destination::SignIn));
    }
}

#[test]
fn trying_again_leads_back_to_the_same_prompt() {
    let (mut journey, prompt) = Journey::at_prompt();
    journey.on(answered(prompt, ceremony_failed("NotAllowedError")));
    let Step::Failed { retry, .. } = journey.flow.step else { panic!("nothing failed") };
    assert_eq!(retry, Retry::Prompt(Target::Any));
    journey.on(Event::RetryChosen);
    assert_eq!(journey.flow.prompt.stage, Stage::Opening(Target::Any));
}
