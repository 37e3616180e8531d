//! What the tests of the flows with a ceremony inside need, too.

use crate::classify::BackendFailure;
use crate::flow::prompt::{CeremonyFailure, Event, Kind, Pending, Prefetched, Prompt, Stage};
use crate::route::FlowId;
use crate::{Attempt, Attempts};

/// An answer to one of the machine's commands, still without its attempt.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::flow) enum Reply<K: Kind> {
    Options(Result<(Option<FlowId>, Box<K::Options>), BackendFailure>),
    Ended(Result<Box<K::Credential>, CeremonyFailure>),
}

impl<K: Kind> Reply<K> {
    pub(in crate::flow) fn to(self, attempt: Attempt) -> Event<K> {
        match self {
            Self::Options(result) => Event::OptionsFetched(attempt, result),
            Self::Ended(result) => Event::Ended(attempt, result),
        }
    }
}

/// An answer to one of a flow's own commands, or to one of its ceremony's.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::flow) enum Told<A, K: Kind> {
    Flow(A),
    Prompt(Reply<K>),
}

impl<A, K: Kind> From<Reply<K>> for Told<A, K> {
    fn from(reply: Reply<K>) -> Self {
        Self::Prompt(reply)
    }
}

/// Whether the event is about something that isn't there any more, worked out independently of the code under
/// test.
pub(in crate::flow) fn is_stale<K: Kind>(prompt: &Prompt<K>, event: &Event<K>) -> bool {
    match event {
        Event::OptionsFetched(attempt, _) => {
            !matches!(prompt.options, Prefetched::Fetching(current) if current == *attempt)
        }
        Event::OptionsExpired(attempt) => {
            !matches!(prompt.options, Prefetched::Ready(current, _) if current == *attempt)
        }
        Event::Ended(attempt, _) => prompt.pending.attempt() != Some(*attempt),
        Event::Waited(attempt, _) => prompt.pending != Pending::Modal(*attempt),
        Event::TargetChosen(_) | Event::BackChosen => prompt.stage != Stage::Choosing,
    }
}

/// Whether the ceremony waits for something that never comes, or leaves a prompt open that no one sees.
pub(in crate::flow) fn is_stuck<K: Kind>(prompt: &Prompt<K>, attempts: Attempts) -> bool {
    match prompt.stage {
        Stage::Opening(_) => {
            !matches!(prompt.options, Prefetched::Fetching(_))
                && !matches!(prompt.pending, Pending::Ending(_))
        }
        Stage::Open { .. } => prompt.pending != Pending::Modal(attempts.awaited),
        Stage::Closed | Stage::Choosing => matches!(prompt.pending, Pending::Modal(_)),
    }
}

/// Whether nothing is going on that could still lead to anything.
pub(in crate::flow) fn is_quiet<K: Kind>(prompt: &Prompt<K>) -> bool {
    prompt.stage == Stage::Closed
        && matches!(prompt.pending, Pending::None | Pending::Ending(_))
        && prompt.options == Prefetched::None
}

/// Returns what is under way and not being ended yet.
pub(in crate::flow) fn under_way<K: Kind>(prompt: &Prompt<K>) -> Vec<Attempt> {
    let fetching = if let Prefetched::Fetching(attempt) = prompt.options { Some(attempt) } else { None };
    let held = match prompt.pending {
        Pending::Modal(attempt) | Pending::Quiet(attempt, _) => Some(attempt),
        Pending::None | Pending::Ending(_) => None,
    };
    fetching.into_iter().chain(held).collect()
}
