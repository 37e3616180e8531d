//! Viewing the passkeys, adding one, and the end of the session.

use super::*;
use crate::flow::SignedInPage as _;

/// The same account, with a verification that counts for only this many more seconds.
fn fresh_for(seconds: u32, passkeys: &[Passkey]) -> Answer {
    let mut details = details(passkeys);
    details.session.fresh_for_s = seconds;
    Answer::Fetched(Ok(Box::new(details)))
}

#[test]
fn a_person_sees_their_passkeys() {
    let mut journey = Journey::with(&[phone(), laptop()]);
    assert_eq!(journey.names(), ["Phone", "Laptop"]);
    assert_eq!(journey.on(Event::Opened), [], "the page asks only once");
    assert_eq!(journey.flow.waiting_for(), None);
}

#[test]
fn a_list_that_cannot_be_loaded_is_a1_and_can_be_tried_again() {
    let (mut journey, attempt) = Journey::open();
    journey.on(Event::Answered(attempt, not_fetched(outage(Stage::Options))));
    assert_eq!(journey.flow.problem().map(Problem::id), Some("A1"));
    assert_eq!(journey.flow.recoveries(), [Recovery::Retry, Recovery::Restart]);
    let commands = journey.on(Event::RetryChosen);
    assert_eq!(journey.flow.list.content, Content::Loading);
    journey.answer(&commands, list(&[phone()]));
    assert_eq!(journey.names(), ["Phone"]);
}

#[test]
fn loading_that_hangs_can_be_cancelled() {
    let (mut journey, attempt) = Journey::open();
    assert_eq!(journey.on(Event::CancelChosen), [Command::Abort(attempt)]);
    assert_eq!(journey.flow.problem().map(Problem::id), Some("A1"));
    assert_eq!(journey.on(Event::Answered(attempt, list(&[phone()]))), []);
    assert_eq!(journey.flow.details(), None);
}

#[test]
fn what_another_tab_changed_is_fetched_once_and_shown() {
    let mut journey = Journey::with(&[phone(), laptop()]);
    let commands = journey.on(Event::RefreshDue);
    assert_eq!(journey.on(Event::RefreshDue), [], "that is already under way");
    journey.answer(&commands, list(&[laptop()]));
    assert_eq!(journey.names(), ["Laptop"]);
}

#[test]
fn a_list_that_cannot_be_fetched_again_says_that_it_may_be_out_of_date() {
    let mut journey = Journey::with(&[phone()]);
    let commands = journey.on(Event::RefreshDue);
    journey.answer(&commands, not_fetched(outage(Stage::Options)));
    assert_eq!((journey.names(), journey.flow.is_stale()), (vec!["Phone"], true));
    let commands = journey.on(Event::ReloadChosen);
    journey.answer(&commands, list(&[phone()]));
    assert!(!journey.flow.is_stale());
}

#[test]
fn a_passkey_is_added_where_there_is_room_and_the_person_was_verified_just_now() {
    let mut journey = Journey::with(&[phone()]);
    let commands = journey.on(Event::AddChosen);
    assert_eq!(journey.on(Event::AddChosen), []);
    assert_eq!(journey.answer(&commands, fresh_for(60, &[phone()])), []);
    assert_eq!(journey.flow.destination(), Some(Destination::SetUp));
}

#[test]
fn before_a_passkey_is_added_the_person_is_verified_if_that_is_too_long_ago() {
    let mut journey = Journey::with(&[phone()]);
    let commands = journey.on(Event::AddChosen);
    let commands = journey.answer(&commands, fresh_for(59, &[phone()]));
    assert!(matches!(commands[..], [Command::Verify(verifying::Command::FetchOptions { .. })]));
    assert_eq!(journey.flow.destination(), None);
    journey.verify();
    assert_eq!(journey.flow.destination(), Some(Destination::SetUp));
}

#[test]
fn an_account_with_as_many_passkeys_as_it_may_have_gets_no_other() {
    let mut journey = Journey::with(&[phone(), laptop()]);
    let commands = journey.on(Event::AddChosen);
    journey.answer(&commands, list(&[phone(), laptop(), passkey("p3", "Key")]));
    assert_eq!(journey.flow.problem(), Some(Problem::LimitReached));
    assert_eq!(journey.flow.recoveries(), [Recovery::ManagePasskeys]);
    journey.on(Event::ManageChosen);
    assert_eq!(journey.flow.task, Task::None);
}

#[test]
fn adding_that_hangs_or_fails_leaves_the_person_at_their_passkeys() {
    let mut journey = Journey::with(&[phone()]);
    let commands = journey.on(Event::AddChosen);
    journey.on(Event::CancelChosen);
    assert_eq!(journey.answer(&commands, list(&[phone()])), []);
    assert_eq!((&journey.flow.task, journey.flow.destination()), (&Task::None, None));

    let commands = journey.on(Event::AddChosen);
    journey.answer(&commands, not_fetched(outage(Stage::Options)));
    assert_eq!(journey.flow.task, Task::None);
    assert_eq!(journey.flow.announcement(), Some(Announced::Done(PortalMessage::DidNotWork)));
}

#[test]
fn a_page_left_idle_is_b1_whatever_it_was_doing() {
    let (loading, _) = Journey::open();
    let (renaming, _) = Journey::renaming();
    let (removing, _) = Journey::removing();
    let (verifying, _) = Journey::verifying_removal();
    for mut journey in [loading, renaming, removing, verifying] {
        assert_eq!(aborted(&journey.on(Event::SessionExpired)).len(), 1);
        assert_eq!(journey.flow.problem().map(Problem::id), Some("B1"));
        assert_eq!(journey.flow.recoveries(), [Recovery::Restart]);
        assert!(journey.flow.is_over());
        for event in [Event::RetryChosen, Event::RefreshDue, Event::AddChosen, Event::CancelChosen] {
            assert_eq!(journey.on(event), []);
        }
        journey.on(Event::RestartChosen);
        assert_eq!(journey.flow.list.content, Content::SignedOut);
    }
}

#[test]
fn a_backend_that_knows_no_session_any_more_is_b1() {
    let mut journey = Journey::with(&[phone()]);
    let commands = journey.on(Event::RefreshDue);
    journey.answer(&commands, not_fetched(refused("session_expired")));
    assert_eq!(journey.flow.problem().map(Problem::id), Some("B1"));

    let (mut journey, commands) = Journey::renaming();
    journey.answer(&commands, Answer::Renamed(Err(refused("session_expired"))));
    assert_eq!(journey.flow.problem().map(Problem::id), Some("B1"));

    let (mut journey, commands) = Journey::removing();
    journey.answer(&commands, Answer::Removed(Err(refused("session_expired"))));
    assert_eq!(journey.flow.problem().map(Problem::id), Some("B1"));
}
