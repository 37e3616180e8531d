//! All states the page of the user's own passkeys can reach, and what holds in every one of them.

mod rules;

use super::*;
use crate::Features;
use crate::example::Exemplified;
use crate::flow::explorer::{
    all_have_examples, attempts_of_page, every_press_leads_on, explore, in_order, rename_all, wander,
};
use crate::flow::prompt;
use crate::flow::verification::tests::ceremony_failed;
use crate::flow::wait::Elapsed;
use rules::check;

/// What users and timers do.
fn choices() -> Vec<Event> {
    vec![
        Event::Opened,
        Event::DeviceKnown(Device::UNKNOWN),
        Event::RefreshDue,
        Event::ReloadChosen,
        Event::RenameChosen("p1".to_owned()),
        Event::NameSubmitted(String::new()),
        Event::NameSubmitted("n".repeat(65)),
        Event::NameSubmitted("Phone".to_owned()),
        Event::NameSubmitted("Red phone".to_owned()),
        Event::RemoveChosen("p1".to_owned()),
        Event::RemoveChosen("p2".to_owned()),
        Event::RemoveChosen("unknown".to_owned()),
        Event::Acknowledged(true),
        Event::Acknowledged(false),
        Event::RemovalConfirmed,
        Event::AddChosen,
        Event::CancelChosen,
        Event::ManageChosen,
        Event::RetryChosen,
        Event::RestartChosen,
        Event::SessionExpired,
    ]
}

/// What the backend can answer; only a few of the answers while the user is being verified and none is waited
/// for.
fn answers(all: bool) -> Vec<Answer> {
    if !all {
        let renamed = Answer::Renamed(Ok("Red phone".to_owned()));
        return vec![list(&[]), renamed, Answer::Removed(Ok(()))];
    }
    let old = [details(&[]), details(&[phone()])].map(|mut old| {
        old.session.fresh_for_s = 0;
        Answer::Fetched(Ok(Box::new(old)))
    });
    let mut full = details(&[phone(), laptop()]);
    full.passkeys.limit = 2;
    let mut answers = vec![
        list(&[]),
        list(&[phone()]),
        list(&[phone(), laptop()]),
        Answer::Fetched(Ok(Box::new(full))),
        Answer::Renamed(Ok("Red phone".to_owned())),
        Answer::Removed(Ok(())),
    ];
    answers.extend(old);
    for failure in [outage(Stage::Result), refused("session_expired"), refused("unheard_of")] {
        answers.extend([
            Answer::Fetched(Err(failure.clone())),
            Answer::Renamed(Err(failure.clone())),
            Answer::Removed(Err(failure)),
        ]);
    }
    for failure in [refused("verification_required"), refused("not_found")] {
        answers.extend([Answer::Renamed(Err(failure.clone())), Answer::Removed(Err(failure))]);
    }
    answers
}

/// What users do while being verified. The states of the verification itself are explored separately.
fn choices_in_verification() -> Vec<verifying::Event> {
    vec![
        verifying::Event::PasskeyChosen,
        verifying::Event::PasswordSubmitted(secret("correct horse")),
        verifying::Event::PasswordChosen,
        verifying::Event::RetryChosen,
        verifying::Event::RestartChosen,
        verifying::Event::CancelChosen,
    ]
}

/// What the browser and the backend can answer to the verification; only a few of the answers while there is
/// none.
fn answers_to_verification(all: bool) -> Vec<Told> {
    let mut answers = vec![options(), asserted(), Told::Checked(Ok(()))];
    if all {
        answers.extend([
            no_options(outage(Stage::Options)),
            no_options(refused("session_expired")),
            ceremony_failed("NotAllowedError"),
            Told::Checked(Err(outage(Stage::Result))),
            Told::Checked(Err(refused("session_expired"))),
        ]);
    }
    answers
}

/// Returns every attempt that the page knows.
fn attempts_of(flow: &mut Security) -> Vec<&mut Attempt> {
    let guarded = if let Task::Verifying(guarded) = &mut flow.task { Some(guarded) } else { None };
    attempts_of_page(&mut flow.attempts, &mut flow.list, &mut flow.held, guarded)
}

/// Every choice, and every answer to every attempt that is or was waited for.
fn events(flow: &Security) -> Vec<Event> {
    let mut known = flow.clone();
    let attempts = in_order(attempts_of(&mut known).into_iter().map(|attempt| *attempt));
    let verifies = matches!(flow.task, Task::Verifying { .. });
    let mut events = choices();
    let mut inner = choices_in_verification();
    for attempt in attempts {
        events.extend(answers(!verifies).into_iter().map(|answer| Event::Answered(attempt, answer)));
        let answers = answers_to_verification(verifies).into_iter();
        inner.extend(answers.map(|answer| answer.to(attempt)));
        let over = Elapsed { elapsed_ms: 60_000, timeout_ms: 60_000 };
        inner.extend(
            [prompt::Event::Waited(attempt, over), prompt::Event::OptionsExpired(attempt)]
                .map(verifying::Event::Prompt),
        );
    }
    events.extend(inner.into_iter().map(Event::Verification));
    events
}

/// Merges states that differ only in the names of their attempts, or in what neither decides anything afterwards
/// nor is visible: how fresh the session was and, except on the list, how many passkeys the account could have
/// when its list arrived.
fn normalize(mut flow: Security) -> Security {
    rename_all(attempts_of(&mut flow));
    if let Content::Loaded { details, .. } = &mut flow.list.content {
        details.session.fresh_for_s = 900;
        if flow.task != Task::None {
            details.passkeys.limit = 3;
        }
    }
    flow
}

fn start() -> Security {
    Security::new(Device::UNKNOWN, Features::ALL)
}

#[test]
fn every_reachable_state_keeps_the_rules() {
    let explored = explore([start()], events, normalize, check);
    eprintln!("security: {} states, {} transitions", explored.states, explored.transitions);
    assert!(explored.states > 500, "only {} states: the alphabet lost events", explored.states);
    let mut reached = explored.reached;
    let looks: Vec<_> = reached.iter().map(Security::look).collect();
    for first in ["security-verification", "security-verification-without-passkey"] {
        assert!(looks.iter().any(|look| look == first), "{first} is never started");
    }
    // From here the verification goes through all of its own states, which are explored separately.
    let examples = Security::examples().into_iter().map(|example| example.flow);
    reached.extend(examples.filter(|flow| flow.verification().is_some()));
    all_have_examples(&reached);
    every_press_leads_on::<Security>();
}

#[test]
fn every_random_way_keeps_the_rules() {
    wander([start()], events, check);
}
