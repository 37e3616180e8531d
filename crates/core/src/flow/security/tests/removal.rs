//! Removing a passkey.

use super::*;
use crate::flow::SignedInPage as _;

fn confirming(error: Option<PortalMessage>) -> Task {
    Task::Confirming { id: "p1".to_owned(), acknowledged: false, error }
}

#[test]
fn a_removed_passkey_is_gone_and_the_rest_is_told_to_whoever_keeps_them() {
    let (mut journey, commands) = Journey::removing();
    assert_eq!(journey.names(), ["Phone", "Laptop"], "nothing is shown before it has happened");
    let commands = journey.answer(&commands, Answer::Removed(Ok(())));
    assert_eq!(journey.names(), ["Laptop"]);
    let name = "Phone".to_owned();
    assert_eq!(journey.flow.announcement(), Some(Announced::Done(PortalMessage::Removed { name })));
    assert_eq!(commands, [Command::Fetch(question(&commands)), Command::TellTabs]);
    assert_eq!(journey.answer(&commands, list(&[laptop()])), [signal(&["p2"])]);
    let commands = journey.on(Event::RefreshDue);
    assert_eq!(journey.answer(&commands, list(&[laptop()])), [], "told only once");
}

#[test]
fn a_person_is_asked_before_and_can_keep_the_passkey() {
    let mut journey = Journey::with(&[phone(), laptop()]);
    assert_eq!(journey.on(Event::RemoveChosen("p1".to_owned())), []);
    assert_eq!(journey.flow.task, confirming(None));
    assert_eq!(journey.on(Event::CancelChosen), []);
    assert_eq!(journey.on(Event::RemovalConfirmed), []);
    assert_eq!(journey.flow.task, Task::None);
}

#[test]
fn pressing_remove_twice_removes_once() {
    let (mut journey, _) = Journey::removing();
    assert_eq!(journey.on(Event::RemovalConfirmed), []);
    assert_eq!(journey.on(Event::RemoveChosen("p2".to_owned())), []);
}

#[test]
fn the_last_passkey_goes_only_after_the_box_is_ticked() {
    let mut journey = Journey::with(&[phone()]);
    journey.on(Event::RemoveChosen("p1".to_owned()));
    assert!(journey.flow.is_last("p1"));
    assert_eq!(journey.on(Event::RemovalConfirmed), []);
    assert_eq!(journey.flow.task, confirming(Some(PortalMessage::AcknowledgeFirst)));
    journey.on(Event::Acknowledged(true));
    journey.on(Event::Acknowledged(false));
    assert_eq!(journey.on(Event::RemovalConfirmed), []);
    journey.on(Event::Acknowledged(true));
    assert!(matches!(journey.on(Event::RemovalConfirmed)[..], [Command::Remove { .. }]));
}

#[test]
fn what_is_left_after_a_removal_is_the_last_passkey_even_if_no_list_comes() {
    let (mut journey, commands) = Journey::removing();
    let commands = journey.answer(&commands, Answer::Removed(Ok(())));
    journey.answer(&commands, not_fetched(outage(Stage::Options)));
    assert_eq!((journey.names(), journey.flow.is_stale()), (vec!["Laptop"], true));
    journey.on(Event::RemoveChosen("p2".to_owned()));
    assert_eq!(journey.on(Event::RemovalConfirmed), []);
    assert!(matches!(journey.flow.task, Task::Confirming { error: Some(_), .. }));
}

#[test]
fn a_passkey_that_became_the_last_one_while_the_person_was_verified_is_asked_about_again() {
    let (mut journey, _) = Journey::verifying_removal();
    assert_eq!(journey.on(Event::RefreshDue), [], "the list waits");
    let commands = journey.verify();
    assert_eq!(commands, [Command::Fetch(question(&commands))]);
    assert_eq!(journey.flow.announcement(), Some(Announced::Done(PortalMessage::Removing)));
    assert_eq!(journey.answer(&commands, list(&[phone()])), []);
    assert_eq!(journey.flow.task, confirming(Some(PortalMessage::AcknowledgeFirst)));
}

#[test]
fn a_passkey_is_removed_once_after_the_verification() {
    let (mut journey, _) = Journey::verifying_removal();
    let commands = journey.verify();
    let commands = journey.answer(&commands, list(&[phone(), laptop()]));
    assert_eq!(commands, [Command::Remove { attempt: question(&commands), id: "p1".to_owned() }]);
    assert_eq!(journey.verification(verifying::Event::CancelChosen), []);
    journey.answer(&commands, Answer::Removed(Ok(())));
    assert_eq!(journey.names(), ["Laptop"]);
}

#[test]
fn whoever_ticked_the_box_waits_for_no_other_list_after_the_verification() {
    let mut journey = Journey::with(&[phone()]);
    journey.on(Event::RemoveChosen("p1".to_owned()));
    journey.on(Event::Acknowledged(true));
    let commands = journey.on(Event::RemovalConfirmed);
    journey.answer(&commands, Answer::Removed(Err(refused("verification_required"))));
    assert!(matches!(journey.verify()[..], [Command::Remove { .. }]));
}

#[test]
fn a_list_that_may_be_out_of_date_is_looked_at_again_before_a_passkey_goes() {
    let mut journey = Journey::with(&[phone(), laptop()]);
    let commands = journey.on(Event::RefreshDue);
    journey.answer(&commands, not_fetched(outage(Stage::Options)));
    journey.on(Event::RemoveChosen("p1".to_owned()));
    let commands = journey.on(Event::RemovalConfirmed);
    assert_eq!(commands, [Command::Fetch(question(&commands))]);
    journey.answer(&commands, not_fetched(outage(Stage::Options)));
    assert_eq!(journey.flow.task, confirming(Some(PortalMessage::DidNotWork)));
    journey.on(Event::RemovalConfirmed);
    journey.on(Event::CancelChosen);
    assert_eq!(journey.flow.task, Task::None);
}

#[test]
fn a_removal_that_fails_can_be_tried_again_and_what_the_backend_has_is_fetched() {
    let (mut journey, commands) = Journey::removing();
    let commands = journey.answer(&commands, Answer::Removed(Err(outage(Stage::Result))));
    assert_eq!(journey.flow.task, confirming(Some(PortalMessage::DidNotWork)));
    let commands = journey.answer(&commands, list(&[laptop()]));
    assert_eq!(commands, [signal(&["p2"])], "the request had arrived");
    assert_eq!(journey.flow.announcement(), Some(Announced::Done(PortalMessage::RemovedElsewhere)));
    assert_eq!(journey.flow.task, Task::None);
}

#[test]
fn a_removal_that_hangs_can_be_cancelled_and_what_the_backend_has_is_fetched() {
    let (mut journey, commands) = Journey::removing();
    let removal = question(&commands);
    let commands = journey.on(Event::CancelChosen);
    assert!(matches!(commands[..], [Command::Abort(aborted), Command::Fetch(_)] if aborted == removal));
    assert_eq!(journey.on(Event::Answered(removal, Answer::Removed(Ok(())))), []);
    assert_eq!(journey.answer(&commands, list(&[phone(), laptop()])), [signal(&["p1", "p2"])]);
    assert_eq!(journey.names(), ["Phone", "Laptop"]);
}

#[test]
fn a_passkey_that_was_removed_elsewhere_is_gone_here_too() {
    let (mut journey, commands) = Journey::removing();
    let commands = journey.answer(&commands, Answer::Removed(Err(refused("not_found"))));
    assert_eq!(journey.names(), ["Laptop"]);
    assert_eq!(journey.flow.announcement(), Some(Announced::Done(PortalMessage::RemovedElsewhere)));
    assert_eq!(journey.answer(&commands, list(&[laptop()])), [signal(&["p2"])]);

    let mut journey = Journey::with(&[phone(), laptop()]);
    journey.on(Event::RemoveChosen("p1".to_owned()));
    let commands = journey.on(Event::RefreshDue);
    journey.answer(&commands, list(&[laptop()]));
    assert_eq!(journey.flow.task, Task::None);
    assert_eq!(journey.flow.announcement(), Some(Announced::Done(PortalMessage::RemovedElsewhere)));
}

#[test]
fn nobody_is_told_to_tick_a_box_that_is_gone() {
    let mut journey = Journey::with(&[phone()]);
    journey.on(Event::RemoveChosen("p1".to_owned()));
    journey.on(Event::RemovalConfirmed);
    assert_eq!(journey.flow.task, confirming(Some(PortalMessage::AcknowledgeFirst)));
    let commands = journey.on(Event::RefreshDue);
    journey.answer(&commands, list(&[phone(), laptop()]));
    assert_eq!(journey.flow.task, confirming(None), "another one was added in another tab");
}
