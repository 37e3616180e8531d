//! Signing in with a phone, a tablet or a security key.

use super::*;
use crate::flow::sign_in::Destination;

/// Reaches the choice of another device as alice, with the options ready.
fn at_another_device() -> Journey {
    let mut journey = Journey::at_passkey(NO_AUTOFILL);
    assert_eq!(journey.on(Event::AnotherDeviceChosen), [], "the account's options are used");
    assert_eq!(journey.flow.prompt.stage, Stage::Choosing);
    journey
}

fn hints(commands: &[Command]) -> &[String] {
    let [Command::Request(Request { options, .. })] = commands else { panic!("no prompt: {commands:?}") };
    &options.hints
}

fn lines(messages: &[crate::Message]) -> Vec<String> {
    messages.iter().map(|message| message.english().into_owned()).collect()
}

#[test]
fn a_person_reads_what_is_needed_before_the_prompt_opens_with_the_right_hint() {
    for (choice, hint) in [
        (Event::Prompt(prompt::Event::TargetChosen(Target::Phone)), "hybrid"),
        (Event::Prompt(prompt::Event::TargetChosen(Target::SecurityKey)), "security-key"),
    ] {
        let mut journey = at_another_device();
        assert_eq!(hints(&journey.on(choice)), [hint]);
    }
}

#[test]
fn the_way_back_leads_to_where_one_came_from() {
    let mut journey = at_another_device();
    assert_eq!(journey.on(Event::Prompt(prompt::Event::BackChosen)), []);
    assert_eq!(journey.flow.step, Step::Passkey);

    let (mut journey, commands) = Journey::open(NO_AUTOFILL);
    journey.answer(&commands, options());
    let commands = journey.on(Event::PasskeyChosen);
    journey.answer(&commands, ceremony_failed("NotAllowedError"));
    let commands = journey.on(Event::AnotherDeviceChosen);
    assert!(
        matches!(commands[..], [Command::FetchOptions { username: None, .. }]),
        "a challenge can be used only once"
    );
    journey.on(Event::Prompt(prompt::Event::BackChosen));
    assert_eq!(journey.flow.step, Step::Identifier { error: None }, "the user hasn't identified themselves");
}

#[test]
fn trying_again_asks_the_same_device_again() {
    let mut journey = at_another_device();
    let commands = journey.on(Event::Prompt(prompt::Event::TargetChosen(Target::Phone)));
    journey.answer(&commands, ceremony_failed("NotAllowedError"));
    let commands = journey.on(Event::RetryChosen);
    assert_eq!(hints(&journey.answer(&commands, options())), ["hybrid"]);
}

#[test]
fn a_failure_with_a_phone_says_what_usually_causes_it_and_the_next_best_way() {
    let mut journey = at_another_device();
    let commands = journey.on(Event::Prompt(prompt::Event::TargetChosen(Target::Phone)));
    journey.answer(&commands, ceremony_failed("NotAllowedError"));
    assert_eq!(journey.problem(), "A2");
    let causes = journey.flow.usual_causes().expect("the usual causes");
    let text = lines(causes.causes).join(" ");
    for cause in ["Bluetooth", "too far apart", "another app than the camera", "no passkey"] {
        assert!(text.contains(cause), "{cause} is not in {text}");
    }
    assert!(causes.next_best.english().contains("security key or your password"));
}

#[test]
fn an_outage_is_not_blamed_on_the_phone() {
    let mut journey = at_another_device();
    let commands = journey.on(Event::Prompt(prompt::Event::TargetChosen(Target::Phone)));
    let commands = journey.answer(&commands, asserted());
    journey.answer(&commands, Answer::Verified(Err(outage(Call::Result))));
    assert_eq!(journey.problem(), "A1");
    assert_eq!(journey.flow.usual_causes(), None);
}

#[test]
fn after_a_sign_in_with_another_device_a_passkey_on_this_one_is_offered() {
    let destination = |device: Device, attachment: Option<&str>, offer_set_up| {
        let mut journey = Journey::at_passkey(device);
        let commands = journey.on(Event::PasskeyChosen);
        let assertion = Box::new(AuthenticationResponse {
            authenticator_attachment: attachment.map(str::to_owned),
            ..*assertion(VERIFIED)
        });
        let commands = journey.answer(&commands, Reply::Ended(Ok(assertion)));
        let answer = SignedIn { offer_set_up, ..signed_in() };
        journey.answer(&commands, Answer::Verified(Ok(SignInAnswer::SignedIn(answer))));
        journey.flow.destination().expect("a way to continue")
    };
    let without_platform = Device { platform_authenticator: Some(false), ..NO_AUTOFILL };
    let here = Destination::SetUp(Target::ThisDevice);
    for (device, attachment, offer, expected) in [
        (NO_AUTOFILL, Some("cross-platform"), true, here),
        (NO_AUTOFILL, Some("cross-platform"), false, Destination::Application),
        (without_platform, Some("cross-platform"), true, Destination::Application),
        (NO_AUTOFILL, Some("platform"), false, Destination::Application),
        (NO_AUTOFILL, None, true, Destination::SetUp(Target::Any)),
    ] {
        assert_eq!(destination(device, attachment, offer), expected, "{attachment:?}, {offer}");
    }
}
