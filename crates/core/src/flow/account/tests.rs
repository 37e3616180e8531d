//! The signed-in page: loading it, signing out, and what goes wrong.

use super::*;
use crate::classify::Stage;
use crate::wire::User;

struct Journey {
    flow: Account,
}

impl Journey {
    /// Opens the page; the attempt is that of its fetch.
    fn open() -> (Self, Attempt) {
        let mut journey = Self { flow: Account::default() };
        let commands = journey.on(Event::Opened);
        let [Command::Fetch(attempt)] = commands[..] else { panic!("no fetch: {commands:?}") };
        (journey, attempt)
    }

    fn signed_in() -> Self {
        let (mut journey, attempt) = Self::open();
        journey.on(Event::Fetched(attempt, Ok(Box::new(details()))));
        assert_eq!(journey.flow.step, Step::SignedIn(Box::new(details())));
        journey
    }

    /// The session is being ended under this attempt.
    fn signing_out() -> (Self, Attempt) {
        let mut journey = Self::signed_in();
        let commands = journey.on(Event::SignOutChosen);
        let [Command::EndSession(attempt)] = commands[..] else { panic!("no end: {commands:?}") };
        (journey, attempt)
    }

    fn on(&mut self, event: Event) -> Vec<Command> {
        let (flow, commands) = self.flow.clone().update(event);
        self.flow = flow;
        commands
    }

    fn problem(&self) -> &'static str {
        let Step::Failed { problem, .. } = &self.flow.step else {
            panic!("nothing failed: {:?}", self.flow.step)
        };
        problem.id()
    }
}

fn details() -> Details {
    let user = User { name: "alice".to_owned(), display_name: "Alice".to_owned() };
    Details {
        session: Session { user, passkeys: 0, passkey_limit: 5, offer_set_up: false },
        passkeys: PasskeyList { passkeys: Vec::new(), limit: 5 },
    }
}

fn outage() -> BackendFailure {
    BackendFailure::Unreachable(Stage::Options)
}

fn expired() -> BackendFailure {
    BackendFailure::Refused {
        stage: Stage::Options,
        status: 401,
        code: Some("session_expired".to_owned()),
        retry_after_s: None,
        tries_left: None,
    }
}

#[test]
fn the_page_shows_who_is_signed_in() {
    let mut journey = Journey::signed_in();
    assert_eq!(journey.on(Event::Opened), [], "and asks once");
    assert_eq!(journey.flow.recoveries(), []);
}

#[test]
fn signing_out_ends_the_session_once() {
    let (mut journey, attempt) = Journey::signing_out();
    assert_eq!(journey.on(Event::SignOutChosen), []);
    assert_eq!(journey.on(Event::SessionEnded(attempt, Ok(()))), []);
    assert_eq!(journey.flow.step, Step::SignedOut);
}

#[test]
fn signing_out_without_a_session_is_signed_out() {
    let (mut journey, attempt) = Journey::signing_out();
    journey.on(Event::SessionEnded(attempt, Err(expired())));
    assert_eq!(journey.flow.step, Step::SignedOut);
}

#[test]
fn an_outage_while_signing_out_tries_the_same_again() {
    let (mut journey, attempt) = Journey::signing_out();
    journey.on(Event::SessionEnded(attempt, Err(outage())));
    assert_eq!(journey.problem(), "A1");
    assert_eq!(journey.flow.recoveries(), [Recovery::Retry, Recovery::Restart]);
    assert!(matches!(journey.on(Event::RetryChosen)[..], [Command::EndSession(_)]));
    assert_eq!(journey.flow.step, Step::SigningOut);
}

#[test]
fn an_outage_while_loading_tries_the_same_again() {
    let (mut journey, attempt) = Journey::open();
    journey.on(Event::Fetched(attempt, Err(outage())));
    assert_eq!(journey.problem(), "A1");
    let commands = journey.on(Event::RetryChosen);
    let [Command::Fetch(again)] = commands[..] else { panic!("no fetch: {commands:?}") };
    assert_eq!(journey.on(Event::Fetched(attempt, Ok(Box::new(details())))), []);
    assert_eq!(journey.flow.step, Step::Loading, "the first answer is not the second's");
    journey.on(Event::Fetched(again, Ok(Box::new(details()))));
    assert_eq!(journey.flow.step, Step::SignedIn(Box::new(details())));
}

#[test]
fn without_a_session_the_only_way_on_is_restart() {
    let (mut journey, attempt) = Journey::open();
    journey.on(Event::Fetched(attempt, Err(expired())));
    assert_eq!(journey.problem(), "B1");
    assert_eq!(journey.flow.recoveries(), [Recovery::Restart]);
    assert_eq!(journey.on(Event::RetryChosen), []);
    assert_eq!(journey.on(Event::RestartChosen), []);
    assert_eq!(journey.flow.step, Step::SignedOut);
}

#[test]
fn loading_that_hangs_can_be_cancelled_and_its_answer_is_dropped() {
    let (mut journey, attempt) = Journey::open();
    assert_eq!(journey.on(Event::CancelChosen), [Command::Abort(attempt)]);
    assert_eq!(journey.problem(), "A1");
    assert_eq!(journey.on(Event::Fetched(attempt, Ok(Box::new(details())))), []);
    assert_eq!(journey.problem(), "A1");
}

#[test]
fn signing_out_that_hangs_can_be_cancelled_and_the_page_finds_out_what_came_of_it() {
    let (mut journey, attempt) = Journey::signing_out();
    let commands = journey.on(Event::CancelChosen);
    let [Command::Abort(aborted), Command::Fetch(fetch)] = commands[..] else { panic!("{commands:?}") };
    assert_eq!(aborted, attempt);
    assert_eq!(journey.on(Event::SessionEnded(attempt, Ok(()))), []);
    assert_eq!(journey.flow.step, Step::Loading);
    journey.on(Event::Fetched(fetch, Ok(Box::new(details()))));
    assert_eq!(journey.flow.step, Step::SignedIn(Box::new(details())));
}

#[test]
fn a_signed_out_page_does_nothing_any_more() {
    let (mut journey, attempt) = Journey::signing_out();
    journey.on(Event::SessionEnded(attempt, Ok(())));
    for event in [
        Event::Opened,
        Event::SignOutChosen,
        Event::CancelChosen,
        Event::RetryChosen,
        Event::RestartChosen,
        Event::Fetched(attempt, Ok(Box::new(details()))),
        Event::SessionEnded(attempt, Err(outage())),
    ] {
        assert_eq!(journey.on(event.clone()), [], "{event:?}");
        assert_eq!(journey.flow.step, Step::SignedOut, "{event:?}");
    }
}
