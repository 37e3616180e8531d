//! The options of a ceremony, fetched before they are needed.

use crate::Attempt;

/// Options fetched ahead of time. This happens when a page opens, so that the press that uses them still
/// counts as user activation when the prompt opens (Safari insists on that).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Prefetched<T> {
    /// Not requested, not available, or used up: a challenge can be used only once.
    #[default]
    None,
    /// Requested under this attempt.
    Fetching(Attempt),
    /// Arrived, as the answer to this attempt.
    Ready(Attempt, Box<T>),
}

impl<T> Prefetched<T> {
    /// Takes the options if they have arrived. They are used up by that.
    pub fn take_ready(&mut self) -> Option<Box<T>> {
        match std::mem::take(self) {
            Self::Ready(_, options) => Some(options),
            other @ (Self::None | Self::Fetching(_)) => {
                *self = other;
                None
            }
        }
    }

    /// Gives up the options. Returns the attempt to abort, if they are still on their way: their answer may
    /// bring its own flow and cookie, which would replace those the user continues with.
    pub fn give_up(&mut self) -> Option<Attempt> {
        let fetching = self.give_up_fetching();
        *self = Self::None;
        fetching
    }

    /// Stores the options that were on their way.
    pub fn arrive(&mut self, options: Box<T>) {
        if let Self::Fetching(attempt) = *self {
            *self = Self::Ready(attempt, options);
        }
    }

    /// Whether the options have arrived and were requested under `attempt`.
    pub fn fetched_under(&self, attempt: Attempt) -> bool {
        matches!(self, Self::Ready(current, _) if *current == attempt)
    }

    /// Gives up the options only if they are still on their way. Returns the attempt to abort.
    pub fn give_up_fetching(&mut self) -> Option<Attempt> {
        let Self::Fetching(attempt) = *self else { return None };
        *self = Self::None;
        Some(attempt)
    }

    /// Whether there are options, or will be.
    pub fn is_under_way(&self) -> bool {
        !matches!(self, Self::None)
    }

    /// Whether an answer to `attempt` is being waited for.
    pub fn awaits(&self, attempt: Attempt) -> bool {
        matches!(self, Self::Fetching(current) if *current == attempt)
    }
}
