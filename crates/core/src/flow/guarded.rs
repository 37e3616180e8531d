//! An action that needs a fresh verification.

use super::prompt::Pending;
use super::verification::{Command, Event, Step};
use super::{Flow, Verification};
use crate::{Attempts, Problem};

/// An action that waits until the user has been verified, and then continues once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guarded<A> {
    /// The action to continue with.
    pub action: A,
    /// State of the verification.
    pub verification: Box<Verification>,
}

/// What becomes of a guarded action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Decision<A> {
    /// The user hasn't been verified yet.
    Waits,
    /// The user was verified: the action continues.
    Granted(A),
    /// The user doesn't want to be verified.
    Declined(A),
    /// There is no session any more.
    Expired,
}

impl<A: Clone> Guarded<A> {
    /// Guards `action` by the verification that was begun with `attempts`, which it continues. The browser may
    /// still hold a request of the last one. Returns `None` if the user can't be verified in any way.
    pub(super) fn begin(
        action: A,
        (mut verification, commands): (Verification, Vec<Command>),
        held: Pending,
        attempts: &mut Attempts,
    ) -> Option<(Self, Vec<Command>)> {
        if !verification.offers_passkey && !verification.offers_password {
            return None;
        }
        verification.prompt.pending = held;
        *attempts = verification.attempts;
        Some((Self { action, verification: Box::new(verification) }, commands))
    }

    /// Passes an event on to the verification. Keeps `held` and `attempts` in step with it.
    pub(super) fn update(
        &mut self,
        event: Event,
        held: &mut Pending,
        attempts: &mut Attempts,
    ) -> (Decision<A>, Vec<Command>) {
        let commands = self.verification.update(event);
        *attempts = self.verification.attempts;
        *held = self.verification.prompt.pending;
        let decision = match self.verification.step {
            Step::Verified => Decision::Granted(self.action.clone()),
            Step::Canceled => Decision::Declined(self.action.clone()),
            Step::Failed { problem: Problem::SessionExpired, .. } | Step::SignedOut => Decision::Expired,
            Step::Asked { .. }
            | Step::Prompt
            | Step::CheckingPasskey
            | Step::CheckingPassword
            | Step::Failed { .. } => Decision::Waits,
        };
        (decision, commands)
    }

    /// Ends the verification, since the page is going somewhere else.
    pub(super) fn end(&mut self, held: &mut Pending) -> Vec<Command> {
        let commands = self.verification.end();
        *held = self.verification.prompt.pending;
        commands
    }
}

/// Notes that the browser has released the request it `held` of a verification that is over.
pub(super) fn released(held: &mut Pending, event: &Event) {
    if event.releases(*held) {
        *held = Pending::None;
    }
}
