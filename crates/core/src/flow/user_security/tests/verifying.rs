//! An administrator who signed in a while ago is verified first.

use super::*;
use crate::flow::SignedInPage as _;
use crate::flow::secret::Secret;
use crate::flow::verification::Step;
use crate::problem::Problem;

/// Reaches the verification that precedes the removal of the passkey.
fn is_verified_first() -> Journey {
    let (mut journey, attempt) = Journey::removes(one("a"), &["a"]);
    let commands = journey.on(Event::Answered(attempt, Answer::Removed(Err(verification_required()))));
    let [Command::Verify(verification::Command::FetchOptions { username, .. })] = &commands[..] else {
        panic!("{commands:?}")
    };
    assert_eq!(username, "root", "it is the administrator who is verified, not the user");
    journey
}

fn gives_password(journey: &mut Journey) -> Attempt {
    let password = Secret::new("correct horse".to_owned());
    let commands = journey.on(Event::Verification(verification::Event::PasswordSubmitted(password)));
    let [Command::Verify(verification::Command::CheckPassword { attempt, .. })] = commands[..] else {
        panic!("{commands:?}")
    };
    attempt
}

fn checked(attempt: Attempt, result: Result<(), BackendFailure>) -> Event {
    Event::Verification(verification::Event::Checked(attempt, result))
}

#[test]
fn the_removal_goes_on_by_itself_afterwards() {
    let mut journey = is_verified_first();
    let attempt = gives_password(&mut journey);
    assert_eq!(journey.says(), "Checking your password…");
    let commands = journey.on(checked(attempt, Ok(())));
    let Some(Command::Remove { attempt, which, reason, .. }) = commands.last() else {
        panic!("{commands:?}")
    };
    assert_eq!((which, reason.as_str()), (&one("a"), "left the company"));
    journey.on(Event::Answered(*attempt, Answer::Removed(Ok(()))));
    assert_eq!(journey.passkeys(), <[&str; 0]>::default());
}

#[test]
fn who_does_not_want_to_be_verified_is_where_they_were() {
    let mut journey = is_verified_first();
    let commands = journey.on(Event::Verification(verification::Event::CancelChosen));
    assert!(matches!(commands.last(), Some(Command::Fetch { .. })), "{commands:?}");
    assert_eq!(journey.flow.task, Task::Confirming { which: one("a"), error: None });
}

#[test]
fn nothing_is_fetched_behind_the_question() {
    let mut journey = is_verified_first();
    assert_eq!(journey.on(Event::RefreshDue), []);
    assert_eq!(journey.on(Event::CancelChosen), [], "it is the verification that is cancelled");
    assert!(journey.flow.verification().is_some());
}

#[test]
fn a_session_that_ends_meanwhile_ends_the_page() {
    let mut journey = is_verified_first();
    let attempt = gives_password(&mut journey);
    journey.on(checked(attempt, Err(session_expired())));
    assert_eq!(journey.flow.problem(), Some(Problem::SessionExpired));
    assert!(journey.flow.is_over());

    let mut journey = is_verified_first();
    let attempt = gives_password(&mut journey);
    let commands = journey.on(Event::SessionExpired);
    assert!(commands.contains(&Command::Verify(verification::Command::Abort(attempt))), "{commands:?}");
    assert_eq!(journey.on(checked(attempt, Ok(()))), []);
    assert_eq!(journey.flow.problem(), Some(Problem::SessionExpired));
}

#[test]
fn a_wrong_password_is_told_and_asked_again() {
    let mut journey = is_verified_first();
    let attempt = gives_password(&mut journey);
    journey.on(checked(attempt, Err(refused(401, "password_incorrect"))));
    let step = journey.flow.verification().map(|verification| &verification.step);
    assert!(matches!(step, Some(Step::Asked { error: Some(_) })), "{step:?}");
}
