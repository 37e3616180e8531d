//! The signed-in page: loading it, signing out, and what goes wrong.

use super::*;
use crate::classify::Stage;
use crate::wire::{Role, User};

struct Journey {
    flow: Account,
}

impl Journey {
    /// Opens the page. Returns the attempt of its fetch.
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

    /// Starts ending the session. Returns the attempt of that call.
    fn signing_out() -> (Self, Attempt) {
        let mut journey = Self::signed_in();
        let commands = journey.on(Event::SignOutChosen);
        let [Command::EndSession(attempt)] = commands[..] else { panic!("no end: {commands:?}") };
        (journey, attempt)
    }

    fn on(&mut self, event: Event) -> Vec<Command> {
        self.flow.update(event)
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
        session: Session { user, passkeys: 0, role: Role::User, fresh_for_s: 900 },
        passkeys: PasskeyList {
            passkeys: Vec::new(),
            limit: 5,
            rp_id: Some("localhost".to_owned()),
            user_handle: Some("dQ".to_owned()),
        },
    }
}

fn alicia() -> User {
    User { name: "alice".to_owned(), display_name: "Alicia".to_owned() }
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
    assert_eq!(journey.on(Event::Opened), [], "asks only once");
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
    assert_eq!(journey.flow.step, Step::Loading, "an answer to the first request");
    journey.on(Event::Fetched(again, Ok(Box::new(details()))));
    assert_eq!(journey.flow.step, Step::SignedIn(Box::new(details())));
}

#[test]
fn a_new_name_is_shown_and_told_to_the_browser() {
    let mut journey = Journey::signed_in();
    journey.on(Event::NameChosen);
    let commands = journey.on(Event::NameSubmitted(" Alicia ".to_owned()));
    let [Command::Rename { attempt, display_name }] = &commands[..] else { panic!("{commands:?}") };
    assert_eq!(display_name, "Alicia");
    assert_eq!(journey.on(Event::NameSubmitted("Alicia".to_owned())), [], "it is saved only once");
    let commands = journey.on(Event::Renamed(*attempt, Ok(alicia())));
    let signal = Signal::CurrentUserDetails {
        rp_id: "localhost".to_owned(),
        user_id: "dQ".to_owned(),
        name: "alice".to_owned(),
        display_name: "Alicia".to_owned(),
    };
    assert_eq!(commands, [Command::Signal(signal)]);
    assert_eq!(journey.flow.details().map(|details| &details.session.user), Some(&alicia()));
    assert_eq!(journey.flow.notice, Some(PortalMessage::NameChanged { name: "Alicia".to_owned() }));
}

#[test]
fn a_name_that_could_not_be_saved_is_still_being_typed() {
    let mut journey = Journey::signed_in();
    journey.on(Event::NameChosen);
    journey.on(Event::NameSubmitted(" ".to_owned()));
    assert_eq!(journey.flow.name_error(), Some(&PortalMessage::NameMissing));
    let commands = journey.on(Event::NameSubmitted("Alicia".to_owned()));
    let [Command::Rename { attempt, .. }] = commands[..] else { panic!("{commands:?}") };
    assert_eq!(journey.on(Event::Renamed(attempt, Err(outage()))), []);
    assert_eq!(journey.flow.name_error(), Some(&PortalMessage::DidNotWork));
    assert_eq!(journey.flow.details(), Some(&details()), "nothing is shown before it is saved");
}

#[test]
fn whether_the_user_is_verified_before_creating_a_passkey_depends_on_now_and_not_on_when_the_page_opened() {
    for (fresh_for_s, destination) in [(60, Destination::SetUp), (0, Destination::Passkeys)] {
        let mut journey = Journey::signed_in();
        let commands = journey.on(Event::CreateChosen);
        let [Command::Fetch(attempt)] = commands[..] else { panic!("no fetch: {commands:?}") };
        assert_eq!(journey.on(Event::CreateChosen), [], "asks only once");
        let mut now = details();
        now.session.fresh_for_s = fresh_for_s;
        assert_eq!(journey.on(Event::Fetched(attempt, Ok(Box::new(now)))), []);
        assert_eq!(journey.flow.destination(), Some(destination));
    }
}

#[test]
fn creating_a_passkey_that_hangs_can_be_cancelled() {
    let mut journey = Journey::signed_in();
    let commands = journey.on(Event::CreateChosen);
    let [Command::Fetch(attempt)] = commands[..] else { panic!("no fetch: {commands:?}") };
    assert_eq!(journey.on(Event::CancelChosen), [Command::Abort(attempt)]);
    assert_eq!(journey.on(Event::Fetched(attempt, Ok(Box::new(details())))), []);
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
        Event::SessionExpired,
        Event::NameChosen,
        Event::NameSubmitted("Alice".to_owned()),
        Event::Fetched(attempt, Ok(Box::new(details()))),
        Event::SessionEnded(attempt, Err(outage())),
    ] {
        assert_eq!(journey.on(event.clone()), [], "{event:?}");
        assert_eq!(journey.flow.step, Step::SignedOut, "{event:?}");
    }
}

/// All states the page can reach, and what holds in every one of them.
mod exploration {
    use super::*;
    use crate::example::passkeys;
    use crate::flow::explorer::{Transition, all_have_examples, every_press_leads_on, explore, wander};

    /// The account with a passkey.
    fn with_passkey() -> Box<Details> {
        let mut details = details();
        details.passkeys.passkeys = passkeys::one();
        Box::new(details)
    }

    /// The account, signed in too long ago to create a passkey.
    fn stale() -> Box<Details> {
        let mut details = details();
        details.session.fresh_for_s = 0;
        Box::new(details)
    }

    fn events(flow: &Account) -> Vec<Event> {
        let mut events = vec![
            Event::Opened,
            Event::SignOutChosen,
            Event::CancelChosen,
            Event::RetryChosen,
            Event::RestartChosen,
            Event::SessionExpired,
            Event::CreateChosen,
            Event::NameChosen,
            Event::NameSubmitted(" ".to_owned()),
            Event::NameSubmitted("n".repeat(65)),
            Event::NameSubmitted("Alicia".to_owned()),
        ];
        for attempt in [Attempt::default(), flow.attempt] {
            events.push(Event::Renamed(attempt, Ok(alicia())));
            events.push(Event::Fetched(attempt, Ok(Box::new(details()))));
            events.push(Event::Fetched(attempt, Ok(with_passkey())));
            events.push(Event::Fetched(attempt, Ok(stale())));
            events.push(Event::SessionEnded(attempt, Ok(())));
            for failure in [outage(), expired()] {
                events.push(Event::Fetched(attempt, Err(failure.clone())));
                events.push(Event::Renamed(attempt, Err(failure.clone())));
                events.push(Event::SessionEnded(attempt, Err(failure)));
            }
        }
        events
    }

    fn normalize(mut flow: Account) -> Account {
        // All that matters about an attempt here is whether anything has been requested yet.
        if flow.attempt != Attempt::default() {
            flow.attempt = Attempt::default().next();
        }
        flow
    }

    fn check(transition: &Transition<'_, Account>) {
        let Transition { before, event, after, commands } = transition;
        let context = || format!("{event:?}\n  before: {before:?}\n  after: {after:?}\n  {commands:?}");
        let asks = commands.iter().any(|command| !matches!(command, Command::Abort(_) | Command::Signal(_)));
        let waits = before.waits();
        if **event == Event::SessionExpired && !before.is_over() {
            assert_eq!(after.problem(), Some(Problem::SessionExpired), "continues: {}", context());
            assert!(!asks && (!waits || commands.contains(&Command::Abort(before.attempt))), "{}", context());
        }
        let renamed = matches!(event, Event::Renamed(_, Ok(_))) && before != after;
        let signals = commands.iter().filter(|command| matches!(command, Command::Signal(_))).count();
        assert_eq!(signals, usize::from(renamed), "signals a name that no answer had: {}", context());
        if let Event::Fetched(attempt, _) | Event::SessionEnded(attempt, _) | Event::Renamed(attempt, _) =
            event
        {
            let known = *attempt == before.attempt && waits;
            assert!(known || (before == after && commands.is_empty()), "a stale answer: {}", context());
            assert!(!asks, "an answer triggers a request: {}", context());
        }
        if **event == Event::CancelChosen && waits {
            assert!(after.step != before.step, "no way out: {}", context());
            assert!(commands.contains(&Command::Abort(before.attempt)), "continues: {}", context());
        }
        if matches!(before.step, Step::Failed { problem: Problem::SessionExpired, .. }) {
            let out = before == after || matches!(after.step, Step::SignedOut);
            assert!(out && !asks, "continues without a session: {}", context());
        }
        let dead_end = matches!(after.step, Step::Failed { .. }) && after.recoveries().is_empty();
        assert!(!dead_end, "a dead end: {}", context());
    }

    #[test]
    fn every_reachable_state_keeps_the_rules() {
        let explored = explore([Account::default()], events, normalize, check);
        eprintln!("account: {} states, {} transitions", explored.states, explored.transitions);
        assert!(explored.states > 7, "only {} states: the alphabet lost events", explored.states);
        all_have_examples(&explored.reached);
        every_press_leads_on::<Account>();
    }

    #[test]
    fn every_random_way_keeps_the_rules() {
        wander([Account::default()], events, check);
    }
}
