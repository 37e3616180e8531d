//! What the flows share about ceremonies.

use super::prefetched::Prefetched;
use crate::classify::{BrowserError, Context, Mediation, OwnEnd};
use crate::problem::Operation;
use crate::{Attempt, Device};

/// How and when a ceremony failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CeremonyFailure {
    /// The browser's exception.
    pub error: BrowserError,
    /// Why the app ended it; `None` if it didn't.
    pub ended_by: Option<OwnEnd>,
    /// Milliseconds from the start of the request to its end.
    pub elapsed_ms: u32,
    /// The effective timeout, in milliseconds.
    pub timeout_ms: u32,
    /// Whether the page had focus and the request followed a press.
    pub activated: bool,
}

impl CeremonyFailure {
    /// Returns the circumstances, as far as the failure itself and the device determine them.
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
    /// The browser holds no request.
    #[default]
    None,
    /// A request that no one asked for or waits for: autofill, immediate mode, conditional create.
    Quiet(Attempt),
    /// A prompt that is open.
    Modal(Attempt),
    /// Aborted, but not yet released by the browser.
    Ending(Attempt),
}

impl Pending {
    /// Returns the attempt that the browser holds, if any.
    pub fn attempt(self) -> Option<Attempt> {
        match self {
            Self::None => None,
            Self::Quiet(attempt) | Self::Modal(attempt) | Self::Ending(attempt) => Some(attempt),
        }
    }
}

/// A flow's ceremony: what the browser holds of it, and the options for the next request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ceremony<O> {
    /// What may still be pending in the browser. There is never more than one request.
    pub pending: Pending,
    /// Options of the next request.
    pub options: Prefetched<O>,
}

impl<O> Default for Ceremony<O> {
    fn default() -> Self {
        Self { pending: Pending::None, options: Prefetched::None }
    }
}

impl<O> Ceremony<O> {
    /// Whether the browser's answer to `attempt` is being waited for.
    pub fn awaits(&self, attempt: Attempt) -> bool {
        self.pending.attempt() == Some(attempt)
    }

    /// Whether the open prompt belongs to `attempt`.
    pub fn prompts(&self, attempt: Attempt) -> bool {
        self.pending == Pending::Modal(attempt)
    }

    /// Starts ending whatever is pending. Returns the attempt to abort, if there is one that isn't ending
    /// already. Whatever wants to start next waits for the browser's answer.
    pub fn end(&mut self) -> Option<Attempt> {
        match self.pending {
            Pending::Quiet(attempt) | Pending::Modal(attempt) => {
                self.pending = Pending::Ending(attempt);
                Some(attempt)
            }
            Pending::None | Pending::Ending(_) => None,
        }
    }

    /// Ends what is pending and gives up the options. Returns the attempts to abort.
    pub fn abandon(&mut self) -> impl Iterator<Item = Attempt> {
        [self.end(), self.options.give_up()].into_iter().flatten()
    }

    /// Takes the options for a prompt, if they are ready and the browser holds no other request. The prompt
    /// uses them up.
    pub fn take_options(&mut self) -> Option<Box<O>> {
        if self.pending == Pending::None { self.options.take_ready() } else { None }
    }

    /// Returns the options for a quiet request, under the same conditions. They are kept, since the request
    /// may be abandoned for a prompt, and its challenge hasn't been used then.
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
