//! A passkey on another device, or on this one after a sign-in with another.

use super::*;

fn asked_for(commands: &[Command]) -> &CreationOptions {
    let [Command::Request(Request { options, .. })] = commands else { panic!("no prompt: {commands:?}") };
    options
}

fn attachment(options: &CreationOptions) -> Option<&str> {
    options.authenticator_selection.as_ref()?.authenticator_attachment.as_deref()
}

#[test]
fn another_device_is_asked_for_by_hint_and_attachment() {
    for (choice, hint) in [
        (Event::Prompt(prompt::Event::TargetChosen(Target::Phone)), "hybrid"),
        (Event::Prompt(prompt::Event::TargetChosen(Target::SecurityKey)), "security-key"),
    ] {
        let mut journey = Journey::at_offer();
        assert_eq!(journey.on(Event::AnotherDeviceChosen), []);
        assert_eq!(journey.flow.prompt.stage, Stage::Choosing);
        let commands = journey.on(choice);
        let options = asked_for(&commands);
        assert_eq!(options.hints, [hint]);
        assert_eq!(attachment(options), Some("cross-platform"));
        let kept = options.requires_resident_key() && options.requires_user_verification();
        assert!(kept, "the request is kept");
    }
}

#[test]
fn the_way_back_leads_to_the_offer() {
    let mut journey = Journey::at_offer();
    journey.on(Event::AnotherDeviceChosen);
    assert_eq!(journey.on(Event::Prompt(prompt::Event::BackChosen)), []);
    assert_eq!(journey.flow.step, Step::Offered);
}

#[test]
fn after_a_sign_in_with_another_device_the_passkey_is_for_this_one() {
    let flow = SetUp::new(Device::UNKNOWN, FlowParameter::Absent, Target::ThisDevice);
    let mut journey = Journey { flow };
    let commands = journey.on(Event::Opened);
    journey.answer(&commands, options());
    let commands = journey.on(Event::CreateChosen);
    let options = asked_for(&commands);
    assert_eq!(options.hints, ["client-device"]);
    assert_eq!(attachment(options), Some("platform"));
}

#[test]
fn a_failure_with_a_phone_says_what_usually_causes_it_and_the_next_best_way() {
    let mut journey = Journey::at_offer();
    journey.on(Event::AnotherDeviceChosen);
    let commands = journey.on(Event::Prompt(prompt::Event::TargetChosen(Target::Phone)));
    journey.answer(&commands, ceremony_failed("NotAllowedError"));
    assert_eq!(journey.problem(), "R2");
    let causes = journey.flow.usual_causes().expect("the usual causes");
    assert!(causes.causes.contains(&crate::Message::PhoneCauseBluetooth));
    assert!(causes.next_best.english().contains("set it up later"));
}

#[test]
fn a_prompt_that_nobody_answers_is_r3_at_its_deadline() {
    let (mut journey, prompt) = Journey::at_prompt();
    let after =
        |elapsed_ms| Event::Prompt(prompt::Event::Waited(prompt, Elapsed { elapsed_ms, timeout_ms: 60_000 }));
    journey.on(after(50_000));
    let wait = Wait { is_long: true, seconds_left: Some(10) };
    assert_eq!(journey.flow.prompt.waits(), Some((Target::Any, wait)));
    assert_eq!(journey.on(after(60_000)), [Command::Abort(prompt)]);
    assert_eq!(journey.problem(), "R3");
}
