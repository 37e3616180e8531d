//! Being verified before a change.

use super::*;
use crate::flow::SignedInPage as _;
use crate::flow::guarded::Guarded;
use crate::flow::verification::tests::ceremony_failed;

/// Opens the prompt that precedes the removal. Returns the attempt of the prompt.
fn at_prompt() -> (Journey, Attempt) {
    let (mut journey, commands) = Journey::verifying_removal();
    journey.answer_verification(&commands, options());
    let commands = journey.verification(verifying::Event::PasskeyChosen);
    let prompt = question(&commands);
    (journey, prompt)
}

#[test]
fn a_person_is_verified_by_their_passkey_and_the_removal_goes_on() {
    let (mut journey, prompt) = at_prompt();
    let commands = journey.verification(asserted().to(prompt));
    assert!(matches!(commands[..], [Command::Verify(verifying::Command::SendAssertion { .. })]));
    let commands = journey.answer_verification(&commands, Told::Checked(Ok(())));
    assert!(matches!(commands[..], [Command::Fetch(_)]));
    assert!(matches!(journey.answer(&commands, list(&[phone(), laptop()]))[..], [Command::Remove { .. }]));
}

#[test]
fn a_person_who_does_not_want_to_be_verified_keeps_the_passkey() {
    let (mut journey, commands) = Journey::verifying_removal();
    let options = question(&commands);
    let commands = journey.verification(verifying::Event::CancelChosen);
    assert_eq!(aborted(&commands), [options]);
    assert_eq!(journey.flow.task, Task::None);
    assert_eq!(journey.answer(&commands, list(&[phone(), laptop()])), []);
}

#[test]
fn without_passkeys_the_password_verifies() {
    let mut journey = Journey::with(&[]);
    let commands = journey.on(Event::AddChosen);
    let mut old = details(&[]);
    old.session.fresh_for_s = 0;
    assert_eq!(journey.answer(&commands, Answer::Fetched(Ok(Box::new(old)))), []);
    let Task::Verifying(Guarded { action: Action::Add, verification }) = &journey.flow.task else {
        panic!("{:?}", journey.flow.task)
    };
    assert!(!verification.offers_passkey);
}

#[test]
fn a_new_verification_waits_until_the_browser_let_go_of_the_prompt_of_the_last_one() {
    let (mut journey, prompt) = at_prompt();
    journey.verification(verifying::Event::CancelChosen);
    let commands = journey.verification(verifying::Event::CancelChosen);
    assert_eq!(journey.flow.task, Task::None);
    journey.answer(&commands, list(&[phone(), laptop()]));

    journey.on(Event::RemoveChosen("p1".to_owned()));
    let commands = journey.on(Event::RemovalConfirmed);
    let commands = journey.answer(&commands, Answer::Removed(Err(refused("verification_required"))));
    journey.answer_verification(&commands, options());
    assert_eq!(journey.verification(verifying::Event::PasskeyChosen), [], "the browser refuses a second one");
    let end = ceremony_failed("AbortError");
    let commands = journey.verification(end.to(prompt));
    assert!(matches!(commands[..], [Command::Verify(verifying::Command::Request(_))]));
}

#[test]
fn a_prompt_that_ends_after_its_verification_opens_the_way_for_the_next() {
    let (mut journey, prompt) = at_prompt();
    journey.verification(verifying::Event::CancelChosen);
    journey.verification(verifying::Event::CancelChosen);
    let end = ceremony_failed("AbortError");
    assert_eq!(journey.verification(end.to(prompt)), []);
    assert_eq!(journey.flow.held, Pending::None);
}

#[test]
fn a_session_that_ends_during_the_verification_ends_the_page() {
    let (mut journey, prompt) = at_prompt();
    assert_eq!(aborted(&journey.on(Event::SessionExpired)), [prompt]);
    assert!(journey.flow.is_over());

    let (mut journey, commands) = Journey::verifying_removal();
    let expired = no_options(refused("session_expired"));
    assert_eq!(journey.answer_verification(&commands, expired), []);
    assert!(journey.flow.is_over());
    assert_eq!(journey.flow.recoveries(), [Recovery::Restart]);
    journey.on(Event::RestartChosen);
    assert_eq!(journey.flow.list.content, Content::SignedOut);
}

#[test]
fn no_attempt_of_a_verification_is_given_out_again() {
    let (mut journey, commands) = Journey::removing();
    let removal = question(&commands);
    let commands = journey.answer(&commands, Answer::Removed(Err(refused("verification_required"))));
    let options = question(&commands);
    let check = journey.verification(verifying::Event::PasswordSubmitted(secret("correct horse")));
    let check_attempt = question(&check);
    let commands = journey.answer_verification(&check, Told::Checked(Ok(())));
    assert!(removal < options && options < check_attempt && check_attempt < question(&commands));
}

#[test]
fn an_answer_to_the_verification_is_none_to_the_page_and_the_other_way_round() {
    let (mut journey, _) = Journey::verifying_removal();
    let check = journey.verification(verifying::Event::PasswordSubmitted(secret("correct horse")));
    let before = journey.flow.clone();
    assert_eq!(journey.on(Event::Answered(question(&check), Answer::Removed(Ok(())))), []);
    assert_eq!(journey.flow, before);

    let (mut journey, removal) = Journey::removing();
    let before = journey.flow.clone();
    let answer = Told::Checked(Ok(())).to(question(&removal));
    assert_eq!(journey.verification(answer), []);
    assert_eq!(journey.flow, before);
}

#[test]
fn a_documented_state_of_the_verification_is_shown_with_its_ways_on() {
    let (mut journey, _) = Journey::verifying_removal();
    let check = journey.verification(verifying::Event::PasswordSubmitted(secret("correct horse")));
    journey.answer_verification(&check, Told::Checked(Err(outage(Stage::Result))));
    assert_eq!(journey.flow.problem().map(Problem::id), Some("A1"));
    assert_eq!(journey.flow.recoveries(), [Recovery::Retry, Recovery::Password]);
    journey.verification(verifying::Event::PasswordChosen);
    let Task::Verifying(Guarded { verification, .. }) = &journey.flow.task else {
        panic!("{:?}", journey.flow.task)
    };
    assert_eq!(verification.step, Step::Asked { error: None });
}
