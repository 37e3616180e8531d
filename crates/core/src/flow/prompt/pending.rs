//! What the browser holds of a ceremony.

use crate::classify::{BrowserError, Context, Mediation};
use crate::problem::Operation;
use crate::{Attempt, Device};

/// How and when a request to the browser failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CeremonyFailure {
    /// The browser's exception.
    pub error: BrowserError,
    /// Milliseconds from the start of the request to its end.
    pub elapsed_ms: u32,
    /// The effective timeout, in milliseconds.
    pub timeout_ms: u32,
    /// Whether the page had focus and the request followed a press.
    pub activated: bool,
}

impl CeremonyFailure {
    /// Returns the circumstances, as far as the failure itself and the device determine them.
    pub(super) fn context(&self, operation: Operation, device: Device) -> Context {
        Context {
            elapsed_ms: self.elapsed_ms,
            timeout_ms: self.timeout_ms,
            activated: self.activated,
            device,
            ..Context::modal(operation)
        }
    }
}

/// The one request that may be pending in the browser.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Pending {
    /// The browser holds no request.
    #[default]
    None,
    /// A request that no one asked for or waits for: autofill, immediate mode, conditional create.
    Quiet(Attempt, Mediation),
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
            Self::Quiet(attempt, _) | Self::Modal(attempt) | Self::Ending(attempt) => Some(attempt),
        }
    }
}
