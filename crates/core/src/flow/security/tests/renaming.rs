//! Renaming a passkey.

use super::*;
use crate::flow::SignedInPage as _;

#[test]
fn a_new_name_stands_there_at_once_and_is_saved() {
    let (mut journey, commands) = Journey::renaming();
    assert_eq!(journey.names(), ["Red phone", "Laptop"]);
    assert_eq!(journey.flow.announcement(), Some(Announced::Done(PortalMessage::SavingName)));
    let saved = Answer::Renamed(Ok("Red phone".to_owned()));
    let commands = journey.answer(&commands, saved);
    assert!(commands.contains(&Command::TellTabs));
    assert_eq!(journey.names(), ["Red phone", "Laptop"]);
    let name = "Red phone".to_owned();
    assert_eq!(journey.flow.announcement(), Some(Announced::Done(PortalMessage::Renamed { name })));
}

#[test]
fn a_name_that_cannot_be_saved_goes_back() {
    let (mut journey, commands) = Journey::renaming();
    journey.answer(&commands, Answer::Renamed(Err(outage(Stage::Result))));
    assert_eq!(journey.names(), ["Phone", "Laptop"]);
    let error = Some(PortalMessage::DidNotWork);
    assert_eq!(journey.flow.task, Task::Renaming { id: "p1".to_owned(), error });
    assert!(matches!(journey.on(Event::NameSubmitted("Red phone".to_owned()))[..], [Command::Rename { .. }]));
}

#[test]
fn a_name_whose_saving_hangs_can_be_cancelled_and_what_the_backend_has_is_fetched() {
    let (mut journey, commands) = Journey::renaming();
    let saving = question(&commands);
    let commands = journey.on(Event::CancelChosen);
    assert!(matches!(commands[..], [Command::Abort(aborted), Command::Fetch(_)] if aborted == saving));
    assert_eq!(journey.names(), ["Phone", "Laptop"]);
    journey.answer(&commands, list(&[passkey("p1", "Red phone"), laptop()]));
    assert_eq!(journey.names(), ["Red phone", "Laptop"], "the request had arrived");
}

#[test]
fn a_name_that_is_empty_too_long_or_the_same_is_not_sent() {
    let mut journey = Journey::with(&[phone()]);
    for (typed, error) in [
        ("  ".to_owned(), PortalMessage::NameMissing),
        ("é".repeat(65), PortalMessage::NameTooLong { longest: "64".to_owned() }),
    ] {
        journey.on(Event::RenameChosen("p1".to_owned()));
        assert_eq!(journey.on(Event::NameSubmitted(typed)), []);
        assert_eq!(journey.flow.task, Task::Renaming { id: "p1".to_owned(), error: Some(error) });
    }
    assert_eq!(journey.on(Event::NameSubmitted(" Phone".to_owned())), []);
    assert_eq!(journey.flow.task, Task::None);
    journey.on(Event::RenameChosen("p1".to_owned()));
    assert!(matches!(journey.on(Event::NameSubmitted("é".repeat(64)))[..], [Command::Rename { .. }]));
}

#[test]
fn pressing_save_twice_saves_once() {
    let (mut journey, _) = Journey::renaming();
    assert_eq!(journey.on(Event::NameSubmitted("Red phone".to_owned())), []);
    assert_eq!(journey.on(Event::RenameChosen("p2".to_owned())), []);
}

#[test]
fn a_list_from_before_the_name_was_saved_does_not_bring_the_old_one_back() {
    let mut journey = Journey::with(&[phone()]);
    let early = journey.on(Event::RefreshDue);
    journey.on(Event::RenameChosen("p1".to_owned()));
    let saving = journey.on(Event::NameSubmitted("Red phone".to_owned()));
    journey.answer(&early, list(&[phone()]));
    assert_eq!(journey.names(), ["Red phone"]);
    let late = journey.on(Event::RefreshDue);
    let commands = journey.answer(&saving, Answer::Renamed(Ok("Red phone".to_owned())));
    assert_eq!(aborted(&commands), [question(&late)]);
    assert_eq!(journey.answer(&late, list(&[phone()])), []);
    assert_eq!(journey.names(), ["Red phone"]);
}

#[test]
fn a_name_goes_back_to_the_one_that_another_tab_gave_meanwhile() {
    let (mut journey, saving) = Journey::renaming();
    let refresh = journey.on(Event::RefreshDue);
    journey.answer(&refresh, list(&[passkey("p1", "Old phone"), laptop()]));
    assert_eq!(journey.names(), ["Red phone", "Laptop"]);
    journey.answer(&saving, Answer::Renamed(Err(outage(Stage::Result))));
    assert_eq!(journey.names(), ["Old phone", "Laptop"]);
}

#[test]
fn a_passkey_that_was_removed_elsewhere_gets_no_name() {
    let (mut journey, commands) = Journey::renaming();
    journey.answer(&commands, Answer::Renamed(Err(refused("not_found"))));
    assert_eq!(journey.names(), ["Laptop"]);
    assert_eq!(journey.flow.announcement(), Some(Announced::Done(PortalMessage::RemovedElsewhere)));

    let (mut journey, saving) = Journey::renaming();
    let refresh = journey.on(Event::RefreshDue);
    let commands = journey.answer(&refresh, list(&[laptop()]));
    assert_eq!(commands, [Command::Abort(question(&saving))]);
    assert_eq!(journey.flow.task, Task::None);
    assert_eq!(journey.flow.announcement(), Some(Announced::Done(PortalMessage::RemovedElsewhere)));
}

#[test]
fn a_name_that_needs_a_verification_is_saved_after_it() {
    let (mut journey, commands) = Journey::renaming();
    journey.answer(&commands, Answer::Renamed(Err(refused("verification_required"))));
    assert_eq!(journey.names(), ["Phone", "Laptop"], "it isn't saved");
    let commands = journey.verify();
    let (attempt, id, name) = (question(&commands), "p1".to_owned(), "Red phone".to_owned());
    assert_eq!(commands, [Command::Rename { attempt, id, name }]);
    assert_eq!(journey.names(), ["Red phone", "Laptop"]);
}

#[test]
fn a_person_who_is_not_verified_finds_their_name_where_they_typed_it() {
    let (mut journey, commands) = Journey::renaming();
    journey.answer(&commands, Answer::Renamed(Err(refused("verification_required"))));
    let commands = journey.verification(verifying::Event::CancelChosen);
    assert!(!commands.iter().any(|command| matches!(command, Command::Rename { .. })));
    assert_eq!(journey.flow.renaming(), Some("p1"));
    assert_eq!(journey.names(), ["Phone", "Laptop"]);
}
