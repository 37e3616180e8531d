//! All states the page can reach, and what holds in every one of them.

use super::*;
use crate::example::accounts;
use crate::flow::explorer::{
    Transition, all_have_examples, every_press_leads_on, explore, in_order, rename_all, wander,
};

/// Returns every attempt that the page knows.
fn attempts_of(flow: &mut Users) -> Vec<&mut Attempt> {
    let mut all = vec![&mut flow.attempts.awaited, &mut flow.attempts.last];
    all.extend(flow.list.fetching.as_mut());
    if let Counting::Loading(attempt) = &mut flow.counting {
        all.extend(attempt.as_mut());
    }
    all
}

/// A page that is the only one; of several, the first, one in between, the last and one past the end; and an
/// empty one.
fn pages() -> [Box<UserPage>; 6] {
    [(1, 1, 1), (1, 2, 5), (2, 2, 5), (3, 1, 5), (4, 0, 5), (1, 0, 0)]
        .map(|(number, shown, total)| Box::new(UserPage { page_size: 2, ..page(number, shown, total) }))
}

fn events(flow: &Users) -> Vec<Event> {
    let mut events = vec![
        Event::Opened,
        Event::QueryChanged(UserQuery::default()),
        Event::QueryChanged(searching("anna")),
        Event::QueryChanged(UserQuery::default().sorted_by(UserSort::Passkeys)),
        Event::CancelChosen,
        Event::RetryChosen,
        Event::RestartChosen,
        Event::SessionExpired,
    ];
    let mut known = flow.clone();
    for attempt in in_order(attempts_of(&mut known).into_iter().map(|attempt| *attempt)) {
        for page in pages() {
            events.push(Event::UsersFetched(attempt, Ok(page)));
        }
        events.push(Event::CountsFetched(attempt, Ok(Box::new(figures()))));
        events.push(Event::CountsFetched(attempt, Ok(Box::new(accounts::counts(&accounts::FAILURES)))));
        for failure in [outage(), refused(401, "session_expired"), refused(403, "role_insufficient")] {
            events.push(Event::UsersFetched(attempt, Err(failure.clone())));
            events.push(Event::CountsFetched(attempt, Err(failure)));
        }
    }
    events
}

fn normalize(mut flow: Users) -> Users {
    rename_all(attempts_of(&mut flow));
    flow
}

fn check(transition: &Transition<'_, Users>) {
    let Transition { before, event, after, commands } = transition;
    let context = || format!("{event:?}\n  before: {before:?}\n  after: {after:?}\n  {commands:?}");
    let asks = commands.iter().any(|command| !matches!(command, Command::Abort(_)));
    let awaited = match event {
        Event::UsersFetched(attempt, _) => Some(before.list.fetching == Some(*attempt)),
        Event::CountsFetched(attempt, _) => Some(before.counting == Counting::Loading(Some(*attempt))),
        Event::Opened
        | Event::QueryChanged(_)
        | Event::CancelChosen
        | Event::RetryChosen
        | Event::RestartChosen
        | Event::SessionExpired => None,
    };
    if let Some(awaited) = awaited {
        assert!(awaited || (before == after && commands.is_empty()), "a stale answer: {}", context());
        assert!(!asks, "an answer triggers a request: {}", context());
    }
    if let (Some(given_up), false) = (before.list.fetching, before.list.fetching == after.list.fetching) {
        let answered = awaited == Some(true) && !matches!(event, Event::CountsFetched(..));
        assert!(answered || commands.contains(&Command::Abort(given_up)), "continues: {}", context());
    }
    if before.list.fetching.is_some() && **event == Event::CancelChosen {
        assert!(after.list.fetching.is_none() && !asks, "no way out: {}", context());
    }
    if **event == Event::SessionExpired && before.list.content != Content::SignedOut {
        assert_eq!(after.list.content, Content::Failed(Problem::SessionExpired), "{}", context());
    }
    if before.is_over() || before.list.content == Content::Refused(Forbidden) {
        assert!(!asks && after.list.fetching.is_none(), "continues after the end: {}", context());
    }
    let dead_end = matches!(after.list.content, Content::Failed(_)) && after.recoveries().is_empty();
    assert!(!dead_end, "a dead end: {}", context());
    if let (Content::Loaded { details, .. }, None) = (&after.list.content, after.list.fetching) {
        let query = &details.query;
        assert_eq!(*query, after.query, "the rows answer another query: {}", context());
    }
    let waits = after.list.content == Content::Loading && after.list.fetching.is_none();
    assert!(!waits || after.attempts.last == Attempt::default(), "waits for nothing: {}", context());
}

#[test]
fn every_reachable_state_keeps_the_rules() {
    let explored = explore([Users::new(UserQuery::default())], events, normalize, check);
    eprintln!("users: {} states, {} transitions", explored.states, explored.transitions);
    assert!(explored.states > 40, "only {} states: the alphabet lost events", explored.states);
    all_have_examples(&explored.reached);
    every_press_leads_on::<Users>();
}

#[test]
fn every_random_way_keeps_the_rules() {
    wander([Users::new(UserQuery::default())], events, check);
}
