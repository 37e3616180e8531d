//! All the states that set-up can reach, and what holds in every one of them.

use super::*;
use crate::flow::ceremony::Pending;
use crate::flow::explorer::{Transition, explore, rename};
use crate::flow::prefetched::Prefetched;
use crate::problem::Problem;

/// What people do.
const CHOICES: [Event; 10] = [
    Event::Opened,
    Event::DeviceKnown(Device { hybrid_transport: Some(true), ..Device::UNKNOWN }),
    Event::CreateChosen,
    Event::AnotherDeviceChosen,
    Event::LaterChosen,
    Event::ManageChosen,
    Event::ContinueChosen,
    Event::CancelChosen,
    Event::RetryChosen,
    Event::RestartChosen,
];

/// What browser and backend can answer.
fn answers() -> Vec<Answer> {
    let failures = || {
        [
            outage(Stage::Options),
            outage(Stage::Result),
            refused("session_expired"),
            refused("passkey_limit_reached"),
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

/// The ceremony that the browser holds.
fn held(flow: &SetUp) -> Option<Attempt> {
    match flow.pending {
        Pending::None => None,
        Pending::Autofill(attempt) | Pending::Modal(attempt) | Pending::Ending(attempt) => Some(attempt),
    }
}

/// Whether the answer is one to what the state asked last, worked out apart from the code under test.
fn is_awaited(flow: &SetUp, attempt: Attempt, answer: &Answer) -> bool {
    match answer {
        Answer::Options(_) => matches!(flow.options, Prefetched::Fetching(current) if current == attempt),
        Answer::Created(_) => held(flow) == Some(attempt),
        Answer::Activated(_) => flow.step == Step::Activating && flow.attempt == attempt,
        Answer::Deferred(_) => flow.step == Step::Deferring && flow.attempt == attempt,
    }
}

/// Every choice, and every answer to every attempt that is or was waited for.
fn events(flow: &SetUp) -> Vec<Event> {
    let mut attempts = vec![Attempt::default(), flow.attempt, flow.last_attempt];
    attempts.extend(held(flow));
    if let Prefetched::Fetching(attempt) = flow.options {
        attempts.push(attempt);
    }
    attempts.sort();
    attempts.dedup();
    let answered = answers().into_iter().flat_map(|answer| {
        attempts.clone().into_iter().map(move |attempt| Event::Answered(attempt, answer.clone()))
    });
    CHOICES.into_iter().chain(answered).collect()
}

fn normalize(mut flow: SetUp) -> SetUp {
    let mut attempts = vec![&mut flow.attempt, &mut flow.last_attempt];
    match &mut flow.pending {
        Pending::None => {}
        Pending::Autofill(attempt) | Pending::Modal(attempt) | Pending::Ending(attempt) => {
            attempts.push(attempt);
        }
    }
    if let Prefetched::Fetching(attempt) = &mut flow.options {
        attempts.push(attempt);
    }
    rename(&mut attempts);
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
    if before.is_waiting() && **event == Event::CancelChosen {
        assert!(!after.is_waiting(), "no way out: {}", context());
        assert!(!matches!(after.pending, Pending::Modal(_)), "the prompt stays open: {}", context());
    }
    if matches!(before.step, Step::Failed { problem: Problem::SessionExpired, .. }) {
        let restarts = **event == Event::RestartChosen;
        let asks = commands.iter().any(|command| attempt_of(command).is_some());
        assert!(restarts || after.step == before.step, "goes on without a session: {}", context());
        assert!(!asks, "asks without a session: {}", context());
    }
    if matches!(before.step, Step::Left(_)) {
        assert!(commands.is_empty() && before.step == after.step, "not over: {}", context());
    }
    let stuck = match after.step {
        Step::OpeningPrompt(_) => {
            !matches!(after.options, Prefetched::Fetching(_)) && !matches!(after.pending, Pending::Ending(_))
        }
        Step::Prompting { .. } => after.pending != Pending::Modal(after.attempt),
        Step::Failed { .. } => after.recoveries().is_empty(),
        Step::Offered | Step::Activating | Step::Created(_) | Step::Deferring | Step::Left(_) => {
            matches!(after.pending, Pending::Modal(_))
        }
    };
    assert!(!stuck, "waits for what never comes: {}", context());
}

/// Follows what the browser holds by the commands alone, and compares.
fn one_ceremony_at_a_time(transition: &Transition<'_, SetUp>) {
    let Transition { before, event, after, commands } = transition;
    let mut in_the_browser = held(before);
    if let Event::Answered(attempt, answer) = event
        && matches!(answer, Answer::Created(_))
        && is_awaited(before, *attempt, answer)
    {
        in_the_browser = None;
    }
    for command in *commands {
        match command {
            Command::Create { attempt, .. } => {
                assert_eq!(in_the_browser, None, "two ceremonies at once after {event:?} in {before:?}");
                in_the_browser = Some(*attempt);
            }
            Command::FetchOptions { .. }
            | Command::SendCredential { .. }
            | Command::Defer(_)
            | Command::Abort(_)
            | Command::ShowFlow(_) => {}
        }
    }
    assert_eq!(in_the_browser, held(after), "loses sight of a ceremony after {event:?} in {before:?}");
}

#[test]
fn every_reachable_state_keeps_the_rules() {
    let flows = [FlowParameter::Absent, FlowParameter::WellFormed(flow_id()), FlowParameter::Malformed];
    let starts = flows.into_iter().flat_map(|flow| {
        [Device::UNKNOWN, Device::WITHOUT_PASSKEYS].map(|device| SetUp::new(device, flow.clone()))
    });
    let explored = explore(starts, events, normalize, check);
    eprintln!("set-up: {} states, {} transitions", explored.states, explored.transitions);
    assert!(explored.states > 200, "only {} states: the alphabet lost events", explored.states);
}
