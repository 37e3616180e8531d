//! Loading the account, and refreshing it.

use super::*;
use crate::flow::SignedInPage as _;
use crate::problem::{Problem, Recovery};

#[test]
fn the_page_shows_the_account_and_asks_once() {
    let (mut journey, attempt) = Journey::open();
    assert_eq!(journey.on(Event::Opened), []);
    assert_eq!(journey.says(), "Loading…");
    journey.on(Event::Answered(attempt, fetched(&["a", "b"])));
    assert_eq!(journey.passkeys(), ["a", "b"]);
    assert_eq!(journey.says(), "");
}

#[test]
fn loading_that_hangs_can_be_cancelled_and_its_answer_is_dropped() {
    let (mut journey, attempt) = Journey::open();
    assert_eq!(journey.on(Event::CancelChosen), [Command::Abort(attempt)]);
    assert_eq!(journey.flow.problem(), Some(Problem::SignInUnavailable));
    journey.on(Event::Answered(attempt, fetched(&["a"])));
    assert_eq!(journey.flow.problem(), Some(Problem::SignInUnavailable));
    assert_eq!(journey.flow.recoveries(), [Recovery::Retry, Recovery::Restart]);
    let commands = journey.on(Event::RetryChosen);
    assert!(matches!(commands[..], [Command::Fetch { .. }]), "{commands:?}");
}

#[test]
fn what_is_looked_at_again_is_fetched_again_and_stays_meanwhile() {
    let mut journey = Journey::looks_at(&["a", "b"]);
    let commands = journey.on(Event::RefreshDue);
    let [Command::Fetch { attempt, .. }] = commands[..] else { panic!("{commands:?}") };
    assert_eq!(journey.on(Event::RefreshDue), [], "that is already under way");
    assert_eq!(journey.passkeys(), ["a", "b"]);
    journey.on(Event::Answered(attempt, fetched(&["b"])));
    assert_eq!(journey.passkeys(), ["b"]);
}

#[test]
fn what_cannot_be_fetched_again_is_shown_as_out_of_date_until_it_can() {
    let mut journey = Journey::looks_at(&["a"]);
    for (answer, is_stale) in [(Answer::Fetched(Err(outage())), true), (fetched(&["a"]), false)] {
        let commands = journey.on(Event::ReloadChosen);
        let [Command::Fetch { attempt, .. }] = commands[..] else { panic!("{commands:?}") };
        journey.on(Event::Answered(attempt, answer));
        assert_eq!(journey.flow.is_stale(), is_stale);
        assert_eq!(journey.passkeys(), ["a"]);
    }
}

#[test]
fn who_may_not_see_it_and_what_is_not_there_is_told() {
    for (failure, listing) in [
        (role_insufficient(), Content::Refused(Refusal::Forbidden)),
        (refused(404, "not_found"), Content::Refused(Refusal::NotFound)),
    ] {
        let (mut journey, attempt) = Journey::open();
        journey.on(Event::Answered(attempt, Answer::Fetched(Err(failure.clone()))));
        assert_eq!(journey.flow.list.content, listing);
        // The same if the account was already on the page.
        let mut journey = Journey::looks_at(&["a"]);
        journey.on(Event::RemoveChosen(one("a")));
        let commands = journey.on(Event::RefreshDue);
        let [Command::Fetch { attempt, .. }] = commands[..] else { panic!("{commands:?}") };
        journey.on(Event::Answered(attempt, Answer::Fetched(Err(failure))));
        assert_eq!(journey.flow.list.content, listing);
        assert_eq!(journey.flow.task, Task::None);
        assert_eq!(journey.on(Event::RemoveChosen(one("a"))), []);
        assert_eq!(journey.flow.task, Task::None);
    }
}

#[test]
fn a_session_that_ended_ends_the_page() {
    let (mut journey, attempt) = Journey::open();
    journey.on(Event::Answered(attempt, Answer::Fetched(Err(session_expired()))));
    assert_eq!(journey.flow.problem(), Some(Problem::SessionExpired));
    assert_eq!(journey.flow.recoveries(), [Recovery::Restart]);
    assert_eq!(journey.on(Event::RetryChosen), []);
    journey.on(Event::RestartChosen);
    assert_eq!(journey.flow.list.content, Content::SignedOut);
}
