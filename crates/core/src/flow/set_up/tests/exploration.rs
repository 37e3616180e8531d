//! All states set-up can reach, and what holds in every one of them.

use super::*;
use crate::flow::explorer::{
    Transition, all_have_examples, attempts_of, elapsed, every_press_leads_on, explore, one_at_a_time,
    rename, wander,
};
use crate::flow::prompt::Pending;
use crate::flow::prompt::tests::{is_quiet, is_stale, is_stuck};
use crate::problem::Problem;

/// What users do.
const CHOICES: [Event; 15] = [
    Event::Opened,
    Event::DeviceKnown(Device { hybrid_transport: Some(true), ..Device::UNKNOWN }),
    Event::DeviceKnown(Device { conditional_create: Some(true), ..Device::UNKNOWN }),
    Event::CreateChosen,
    Event::AnotherDeviceChosen,
    Event::Prompt(prompt::Event::TargetChosen(Target::Phone)),
    Event::Prompt(prompt::Event::TargetChosen(Target::SecurityKey)),
    Event::Prompt(prompt::Event::BackChosen),
    Event::LaterChosen,
    Event::ManageChosen,
    Event::ContinueChosen,
    Event::CancelChosen,
    Event::RetryChosen,
    Event::RestartChosen,
    Event::SessionExpired,
];

/// What the browser and the backend can answer.
fn answers() -> Vec<Told> {
    let failures = || {
        [
            outage(Call::Options),
            outage(Call::Result),
            refused("session_expired"),
            refused("passkey_limit_reached"),
            refused("credential_exists"),
            unavailable(),
        ]
    };
    let mut answers: Vec<Told> = vec![
        options().into(),
        created().into(),
        ceremony_failed("NotAllowedError").into(),
        ceremony_failed("QuantumError").into(),
        Answer::Activated(Ok(passkey())).into(),
        Answer::Deferred(Ok(())).into(),
    ];
    answers.extend(failures().map(|failure| Reply::Options(Err(failure)).into()));
    answers.extend(failures().map(|failure| Answer::Activated(Err(failure)).into()));
    answers.extend(failures().map(|failure| Answer::Deferred(Err(failure)).into()));
    answers
}

/// Whether this answers the state's last request, worked out independently of the code under test.
fn is_awaited(flow: &SetUp, attempt: Attempt, answer: &Answer) -> bool {
    match answer {
        Answer::Activated(_) => {
            matches!(flow.step, Step::Activating { .. }) && flow.attempts.awaited == attempt
        }
        Answer::Deferred(_) => flow.step == Step::Deferring && flow.attempts.awaited == attempt,
    }
}

/// Further causes of what is visible, which don't change how the flow continues.
fn further_answers() -> Vec<Told> {
    vec![
        ceremony_failed("NotReadableError").into(),
        ceremony_failed("NotSupportedError").into(),
        ceremony_failed("ConstraintError").into(),
        Answer::Activated(Err(refused("verification_failed"))).into(),
    ]
}

/// Every choice, and every answer to every attempt that is or was waited for.
fn events(flow: &SetUp) -> Vec<Event> {
    events_with(flow, CHOICES.to_vec(), &answers())
}

fn events_with(flow: &SetUp, choices: Vec<Event>, answers: &[Told]) -> Vec<Event> {
    let mut events = choices;
    for attempt in attempts_of(flow.attempts, &flow.prompt) {
        events.extend(answers.iter().map(|answer| answered(attempt, answer.clone())));
        events.extend(elapsed().map(|elapsed| Event::Prompt(prompt::Event::Waited(attempt, elapsed))));
        events.push(Event::Prompt(prompt::Event::OptionsExpired(attempt)));
    }
    events
}

fn normalize(mut flow: SetUp) -> SetUp {
    rename(&mut flow.attempts, &mut flow.prompt);
    flow
}

fn check(transition: &Transition<'_, SetUp>) {
    let Transition { before, event, after, commands } = transition;
    let context = || format!("{event:?}\n  before: {before:?}\n  after: {after:?}\n  commands: {commands:?}");
    one_ceremony_at_a_time(transition);
    if let Event::Answered(attempt, answer) = event
        && !is_awaited(before, *attempt, answer)
    {
        assert!(before == after && commands.is_empty(), "a stale answer changed something: {}", context());
    }
    signals_only_what_is_certain(transition);
    if let Event::Prompt(event) = event
        && is_stale(&before.prompt, event)
    {
        assert!(before == after && commands.is_empty(), "stale, and changed something: {}", context());
    }
    assert_eq!(after.step == Step::Prompt, after.prompt.stage != Stage::Closed, "two pages: {}", context());
    if **event == Event::SessionExpired && !matches!(before.step, Step::Left(_)) {
        let expired = matches!(after.step, Step::Failed { problem: Problem::SessionExpired, .. });
        assert!(expired, "the session continued: {}", context());
        let asks = commands.iter().any(|command| attempt_of(command).is_some());
        assert!(!asks, "sends a request without a session: {}", context());
        assert!(is_quiet(&after.prompt), "continues: {}", context());
    }
    if before.is_waiting() && **event == Event::CancelChosen {
        assert!(!after.is_waiting(), "no way out: {}", context());
        assert!(!matches!(after.prompt.pending, Pending::Modal(_)), "the prompt stays open: {}", context());
    }
    if matches!(before.step, Step::Failed { problem: Problem::SessionExpired, .. }) {
        let restarts = **event == Event::RestartChosen;
        let asks = commands.iter().any(|command| attempt_of(command).is_some());
        assert!(restarts || after.step == before.step, "continues without a session: {}", context());
        assert!(!asks, "sends a request without a session: {}", context());
    }
    if matches!(before.step, Step::Left(_)) {
        assert!(commands.is_empty() && before.step == after.step, "not over: {}", context());
    }
    let dead_end = matches!(after.step, Step::Failed { .. }) && after.recoveries().is_empty();
    let stuck = dead_end || is_stuck(&after.prompt, after.attempts);
    assert!(!stuck, "waits for something that never comes: {}", context());
}

fn one_ceremony_at_a_time(transition: &Transition<'_, SetUp>) {
    let Transition { before, event, after, commands } = transition;
    let answered =
        if let Event::Prompt(prompt::Event::Ended(attempt, _)) = event { Some(*attempt) } else { None };
    let asked = commands.iter().filter_map(|command| {
        if let Command::Request(Request { attempt, .. }) = command { Some(*attempt) } else { None }
    });
    let held = one_at_a_time(before.prompt.pending, answered, asked);
    assert_eq!(held, after.prompt.pending.attempt(), "loses track of a ceremony: {event:?} in {before:?}");
}

/// A passkey is signaled as unknown once if the backend refused it, and never for any other reason.
fn signals_only_what_is_certain(transition: &Transition<'_, SetUp>) {
    let Transition { before, event, commands, .. } = transition;
    let signals: Vec<_> =
        commands.iter().filter(|command| matches!(command, Command::Signal(_))).cloned().collect();
    let says_so = if let Event::Answered(attempt, answer @ Answer::Activated(Err(failure))) = event {
        let refusals = [refused("passkey_limit_reached"), refused("verification_failed")];
        refusals.contains(failure) && is_awaited(before, *attempt, answer)
    } else {
        false
    };
    let expected = if says_so { vec![Command::Signal(if_refused())] } else { Vec::new() };
    assert_eq!(signals, expected, "{event:?} in {before:?}");
}

fn starts() -> impl Iterator<Item = SetUp> {
    let flows = [FlowParameter::Absent, FlowParameter::WellFormed(flow_id()), FlowParameter::Malformed];
    flows.into_iter().flat_map(|flow| {
        [Device::UNKNOWN, Device::WITHOUT_PASSKEYS]
            .map(|device| SetUp::new(device, flow.clone(), Target::ThisDevice))
    })
}

#[test]
fn every_reachable_state_keeps_the_rules() {
    let explored = explore(starts(), events, normalize, check);
    eprintln!("set-up: {} states, {} transitions", explored.states, explored.transitions);
    assert!(explored.states > 200, "only {} states: the alphabet lost events", explored.states);
}

/// Uses every cause, on devices that don't change along the way.
#[test]
fn everything_that_can_be_seen_has_an_example_and_every_example_can_be_seen() {
    let no_phone = Device { hybrid_transport: Some(false), ..Device::UNKNOWN };
    let starts = [
        (Device::UNKNOWN, Target::Any),
        (Device::UNKNOWN, Target::ThisDevice),
        (no_phone, Target::Any),
        (Device::WITHOUT_PASSKEYS, Target::Any),
    ]
    .map(|(device, offer)| SetUp::new(device, FlowParameter::Absent, offer));
    let answers: Vec<_> = answers().into_iter().chain(further_answers()).collect();
    let events = |flow: &SetUp| {
        let choices = CHOICES.into_iter().filter(|choice| !matches!(choice, Event::DeviceKnown(_)));
        events_with(flow, choices.collect(), &answers)
    };
    let explored = explore(starts, events, normalize, check);
    eprintln!("set-up: {} states, {} transitions", explored.states, explored.transitions);
    all_have_examples(&explored.reached);
    every_press_leads_on::<SetUp>();
}

#[test]
fn every_random_way_keeps_the_rules() {
    wander(starts(), events, check);
}
