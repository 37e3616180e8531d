//! What the flows have in common about ceremonies.

use super::prefetched::Prefetched;
use crate::classify::{BrowserError, Context, Mediation, OwnEnd};
use crate::problem::Operation;
use crate::{Attempt, Device};

/// How a ceremony failed, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CeremonyFailure {
    /// The browser's exception.
    pub error: BrowserError,
    /// Why the app ended it, if it did.
    pub ended_by: Option<OwnEnd>,
    /// Milliseconds from the request to its end.
    pub elapsed_ms: u32,
    /// The effective timeout, in milliseconds.
    pub timeout_ms: u32,
    /// The page had the focus and the request followed a press.
    pub activated: bool,
}

impl CeremonyFailure {
    /// The circumstances, as far as the failure itself and the device tell them.
    pub fn context(&self, operation: Operation, device: Device, mediation: Mediation) -> Context {
        Context {
            ended_by: self.ended_by,
            elapsed_ms: self.elapsed_ms,
            timeout_ms: self.timeout_ms,
            activated: self.activated,
            mediation,
            device,
            ..Context::modal(operation)
        }
    }
}

/// The one ceremony that may be pending in the browser.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Pending {
    /// None.
    #[default]
    None,
    /// One that nobody asked for and nobody waits for: the autofill, immediate mode, conditional create.
    Quiet(Attempt),
    /// A prompt.
    Modal(Attempt),
    /// Aborted, and not yet let go of.
    Ending(Attempt),
}

impl Pending {
    /// The attempt that the browser holds.
    pub fn attempt(self) -> Option<Attempt> {
        match self {
            Self::None => None,
            Self::Quiet(attempt) | Self::Modal(attempt) | Self::Ending(attempt) => Some(attempt),
        }
    }
}

/// The ceremony of a flow: what the browser holds of it, and the options with which the next one begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ceremony<O> {
    /// What may still be pending in the browser. At most one request ever is.
    pub pending: Pending,
    /// The options of the next request.
    pub options: Prefetched<O>,
}

impl<O> Default for Ceremony<O> {
    fn default() -> Self {
        Self { pending: Pending::None, options: Prefetched::None }
    }
}

impl<O> Ceremony<O> {
    /// Whether the browser's answer to `attempt` is waited for.
    pub fn awaits(&self, attempt: Attempt) -> bool {
        self.pending.attempt() == Some(attempt)
    }

    /// Whether the prompt that is open is that of `attempt`.
    pub fn prompts(&self, attempt: Attempt) -> bool {
        self.pending == Pending::Modal(attempt)
    }

    /// Begins to end whatever is pending: the attempt to abort, if there is any that isn't ending already. Whatever
    /// wants to start next waits for the browser's answer.
    pub fn end(&mut self) -> Option<Attempt> {
        match self.pending {
            Pending::Quiet(attempt) | Pending::Modal(attempt) => {
                self.pending = Pending::Ending(attempt);
                Some(attempt)
            }
            Pending::None | Pending::Ending(_) => None,
        }
    }

    /// Ends what is pending and gives the options up: the attempts to abort.
    pub fn abandon(&mut self) -> impl Iterator<Item = Attempt> {
        [self.end(), self.options.give_up()].into_iter().flatten()
    }

    /// The options for a request of its own, if they are there and the browser holds no other; they are used up by it.
    pub fn take_options(&mut self) -> Option<Box<O>> {
        if self.pending == Pending::None { self.options.take_ready() } else { None }
    }

    /// The options for a quiet request, on the same terms; they stay, since the request may be given up for a prompt,
    /// and their challenge is not used then.
    pub fn lend_options(&self) -> Option<Box<O>>
    where
        O: Clone,
    {
        match &self.options {
            Prefetched::Ready(_, options) if self.pending == Pending::None => Some(options.clone()),
            Prefetched::Ready(..) | Prefetched::None | Prefetched::Fetching(_) => None,
        }
    }
}
