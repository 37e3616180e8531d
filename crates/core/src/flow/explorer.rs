//! Explores the states a flow can reach, breadth first and along random paths, for the flows' tests.

use std::collections::{BTreeSet, HashSet, VecDeque};
use std::fmt::Debug;

use proptest::prelude::*;

use super::Flow;
use super::fetched::Fetched;
use super::guarded::Guarded;
use super::prompt::{Kind, Pending, Prefetched, Prompt};
use super::wait::Elapsed;
use crate::example::{Example, Exemplified, Lead, Notes};
use crate::{Attempt, Attempts, Problem};

/// The extent of an exploration.
pub(super) struct Explored<F> {
    pub(super) states: usize,
    /// The states themselves, normalized.
    pub(super) reached: Vec<F>,
    pub(super) transitions: usize,
}

/// One step of an exploration.
pub(super) struct Transition<'a, F: Flow> {
    pub(super) before: &'a F,
    pub(super) event: &'a F::Event,
    pub(super) after: &'a F,
    pub(super) commands: &'a [F::Command],
}

/// Explores everything that `events` can make of `starts`. `normalize` renames the attempts of a state, so
/// that states that differ only in them count as one; `check` asserts what must hold for each transition.
pub(super) fn explore<F>(
    starts: impl IntoIterator<Item = F>,
    events: impl Fn(&F) -> Vec<F::Event>,
    normalize: impl Fn(F) -> F,
    check: impl Fn(&Transition<'_, F>),
) -> Explored<F>
where
    F: Flow<Event: Clone> + Debug + PartialEq,
{
    let mut seen = HashSet::new();
    let mut reached = Vec::new();
    let mut queue = VecDeque::new();
    for start in starts {
        let start = normalize(start);
        if seen.insert(format!("{start:?}")) {
            queue.push_back(start);
        }
    }
    let mut transitions = 0;
    while let Some(before) = queue.pop_front() {
        for event in events(&before) {
            let (after, commands) = before.after(event.clone());
            transitions += 1;
            check(&Transition { before: &before, event: &event, after: &after, commands: &commands });
            if after != before {
                let after = normalize(after);
                if seen.insert(format!("{after:?}")) {
                    queue.push_back(after);
                }
            }
        }
        reached.push(before);
    }
    Explored { states: reached.len(), reached, transitions }
}

/// Follows a thousand random paths from `starts` and makes the same assertions about each transition. Here
/// attempts grow, answers arrive late, and no two states are treated as equal.
pub(super) fn wander<F>(
    starts: impl IntoIterator<Item = F>,
    events: impl Fn(&F) -> Vec<F::Event>,
    check: impl Fn(&Transition<'_, F>),
) where
    F: Flow<Event: Clone> + Debug + PartialEq,
{
    let starts: Vec<F> = starts.into_iter().collect();
    let ways = (any::<prop::sample::Index>(), prop::collection::vec(any::<prop::sample::Index>(), 1..200));
    proptest!(ProptestConfig::with_cases(1_000), |((start, choices) in ways)| {
        let mut flow = start.get(&starts).clone();
        for choice in choices {
            let event = choice.get(&events(&flow)).clone();
            let (after, commands) = flow.after(event.clone());
            check(&Transition { before: &flow, event: &event, after: &after, commands: &commands });
            flow = after;
        }
    });
}

/// The times the clock can report for a prompt.
pub(super) fn elapsed() -> [Elapsed; 5] {
    [(0, 60_000), (10_000, 60_000), (50_000, 60_000), (60_000, 60_000), (5_000, 15_000)]
        .map(|(elapsed_ms, timeout_ms)| Elapsed { elapsed_ms, timeout_ms })
}

/// Asserts that every look reached has an example, every example's look is reached, and no two examples look
/// alike.
pub(super) fn same_looks(reached: impl IntoIterator<Item = String>, examples: Vec<String>) {
    let reached: BTreeSet<_> = reached.into_iter().collect();
    let count = examples.len();
    let examples: BTreeSet<_> = examples.into_iter().collect();
    let missing: Vec<_> = reached.difference(&examples).collect();
    assert!(missing.is_empty(), "without an example: {missing:#?}");
    let unreachable: Vec<_> = examples.difference(&reached).collect();
    assert!(unreachable.is_empty(), "examples of unreachable states: {unreachable:#?}");
    assert_eq!(examples.len(), count, "two examples look alike: {examples:#?}");
}

/// Asserts the same for a flow with a page, and that each example has complete notes and leads only to looks
/// that have an example.
pub(super) fn all_have_examples<F: Exemplified + Debug>(reached: &[F]) {
    let examples = F::examples();
    same_looks(reached.iter().map(F::look), examples.iter().map(|example| example.flow.look()).collect());
    let looks: BTreeSet<_> = examples.iter().map(|example| example.flow.look()).collect();
    for Example { flow, notes } in &examples {
        says_all(&flow.look(), notes);
        for Lead { label, to } in flow.leads() {
            assert!(
                looks.contains(&to),
                "{} leads from {} to {to}, which has no example",
                label,
                flow.look()
            );
        }
    }
}

/// Asserts that every button of every example does something, and that every documented state has a button.
pub(super) fn every_press_leads_on<F: Exemplified>() {
    for Example { flow, .. } in F::examples() {
        let (look, leads) = (flow.look(), flow.leads());
        let pressed: Vec<_> = flow.presses().into_iter().map(|(label, _)| label).collect();
        let leading: Vec<_> = leads.into_iter().map(|lead| lead.label).collect();
        assert_eq!(leading, pressed, "a button of {look} does nothing");
        let is_problem = Problem::ALL.iter().any(|problem| look.split('-').any(|part| part == problem.id()));
        assert!(!is_problem || !leading.is_empty(), "{look} is a dead end");
    }
}

/// Asserts that an example's notes are complete.
pub(super) fn says_all(look: &str, notes: &Notes) {
    let texts = [notes.sees, notes.cause].into_iter().chain(notes.reach.iter().copied());
    assert!(!notes.reach.is_empty(), "{look} says nothing about how to reach it");
    for text in texts {
        let whole = text.ends_with(['.', ')']) && text.starts_with(char::is_uppercase);
        assert!(whole, "{look}: {text:?} is neither a sentence nor a call to paste");
    }
}

/// Returns every attempt that is or was waited for, and one that never was.
pub(super) fn attempts_of<K: Kind>(attempts: Attempts, prompt: &Prompt<K>) -> Vec<Attempt> {
    let mut all = vec![attempts.awaited, attempts.last];
    all.extend(prompt.pending.attempt());
    if let Prefetched::Fetching(attempt) | Prefetched::Ready(attempt, _) = prompt.options {
        all.push(attempt);
    }
    in_order(all)
}

/// Returns these attempts in order, each once, and one that is never waited for.
pub(super) fn in_order(attempts: impl IntoIterator<Item = Attempt>) -> Vec<Attempt> {
    let mut all = vec![Attempt::default()];
    all.extend(attempts);
    all.sort();
    all.dedup();
    all
}

/// Renames the attempts to the lowest ones in the same order.
pub(super) fn rename<K: Kind>(attempts: &mut Attempts, prompt: &mut Prompt<K>) {
    let mut all = vec![&mut attempts.awaited, &mut attempts.last];
    all.extend(attempts_in(prompt));
    rename_all(all);
}

/// Returns the attempts that appear in a ceremony.
pub(super) fn attempts_in<K: Kind>(prompt: &mut Prompt<K>) -> Vec<&mut Attempt> {
    let pending = attempt_in(&mut prompt.pending);
    let options = match &mut prompt.options {
        Prefetched::Fetching(attempt) | Prefetched::Ready(attempt, _) => Some(attempt),
        Prefetched::None => None,
    };
    pending.into_iter().chain(options).collect()
}

/// Returns the attempts of a page with a list, and of the verification that one of its actions may wait for.
pub(super) fn attempts_of_page<'a, T, R, A>(
    attempts: &'a mut Attempts,
    list: &'a mut Fetched<T, R>,
    held: &'a mut Pending,
    guarded: Option<&'a mut Guarded<A>>,
) -> Vec<&'a mut Attempt> {
    let mut all = vec![&mut attempts.awaited, &mut attempts.last];
    all.extend(list.fetching.as_mut());
    all.extend(attempt_in(held));
    if let Some(verification) = guarded.map(|guarded| &mut guarded.verification) {
        let Attempts { awaited, last } = &mut verification.attempts;
        all.extend([awaited, last]);
        all.extend(attempts_in(&mut verification.prompt));
    }
    all
}

/// Returns the attempt that the browser holds.
pub(super) fn attempt_in(pending: &mut Pending) -> Option<&mut Attempt> {
    match pending {
        Pending::None => None,
        Pending::Quiet(attempt, _) | Pending::Modal(attempt) | Pending::Ending(attempt) => Some(attempt),
    }
}

/// Renames these attempts, which must be all the flow knows, to the lowest ones in the same order.
pub(super) fn rename_all(attempts: Vec<&mut Attempt>) {
    let known = in_order(attempts.iter().map(|attempt| **attempt));
    for attempt in attempts {
        let rank = known.iter().take_while(|other| **other < *attempt).count();
        *attempt = (0..rank).fold(Attempt::default(), |number, _| number.next());
    }
}

/// Works out what the browser holds from the requests alone, and asserts that there is at most one at a time.
/// `answered` is the attempt of a request that ended, `asked` are those that start. Returns what the browser
/// holds afterwards.
pub(super) fn one_at_a_time(
    before: Pending,
    answered: Option<Attempt>,
    asked: impl Iterator<Item = Attempt>,
) -> Option<Attempt> {
    let mut held = before.attempt().filter(|held| answered != Some(*held));
    for attempt in asked {
        assert_eq!(held, None, "two ceremonies at once");
        held = Some(attempt);
    }
    held
}
