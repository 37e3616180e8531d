//! What happens to a session that is left alone.

use super::*;
use crate::example::{Example, Exemplified};
use crate::flow::explorer::{Transition, explore, same_looks, says_all};

/// Ten minutes.
const LIMIT_MS: u64 = 600_000;
/// Milliseconds after the last activity at which the user is asked.
const WARNING_AFTER_MS: u64 = LIMIT_MS - WARNING_MS;

fn clock() -> SessionClock {
    SessionClock::new(LIMIT_MS, 0)
}

/// Returns the clock after these events, and everything it commanded.
fn after(events: &[Event]) -> (SessionClock, Vec<Command>) {
    events.iter().fold((clock(), Vec::new()), |(clock, mut all), event| {
        let (clock, commands) = clock.after(*event);
        all.extend(commands);
        (clock, all)
    })
}

fn phase_after(events: &[Event]) -> Phase {
    after(events).0.phase
}

fn seconds_left(clock: &SessionClock) -> Option<u32> {
    if let Phase::Warning { seconds_left, .. } = clock.phase { Some(seconds_left) } else { None }
}

fn left_after(events: &[Event]) -> Option<u32> {
    seconds_left(&after(events).0)
}

#[test]
fn a_page_left_alone_asks_a_minute_before_it_ends() {
    assert_eq!(phase_after(&[Event::Ticked(WARNING_AFTER_MS - 1)]), Phase::Active);
    assert_eq!(left_after(&[Event::Ticked(WARNING_AFTER_MS)]), Some(60));
    assert_eq!(left_after(&[Event::Ticked(WARNING_AFTER_MS + 1_500)]), Some(59));
    assert_eq!(left_after(&[Event::Ticked(LIMIT_MS - 1)]), Some(1));
    assert_eq!(phase_after(&[Event::Ticked(LIMIT_MS)]), Phase::Expired);
}

#[test]
fn the_end_is_commanded_once() {
    let (_, commands) = after(&[Event::Ticked(LIMIT_MS), Event::Ticked(LIMIT_MS + 1_000)]);
    assert_eq!(commands, [Command::Expire]);
}

#[test]
fn activity_counts_until_the_question_and_not_behind_it() {
    let acted = Event::ActedHere(WARNING_AFTER_MS - 1);
    assert_eq!(phase_after(&[acted, Event::Ticked(LIMIT_MS)]), Phase::Active);
    let warned = Event::Ticked(WARNING_AFTER_MS);
    let behind = Event::ActedHere(WARNING_AFTER_MS + 1_000);
    assert_eq!(left_after(&[warned, behind]), Some(59));
    assert_eq!(phase_after(&[warned, behind, Event::Ticked(LIMIT_MS)]), Phase::Expired);
}

#[test]
fn a_press_after_a_night_is_too_late_even_before_a_tick_noticed_the_end() {
    for late in [Event::ActedHere(LIMIT_MS * 60), Event::StayChosen(LIMIT_MS * 60)] {
        let (clock, commands) = after(&[late]);
        assert_eq!(clock.phase, Phase::Expired);
        assert_eq!(commands, [Command::Expire]);
    }
}

#[test]
fn stay_begins_the_time_anew_and_tells_the_other_tabs_at_once() {
    let asked = [Event::ActedHere(1), Event::Ticked(WARNING_AFTER_MS + 2), Event::StayChosen(LIMIT_MS - 1)];
    let (clock, commands) = after(&asked);
    assert_eq!(clock.phase, Phase::Active);
    assert_eq!(commands, [Command::ShareActivity, Command::Ask, Command::Withdraw, Command::ShareActivity]);
    let (clock, _) = clock.after(Event::Ticked(LIMIT_MS - 1 + WARNING_AFTER_MS - 1));
    assert_eq!(clock.phase, Phase::Active);
}

#[test]
fn activity_in_another_tab_takes_the_question_back_and_is_not_told_on() {
    let elsewhere = [Event::Ticked(WARNING_AFTER_MS), Event::ActedElsewhere(LIMIT_MS - 1)];
    let (clock, commands) = after(&elsewhere);
    assert_eq!(clock.phase, Phase::Active);
    assert_eq!(commands, [Command::Ask, Command::Withdraw], "or two tabs would keep each other awake");
}

#[test]
fn a_tab_that_slept_goes_on_where_another_was_in_use_meanwhile() {
    let woken = [Event::ActedElsewhere(LIMIT_MS * 2), Event::Ticked(LIMIT_MS * 2)];
    assert_eq!(phase_after(&woken), Phase::Active);
}

#[test]
fn typing_tells_the_other_tabs_every_five_seconds_and_not_at_every_key() {
    let keys: Vec<_> = (0..100).map(|key| Event::ActedHere(key * 100)).collect();
    let (_, commands) = after(&keys);
    assert_eq!(commands, [Command::ShareActivity; 2]);
}

#[test]
fn the_time_left_is_said_aloud_at_a_few_moments() {
    let mut clock = clock();
    let said: Vec<_> = (1..=60)
        .rev()
        .filter_map(|left_s| {
            let before = clock.said();
            clock = clock.after(Event::Ticked(LIMIT_MS - left_s * 1_000)).0;
            (clock.said() != before).then(|| clock.said())
        })
        .collect();
    assert_eq!(said, [60, 30, 10, 5].map(|left| Some(ends_in(left))));
}

#[test]
fn a_question_that_comes_late_says_the_time_that_is_left() {
    let (clock, _) = after(&[Event::Ticked(LIMIT_MS - 22_000)]);
    assert_eq!(clock.said(), Some(ends_in(22)));
    let (clock, _) = clock.after(Event::Ticked(LIMIT_MS - 9_000));
    assert_eq!(clock.said(), Some(ends_in(9)));
}

#[test]
fn a_question_is_withdrawn_before_the_end_is_shown() {
    let (_, commands) = after(&[Event::Ticked(WARNING_AFTER_MS), Event::Ticked(LIMIT_MS)]);
    assert_eq!(commands, [Command::Ask, Command::Withdraw, Command::Expire]);
}

#[test]
fn a_session_that_ended_otherwise_is_neither_asked_about_nor_ended_again() {
    let (clock, commands) = after(&[Event::Ended, Event::Ticked(WARNING_AFTER_MS), Event::Ticked(LIMIT_MS)]);
    assert_eq!(clock.phase, Phase::Expired);
    assert_eq!(commands, []);
}

#[test]
fn a_restart_begins_a_whole_session() {
    let restarted = [Event::Ticked(LIMIT_MS), Event::Restarted(LIMIT_MS + 5)];
    assert_eq!(after(&restarted).0, SessionClock::new(LIMIT_MS, LIMIT_MS + 5));
}

/// Large enough that no time in the exploration is negative.
const BEGINNING_MS: u64 = 100_000;

/// Every kind of event at every time around which something changes, and at one that has already passed.
fn events(clock: &SessionClock) -> Vec<Event> {
    let after_activity = [
        0,
        500,
        4_500,
        SHARING_INTERVAL_MS,
        WARNING_AFTER_MS - 500,
        WARNING_AFTER_MS,
        WARNING_AFTER_MS + 500,
        WARNING_AFTER_MS + 30_000,
        LIMIT_MS - 500,
        LIMIT_MS,
        LIMIT_MS + 500,
        LIMIT_MS * 100,
    ];
    let step = u64::from(seconds_left(clock).unwrap_or(60) / 2);
    let times = after_activity.map(|passed| clock.active_at + passed);
    let closer = clock.active_at + LIMIT_MS - step * 1_000;
    let kinds = [Event::Ticked, Event::ActedHere, Event::ActedElsewhere, Event::StayChosen, Event::Restarted];
    let at = times.into_iter().chain([closer, clock.active_at - 500]);
    at.flat_map(|now| kinds.map(|event| event(now))).chain([Event::Ended]).collect()
}

/// Merges clocks that differ only in the time of day, and those that told the other tabs long ago.
fn normalize(mut clock: SessionClock) -> SessionClock {
    let since_shared = clock.shared_at.map(|shared_at| clock.active_at - shared_at);
    clock.active_at = BEGINNING_MS;
    clock.shared_at =
        since_shared.filter(|since| *since < SHARING_INTERVAL_MS).map(|since| BEGINNING_MS - since);
    clock
}

fn check(transition: &Transition<'_, SessionClock>) {
    let Transition { before, event, after, commands } = transition;
    let context = || format!("{event:?}\n  before: {before:?}\n  after: {after:?}\n  commands: {commands:?}");
    let at = match **event {
        Event::Ticked(at)
        | Event::ActedHere(at)
        | Event::ActedElsewhere(at)
        | Event::StayChosen(at)
        | Event::Restarted(at) => at,
        Event::Ended => before.active_at,
    };
    let idle_ms = at.saturating_sub(before.active_at);
    let expires = matches!(event, Event::Ticked(_) | Event::ActedHere(_) | Event::StayChosen(_))
        && idle_ms >= LIMIT_MS
        && before.phase != Phase::Expired;
    assert_eq!(commands.contains(&Command::Expire), expires, "{}", context());
    let (asked, asks) = (seconds_left(before).is_some(), seconds_left(after).is_some());
    assert_eq!(commands.contains(&Command::Ask), !asked && asks, "{}", context());
    assert_eq!(commands.first() == Some(&Command::Withdraw), asked && !asks, "{}", context());
    assert!(after.active_at >= before.active_at, "time goes backwards: {}", context());
    match before.phase {
        Phase::Expired => {
            let restarted = matches!(event, Event::Restarted(_));
            assert_eq!(**after != **before, restarted, "ended other than by a restart: {}", context());
            assert!(commands.is_empty(), "continues without a session: {}", context());
        }
        Phase::Warning { seconds_left: left_before, .. } => {
            let kept = matches!(event, Event::ActedElsewhere(_))
                || (matches!(event, Event::StayChosen(_)) && !expires);
            assert_eq!(after.phase == Phase::Active, kept, "undone by the wrong event: {}", context());
            assert_eq!(after.active_at != before.active_at, kept && idle_ms > 0, "{}", context());
            assert!(seconds_left(after).is_none_or(|left| left <= left_before), "{}", context());
        }
        Phase::Active => {
            let counts = matches!(event, Event::ActedHere(_) | Event::ActedElsewhere(_));
            assert!(counts || after.active_at == before.active_at, "counts as activity: {}", context());
        }
    }
    if let Phase::Warning { seconds_left, said } = after.phase {
        assert!((1..=60).contains(&seconds_left) && (seconds_left..=60).contains(&said), "{}", context());
    }
    let tells = commands.contains(&Command::ShareActivity);
    assert!(!tells || after.shared_at == Some(after.active_at), "shares another time: {}", context());
    assert!(!matches!(event, Event::ActedElsewhere(_)) || !tells, "tabs wake each other: {}", context());
}

#[test]
fn every_reachable_state_keeps_the_rules() {
    let explored = explore([SessionClock::new(LIMIT_MS, BEGINNING_MS)], events, normalize, check);
    eprintln!("session clock: {} states, {} transitions", explored.states, explored.transitions);
    assert!(explored.states > 30, "only {} states: the alphabet lost events", explored.states);
    let examples = SessionClock::examples();
    let looks = || examples.iter().map(|example| example.flow.look());
    // Nothing of the clock is visible while the session continues and after it has ended.
    let seen = explored.reached.iter().map(SessionClock::look).filter(|look| look != "clock-none");
    same_looks(seen, looks().collect());
    for Example { flow, notes } in &examples {
        says_all(&flow.look(), notes);
        let leads: Vec<_> = flow.leads().into_iter().map(|lead| (lead.label, lead.to)).collect();
        assert_eq!(leads, [("Stay".to_owned(), "clock-none".to_owned())]);
    }
}
