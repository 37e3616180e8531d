//! All states a verification can reach, and what holds in every one of them.

use super::*;
use crate::Features;
use crate::example::Example;
use crate::flow::explorer::{
    Transition, attempts_of, elapsed, explore, one_at_a_time, rename, same_looks, says_all, wander,
};
use crate::flow::prompt::Stage as Shown;
use crate::flow::prompt::tests::is_stuck;

/// What users do.
fn choices() -> Vec<Event> {
    vec![
        Event::PasskeyChosen,
        Event::PasswordSubmitted(secret("")),
        Event::PasswordSubmitted(secret("correct horse")),
        Event::PasswordChosen,
        Event::RetryChosen,
        Event::RestartChosen,
        Event::CancelChosen,
    ]
}

/// What the browser and the backend can answer.
fn answers() -> Vec<Told> {
    let failures = || {
        [
            outage(Stage::Options),
            refused("session_expired"),
            refused("verification_failed"),
            refused("credential_unknown"),
            refused("passkey_limit_reached"),
            refused("not_supported"),
            refused("password_incorrect"),
            refused("rate_limited"),
            refused_for("rate_limited", 900),
            refused("request_invalid"),
        ]
    };
    let mut answers = vec![
        options(),
        asserted(),
        Told::Prompt(Reply::Ended(Ok(assertion(PRESENT)))),
        ceremony_failed("NotAllowedError"),
        ceremony_failed("NotReadableError"),
        ceremony_failed("QuantumError"),
        Told::Prompt(Reply::Ended(Err(without_screen_lock()))),
        Told::Checked(Ok(())),
    ];
    answers.extend(failures().map(no_options));
    answers.extend(failures().map(|failure| Told::Checked(Err(failure))));
    answers
}

/// Every choice, and every answer to every attempt that is or was waited for.
fn events(flow: &Verification) -> Vec<Event> {
    let mut events = choices();
    for attempt in attempts_of(flow.attempts, &flow.prompt) {
        events.extend(answers().into_iter().map(|answer| answer.to(attempt)));
        events.extend(elapsed().map(|elapsed| Event::Prompt(prompt::Event::Waited(attempt, elapsed))));
        events.push(Event::Prompt(prompt::Event::OptionsExpired(attempt)));
    }
    events
}

fn normalize(mut flow: Verification) -> Verification {
    rename(&mut flow.attempts, &mut flow.prompt);
    flow
}

fn is_over(step: &Step) -> bool {
    matches!(step, Step::Verified | Step::Canceled | Step::SignedOut)
}

fn has_expired(step: &Step) -> bool {
    matches!(step, Step::Failed { problem: Problem::SessionExpired, .. })
}

fn check(transition: &Transition<'_, Verification>) {
    let Transition { before, event, after, commands } = transition;
    let context = || format!("{event:?}\n  before: {before:?}\n  after: {after:?}\n  commands: {commands:?}");
    one_ceremony_at_a_time(transition);
    attempts_are_new(transition);
    stale_events_do_nothing(transition);
    what_ends_leaves_nothing_behind(transition);
    assert_eq!(after.step == Step::Prompt, after.prompt.stage != Shown::Closed, "two pages: {}", context());
    if **event == Event::CancelChosen {
        assert!(after.waiting_for().is_none(), "no way out: {}", context());
        assert!(!matches!(after.prompt.pending, Pending::Modal(_)), "the prompt stays open: {}", context());
        let asked = before.waiting_for().is_none() && !has_expired(&before.step) && !is_over(&before.step);
        assert_eq!(after.step == Step::Canceled, asked || before.step == Step::Canceled, "{}", context());
    }
    if after.step == Step::Verified && before.step != Step::Verified {
        let said = matches!(event, Event::Checked(_, Ok(())));
        assert!(said, "verified without an answer: {}", context());
    }
    if let Step::Asked { error: Some(_) } = &after.step
        && before.step == Step::CheckingPassword
    {
        let ready = !after.offers_passkey || after.prompt.options.is_under_way();
        assert!(ready, "the press comes before the options: {}", context());
    }
    let dead_end = matches!(after.step, Step::Failed { .. }) && is_dead_end(after);
    let stuck = dead_end || is_stuck(&after.prompt, after.attempts);
    assert!(!stuck, "waits for something that never comes: {}", context());
}

/// Whether a documented state has no buttons, or one that does nothing.
fn is_dead_end(flow: &Verification) -> bool {
    let leads_on =
        |recovery| Event::of_recovery(recovery).is_some_and(|event| flow.after(event).0.step != flow.step);
    let recoveries = flow.recoveries();
    recoveries.is_empty() || !recoveries.into_iter().all(leads_on)
}

fn one_ceremony_at_a_time(transition: &Transition<'_, Verification>) {
    let Transition { before, event, after, commands } = transition;
    let answered =
        if let Event::Prompt(prompt::Event::Ended(attempt, _)) = event { Some(*attempt) } else { None };
    let asked = commands.iter().filter_map(|command| {
        if let Command::Request(Request { attempt, .. }) = command { Some(*attempt) } else { None }
    });
    let held = one_at_a_time(before.prompt.pending, answered, asked);
    assert_eq!(held, after.prompt.pending.attempt(), "loses track of a ceremony: {event:?} in {before:?}");
}

/// No attempt is ever handed out twice.
fn attempts_are_new(transition: &Transition<'_, Verification>) {
    let Transition { before, event, after, commands } = transition;
    let mut last = before.attempts.last;
    for attempt in commands.iter().filter_map(attempt_of) {
        assert!(attempt > last, "an attempt repeats: {event:?} in {before:?}: {commands:?}");
        last = attempt;
    }
    assert_eq!(after.attempts.last, last, "{event:?} in {before:?}: {commands:?}");
}

fn stale_events_do_nothing(transition: &Transition<'_, Verification>) {
    let Transition { before, event, after, commands } = transition;
    let nothing = before == after && commands.is_empty();
    let stale = is_stale(before, event);
    assert!(!stale || nothing, "stale, but changed something: {event:?} in {before:?}: {commands:?}");
}

/// A verification that succeeded, was canceled or lost its session requests nothing more, and whatever ran
/// for it has been ended.
fn what_ends_leaves_nothing_behind(transition: &Transition<'_, Verification>) {
    let Transition { before, event, after, commands } = transition;
    let context = || format!("{event:?}\n  before: {before:?}\n  after: {after:?}\n  commands: {commands:?}");
    let ended = |step| is_over(step) || has_expired(step);
    if ended(&before.step) {
        let restarts = **event == Event::RestartChosen && has_expired(&before.step);
        let same = if restarts { after.step == Step::SignedOut } else { after.step == before.step };
        assert!(same && commands.is_empty(), "continues: {}", context());
    } else {
        let answered = if let Event::Checked(attempt, _)
        | Event::Prompt(
            prompt::Event::OptionsFetched(attempt, _) | prompt::Event::Ended(attempt, _),
        ) = event
        {
            Some(*attempt)
        } else {
            None
        };
        let ends = Verification::clone(before).end();
        for abort in under_way(before).into_iter().filter(|attempt| answered != Some(*attempt)) {
            assert!(ends.contains(&Command::Abort(abort)), "can't be ended from outside: {}", context());
            let here = commands.contains(&Command::Abort(abort));
            assert!(!ended(&after.step) || here, "isn't ended: {}", context());
        }
    }
    assert!(!ended(&after.step) || under_way(after).is_empty(), "still runs: {}", context());
}

fn starts() -> impl Iterator<Item = Verification> {
    [(true, Device::UNKNOWN), (false, Device::UNKNOWN), (true, Device::WITHOUT_PASSKEYS)].into_iter().map(
        |(has_passkey, device)| {
            Verification::begin("alice".to_owned(), has_passkey, Features::ALL, device, Attempts::default()).0
        },
    )
}

#[test]
fn every_reachable_state_keeps_the_rules() {
    let explored = explore(starts(), events, normalize, check);
    eprintln!("verification: {} states, {} transitions", explored.states, explored.transitions);
    assert!(explored.states > 100, "only {} states: the alphabet lost events", explored.states);
    let examples = Verification::examples();
    let seen = explored.reached.iter().filter(|flow| !is_over(&flow.step));
    same_looks(seen.map(Verification::look), examples.iter().map(|example| example.flow.look()).collect());
}

#[test]
fn every_example_says_what_it_is_and_every_problem_leads_on() {
    for Example { flow, notes } in Verification::examples() {
        says_all(&flow.look(), &notes);
        for (label, event) in flow.presses() {
            assert_ne!(flow.after(event).0, flow, "{label} does nothing in {}", flow.look());
        }
        assert!(flow.problem().is_none() || !flow.presses().is_empty(), "{} is a dead end", flow.look());
    }
}

#[test]
fn every_random_way_keeps_the_rules() {
    wander(starts(), events, check);
}
