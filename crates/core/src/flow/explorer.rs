//! Walks through all the states that a flow can reach, breadth first, for the tests of the flows.

use std::collections::{BTreeSet, HashSet, VecDeque};
use std::fmt::Debug;

use super::Flow;
use crate::Attempt;

/// How far an exploration came.
pub(super) struct Explored {
    pub(super) states: usize,
    pub(super) transitions: usize,
}

/// One step of an exploration.
pub(super) struct Transition<'a, F: Flow> {
    pub(super) before: &'a F,
    pub(super) event: &'a F::Event,
    pub(super) after: &'a F,
    pub(super) commands: &'a [F::Command],
}

/// Explores everything that `events` can make of `starts`. `normalize` renames the attempts of a state, so that states
/// that differ in them alone count as one; `check` asserts what must hold of each transition.
pub(super) fn explore<F>(
    starts: impl IntoIterator<Item = F>,
    events: impl Fn(&F) -> Vec<F::Event>,
    normalize: impl Fn(F) -> F,
    check: impl Fn(&Transition<'_, F>),
) -> Explored
where
    F: Flow<Event: Clone> + Debug + PartialEq,
{
    let mut seen = HashSet::new();
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
            let (after, commands) = before.clone().update(event.clone());
            transitions += 1;
            check(&Transition { before: &before, event: &event, after: &after, commands: &commands });
            if after != before {
                let after = normalize(after);
                if seen.insert(format!("{after:?}")) {
                    queue.push_back(after);
                }
            }
        }
    }
    Explored { states: seen.len(), transitions }
}

/// Renames the attempts to the lowest ones in the same order.
pub(super) fn rename(attempts: &mut [&mut Attempt]) {
    let in_order: BTreeSet<Attempt> = attempts.iter().map(|attempt| **attempt).collect();
    for attempt in attempts {
        let rank = in_order.iter().take_while(|other| **other < **attempt).count();
        **attempt = (0..=rank).fold(Attempt::default(), |number, _| number.next());
    }
}
