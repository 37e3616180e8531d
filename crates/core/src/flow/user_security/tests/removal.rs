//! Removing another user's passkeys.

use super::*;
use crate::flow::SignedInPage as _;
use crate::problem::Problem;

#[test]
fn a_passkey_is_removed_for_a_reason_and_the_history_is_fetched() {
    let mut journey = Journey::looks_at(&["a", "b"]);
    journey.on(Event::RemoveChosen(one("a")));
    assert_eq!(journey.flow.removing(), Some(&one("a")));
    let commands = journey.on(Event::RemovalConfirmed("  lost the phone ".to_owned()));
    let [Command::Remove { attempt, user, which, reason }] = &commands[..] else { panic!("{commands:?}") };
    assert_eq!((user.as_str(), which, reason.as_str()), ("17", &one("a"), "lost the phone"));
    assert_eq!(journey.says(), "Removing the passkey…");
    assert_eq!(journey.passkeys(), ["a", "b"], "it is shown until it is gone");

    let commands = journey.on(Event::Answered(*attempt, Answer::Removed(Ok(()))));
    let [Command::Fetch { attempt, .. }] = commands[..] else { panic!("{commands:?}") };
    assert_eq!(journey.passkeys(), ["b"]);
    assert_eq!(journey.says(), "The passkey A was removed.");
    journey.on(Event::Answered(attempt, fetched(&["b"])));
    assert_eq!(journey.says(), "The passkey A was removed.");
}

#[test]
fn all_passkeys_are_removed_at_once() {
    let (mut journey, attempt) = Journey::removes(Which::All, &["a", "b"]);
    assert_eq!(journey.says(), "Removing the passkeys…");
    journey.on(Event::Answered(attempt, Answer::Removed(Ok(()))));
    assert_eq!(journey.passkeys(), <[&str; 0]>::default());
    assert_eq!(journey.says(), "All passkeys were removed.");
    journey.on(Event::RemoveChosen(Which::All));
    assert_eq!(journey.flow.task, Task::None, "no passkeys are left");
}

#[test]
fn a_removal_needs_a_reason_of_up_to_200_characters() {
    let mut journey = Journey::looks_at(&["a"]);
    journey.on(Event::RemoveChosen(one("a")));
    for (typed, error) in [
        (String::new(), "Enter a reason."),
        (" \t ".to_owned(), "Enter a reason."),
        ("ü".repeat(201), "A reason can have 200 characters at most."),
    ] {
        assert_eq!(journey.on(Event::RemovalConfirmed(typed)), []);
        assert_eq!(journey.error(), error);
    }
    journey.confirms(&format!(" {} ", "ü".repeat(200)));
    assert_eq!(journey.error(), "");
}

#[test]
fn whose_role_does_not_allow_it_can_press_what_they_like() {
    let (mut journey, attempt) = Journey::open();
    journey.on(Event::Answered(attempt, Answer::Fetched(Ok(details(&["a"], false)))));
    for which in [one("a"), Which::All] {
        assert_eq!(journey.on(Event::RemoveChosen(which)), []);
        assert_eq!(journey.flow.task, Task::None);
    }
    assert_eq!(journey.on(Event::RemovalConfirmed("because".to_owned())), []);
}

#[test]
fn a_role_that_was_taken_away_meanwhile_is_told_in_words() {
    let (mut journey, attempt) = Journey::removes(one("a"), &["a"]);
    let commands = journey.on(Event::Answered(attempt, Answer::Removed(Err(role_insufficient()))));
    assert!(matches!(commands[..], [Command::Fetch { .. }]), "{commands:?}");
    assert_eq!(journey.says(), "Your role lets you look at passkeys, but not remove them.");
    assert_eq!(journey.passkeys(), ["a"]);
    assert!(!journey.flow.may_remove());

    // Or the page finds out before that.
    let mut journey = Journey::looks_at(&["a"]);
    journey.on(Event::RemoveChosen(one("a")));
    let commands = journey.on(Event::RefreshDue);
    let [Command::Fetch { attempt, .. }] = commands[..] else { panic!("{commands:?}") };
    journey.on(Event::Answered(attempt, Answer::Fetched(Ok(details(&["a"], false)))));
    assert_eq!(journey.flow.task, Task::None);
    assert_eq!(journey.says(), "Your role lets you look at passkeys, but not remove them.");
}

#[test]
fn a_passkey_that_somebody_else_removed_is_told_and_the_account_is_fetched() {
    let (mut journey, attempt) = Journey::removes(one("a"), &["a", "b"]);
    let commands = journey.on(Event::Answered(attempt, Answer::Removed(Err(refused(404, "not_found")))));
    let [Command::Fetch { attempt, .. }] = commands[..] else { panic!("{commands:?}") };
    assert_eq!(journey.says(), "That passkey has been removed already.");
    journey.on(Event::Answered(attempt, fetched(&["b"])));
    assert_eq!(journey.passkeys(), ["b"]);

    // Or the page finds out before that.
    journey.on(Event::RemoveChosen(one("b")));
    let commands = journey.on(Event::RefreshDue);
    let [Command::Fetch { attempt, .. }] = commands[..] else { panic!("{commands:?}") };
    journey.on(Event::Answered(attempt, fetched(&[])));
    assert_eq!(journey.flow.task, Task::None);
    assert_eq!(journey.says(), "That passkey has been removed already.");
}

#[test]
fn a_removal_that_fails_is_asked_again_and_the_page_finds_out_what_is_there() {
    let (mut journey, attempt) = Journey::removes(one("a"), &["a"]);
    let commands = journey.on(Event::Answered(attempt, Answer::Removed(Err(outage()))));
    let [Command::Fetch { attempt, .. }] = commands[..] else { panic!("{commands:?}") };
    let told = "That didn’t work: the service didn’t answer as it should. Try again.";
    assert_eq!(journey.error(), told);
    journey.on(Event::Answered(attempt, fetched(&["a"])));
    assert_eq!(journey.error(), told);
    journey.confirms("left the company");
}

#[test]
fn a_removal_that_hangs_can_be_cancelled_and_the_page_finds_out_what_came_of_it() {
    let (mut journey, attempt) = Journey::removes(one("a"), &["a", "b"]);
    let commands = journey.on(Event::CancelChosen);
    let [Command::Abort(aborted), Command::Fetch { attempt: fetch, .. }] = commands[..] else {
        panic!("{commands:?}")
    };
    assert_eq!(aborted, attempt);
    assert_eq!(journey.on(Event::Answered(attempt, Answer::Removed(Ok(())))), []);
    assert_eq!(journey.passkeys(), ["a", "b"]);
    journey.on(Event::Answered(fetch, fetched(&["b"])));
    assert_eq!(journey.passkeys(), ["b"]);
}

#[test]
fn what_was_fetched_before_a_removal_does_not_bring_the_passkey_back() {
    let mut journey = Journey::looks_at(&["a", "b"]);
    let commands = journey.on(Event::RefreshDue);
    let [Command::Fetch { attempt: before, .. }] = commands[..] else { panic!("{commands:?}") };
    journey.on(Event::RemoveChosen(one("a")));
    let commands = journey.on(Event::RemovalConfirmed("lost".to_owned()));
    assert_eq!(commands[0], Command::Abort(before));
    journey.on(Event::Answered(removing(&commands), Answer::Removed(Ok(()))));
    assert_eq!(journey.on(Event::Answered(before, fetched(&["a", "b"]))), []);
    assert_eq!(journey.passkeys(), ["b"]);
}

#[test]
fn the_end_of_the_session_gives_up_what_is_under_way() {
    let (mut journey, attempt) = Journey::removes(one("a"), &["a"]);
    assert_eq!(journey.on(Event::SessionExpired), [Command::Abort(attempt)]);
    assert_eq!(journey.flow.problem(), Some(Problem::SessionExpired));
    assert_eq!(journey.on(Event::SessionExpired), []);
    assert_eq!(journey.on(Event::Answered(attempt, Answer::Removed(Ok(())))), []);
    assert_eq!(journey.flow.problem(), Some(Problem::SessionExpired));

    let (mut journey, attempt) = Journey::removes(one("a"), &["a"]);
    journey.on(Event::Answered(attempt, Answer::Removed(Err(session_expired()))));
    assert_eq!(journey.flow.problem(), Some(Problem::SessionExpired));
}
