//! What the flows have in common about ceremonies.

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
    /// Conditional mediation: passkeys in the autofill.
    Autofill(Attempt),
    /// A prompt.
    Modal(Attempt),
    /// Aborted, and not yet let go of.
    Ending(Attempt),
}

impl Pending {
    /// Whether an answer to `attempt` is waited for.
    pub fn awaits(self, attempt: Attempt) -> bool {
        match self {
            Self::None => false,
            Self::Autofill(current) | Self::Modal(current) | Self::Ending(current) => current == attempt,
        }
    }

    /// Begins to end whatever is pending: the attempt to abort, if there is any that isn't ending already.
    pub fn end(&mut self) -> Option<Attempt> {
        match *self {
            Self::Autofill(attempt) | Self::Modal(attempt) => {
                *self = Self::Ending(attempt);
                Some(attempt)
            }
            Self::None | Self::Ending(_) => None,
        }
    }
}

/// What makes a browser offer a phone or a security key first (WebAuthn Level 3 §5.8.7).
pub(super) fn hints_for_another_device() -> Vec<String> {
    ["hybrid", "security-key"].map(str::to_owned).to_vec()
}
