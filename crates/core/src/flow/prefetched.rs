//! The options of a ceremony, fetched before they are needed.

use crate::Attempt;

/// Options on their way. They are fetched when a page opens, so that the press that uses them still counts as the
/// person's activation when the prompt opens (Safari insists).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Prefetched<T> {
    /// Not asked for, not to be had, or used up: a challenge serves once.
    #[default]
    None,
    /// Asked for.
    Fetching(Attempt),
    /// There, as the answer to this attempt.
    Ready(Attempt, Box<T>),
}

impl<T> Prefetched<T> {
    /// The options, if they are there; they are used up by that.
    pub fn take_ready(&mut self) -> Option<Box<T>> {
        match std::mem::take(self) {
            Self::Ready(_, options) => Some(options),
            other @ (Self::None | Self::Fetching(_)) => {
                *self = other;
                None
            }
        }
    }

    /// Gives the options up: the attempt to abort, if they are still on their way. Their answer may bring a flow, and a
    /// cookie, of its own, and would put them in the place of those that the person goes on with.
    pub fn give_up(&mut self) -> Option<Attempt> {
        let fetching = self.give_up_fetching();
        *self = Self::None;
        fetching
    }

    /// The options that were on their way are there.
    pub fn arrive(&mut self, options: Box<T>) {
        if let Self::Fetching(attempt) = *self {
            *self = Self::Ready(attempt, options);
        }
    }

    /// Whether the options are there that were asked for under `attempt`.
    pub fn came_by(&self, attempt: Attempt) -> bool {
        matches!(self, Self::Ready(current, _) if *current == attempt)
    }

    /// Gives the options up only where they are still on their way.
    pub fn give_up_fetching(&mut self) -> Option<Attempt> {
        let Self::Fetching(attempt) = *self else { return None };
        *self = Self::None;
        Some(attempt)
    }

    /// Whether there are options, or will be.
    pub fn is_under_way(&self) -> bool {
        !matches!(self, Self::None)
    }

    /// Whether an answer to `attempt` is waited for.
    pub fn awaits(&self, attempt: Attempt) -> bool {
        matches!(self, Self::Fetching(current) if *current == attempt)
    }
}
