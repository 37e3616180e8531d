//! All states set-up can reach, and what holds in every one of them.

use super::*;
use crate::flow::ceremony::Pending;
use crate::flow::explorer::{
    Transition, all_have_examples, attempts_of, elapsed, every_press_leads_on, explore, one_at_a_time,
    rename, wander,
};
use crate::flow::prefetched::Prefetched;
use crate::problem::Problem;

/// What users do.
const CHOICES: [Event; 15] = [
    Event::Opened,
    Event::DeviceKnown(Device { hybrid_transport: Some(true), ..Device::UNKNOWN }),
    Event::DeviceKnown(Device { conditional_create: Some(true), ..Device::UNKNOWN }),
    Event::CreateChosen,
    Event::AnotherDeviceChosen,
    Event::PhoneChosen,
    Event::SecurityKeyChosen,
    Event::BackChosen,
    Event::LaterChosen,
    Event::ManageChosen,
    Event::ContinueChosen,
    Event::CancelChosen,
    Event::RetryChosen,
    Event::RestartChosen,
    Event::SessionExpired,
];

/// What the browser and the backend can answer.
fn answers() -> Vec<Answer> {
    let failures = || {
        [
            outage(Stage::Options),
            outage(Stage::Result),
            refused("session_expired"),
            refused("passkey_limit_reached"),
            refused("credential_exists"),
            unavailable(),
        ]
    };
    let mut answers = vec![
        options(),
        created(),
        ceremony_failed("NotAllowedError", None),
        ceremony_failed("OperationError", None),
        ceremony_failed("AbortError", Some(OwnEnd::Deadline)),
        ceremony_failed("AbortError", Some(OwnEnd::Superseded)),
        ceremony_failed("QuantumError", None),
        Answer::Activated(Ok(passkey())),
        Answer::Deferred(Ok(())),
    ];
    answers.extend(failures().map(|failure| Answer::Options(Err(failure))));
    answers.extend(failures().map(|failure| Answer::Activated(Err(failure))));
    answers.extend(failures().map(|failure| Answer::Deferred(Err(failure))));
    answers
}

/// Whether this answers the state's last request, worked out independently of the code under test.
fn is_awaited(flow: &SetUp, attempt: Attempt, answer: &Answer) -> bool {
    match answer {
        Answer::Options(_) => {
            matches!(flow.ceremony.options, Prefetched::Fetching(current) if current == attempt)
        }
        Answer::Created(_) => flow.ceremony.pending.attempt() == Some(attempt),
        Answer::Activated(_) => {
            matches!(flow.step, Step::Activating { .. }) && flow.attempts.awaited == attempt
        }
        Answer::Deferred(_) => flow.step == Step::Deferring && flow.attempts.awaited == attempt,
    }
}

/// Further causes of what is visible, which don't change how the flow continues.
fn further_answers() -> Vec<Answer> {
    vec![
        ceremony_failed("NotReadableError", None),
        ceremony_failed("NotSupportedError", None),
        ceremony_failed("ConstraintError", None),
        Answer::Activated(Err(refused("verification_failed"))),
    ]
}

/// Every choice, and every answer to every attempt that is or was waited for.
fn events(flow: &SetUp) -> Vec<Event> {
    events_with(flow, CHOICES.to_vec(), &answers())
}

fn events_with(flow: &SetUp, choices: Vec<Event>, answers: &[Answer]) -> Vec<Event> {
    let mut events = choices;
    for attempt in attempts_of(flow.attempts, &flow.ceremony) {
        events.extend(answers.iter().map(|answer| Event::Answered(attempt, answer.clone())));
        events.extend(elapsed().map(|elapsed| Event::Waited(attempt, elapsed)));
        events.push(Event::OptionsExpired(attempt));
    }
    events
}

fn normalize(mut flow: SetUp) -> SetUp {
    rename(&mut flow.attempts, &mut flow.ceremony);
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
    if let Event::OptionsExpired(attempt) = event {
        let known = before.ceremony.options.came_by(*attempt);
        assert!(known || before == after, "options of another attempt: {}", context());
        assert!(!after.ceremony.options.came_by(*attempt), "continues with an old challenge: {}", context());
    }
    if let Event::Waited(attempt, _) = event
        && before.ceremony.pending != Pending::Modal(*attempt)
    {
        assert!(before == after && commands.is_empty(), "a stale clock changed something: {}", context());
    }
    if let (Event::Waited(attempt, elapsed), Step::Prompting { .. }) = (event, &before.step)
        && *attempt == before.attempts.awaited
        && elapsed.elapsed_ms >= elapsed.timeout_ms
    {
        let timed_out = matches!(after.step, Step::Failed { problem: Problem::SetUpTimedOut, .. });
        let given_up =
            after.ceremony.pending == Pending::Ending(*attempt) && after.attempts == before.attempts;
        assert!(timed_out && given_up, "no deadline: {}", context());
    }
    if **event == Event::SessionExpired && !matches!(before.step, Step::Left(_)) {
        let expired = matches!(after.step, Step::Failed { problem: Problem::SessionExpired, .. });
        assert!(expired, "the session continued: {}", context());
        let asks = commands.iter().any(|command| attempt_of(command).is_some());
        assert!(!asks, "sends a request without a session: {}", context());
        let quiet = matches!(after.ceremony.pending, Pending::None | Pending::Ending(_));
        assert!(quiet && after.ceremony.options == Prefetched::None, "continues: {}", context());
    }
    if before.is_waiting() && **event == Event::CancelChosen {
        assert!(!after.is_waiting(), "no way out: {}", context());
        assert!(!matches!(after.ceremony.pending, Pending::Modal(_)), "the prompt stays open: {}", context());
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
    let stuck = match after.step {
        Step::OpeningPrompt(_) => {
            !matches!(after.ceremony.options, Prefetched::Fetching(_))
                && !matches!(after.ceremony.pending, Pending::Ending(_))
        }
        Step::Prompting { .. } => after.ceremony.pending != Pending::Modal(after.attempts.awaited),
        Step::Failed { .. } => after.recoveries().is_empty(),
        Step::Offered
        | Step::AnotherDevice
        | Step::Activating { .. }
        | Step::Created(_)
        | Step::Deferring
        | Step::Left(_) => {
            matches!(after.ceremony.pending, Pending::Modal(_))
        }
    };
    assert!(!stuck, "waits for something that never comes: {}", context());
}

fn one_ceremony_at_a_time(transition: &Transition<'_, SetUp>) {
    let Transition { before, event, after, commands } = transition;
    let answered =
        if let Event::Answered(attempt, Answer::Created(_)) = event { Some(*attempt) } else { None };
    let asked = commands.iter().filter_map(|command| {
        if let Command::Create { attempt, .. } = command { Some(*attempt) } else { None }
    });
    let held = one_at_a_time(&before.ceremony, answered, asked);
    assert_eq!(held, after.ceremony.pending.attempt(), "loses track of a ceremony: {event:?} in {before:?}");
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
