//! A ceremony, from the options to a credential or a documented state.
//!
//! The flows that need a passkey nest this machine. It knows neither pages nor the backend: the enclosing flow
//! says what its page is like ([`Surroundings`]), carries out the machine's [`Command`]s, and continues with
//! the [`Outcome`].

mod kind;
mod look;
mod nest;
mod pending;
mod prefetched;
#[cfg(test)]
pub(in crate::flow) mod tests;
mod update;

pub use kind::{Assertion, Attestation, Kind};
pub(in crate::flow) use nest::Nest;
pub use pending::{CeremonyFailure, Pending};
pub use prefetched::Prefetched;

use super::target::Target;
use super::wait::{Elapsed, Wait};
use crate::classify::{BackendFailure, Mediation};
use crate::route::FlowId;
use crate::{Attempt, Attempts, Device, Message, Problem};

/// State of a ceremony.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prompt<K: Kind> {
    /// What the user sees of it.
    pub stage: Stage<K>,
    /// What may still be pending in the browser. There is never more than one request.
    pub pending: Pending,
    /// Options of the next request.
    pub options: Prefetched<K::Options>,
    /// Whether a conditional request was made that isn't to be repeated.
    pub asked_once: bool,
}

/// What the user sees of a ceremony.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage<K: Kind> {
    /// Nothing: it is the enclosing flow's page that they see.
    Closed,
    /// The choice of another device, with what each one needs.
    Choosing,
    /// The user asked for the prompt; the options are on their way, or the browser still holds an earlier
    /// request.
    Opening(Target),
    /// The browser's prompt is open.
    Open {
        /// Which authenticators the prompt is for.
        target: Target,
        /// The options passed to the browser.
        options: Box<K::Options>,
        /// Whether the request was retried automatically because another one was pending.
        retried: bool,
        /// How long the prompt has been open, as far as the page shows it.
        wait: Wait,
    },
}

/// What the machine has to know of the enclosing flow.
#[derive(Debug)]
pub struct Surroundings<'a> {
    /// Capabilities of the browser.
    pub device: Device,
    /// Whether the page wants options at hand before anyone asks for the prompt.
    pub prefetches: bool,
    /// Whether the page has a place for a conditional request: a field with autofill, or the offer of a
    /// passkey.
    pub conditional: bool,
    /// The flow's attempts, from which the machine takes its own.
    pub attempts: &'a mut Attempts,
}

/// Something that happened to the ceremony.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event<K: Kind> {
    /// The user chose another device.
    TargetChosen(Target),
    /// The user pressed 'Back' in the choice of another device.
    BackChosen,
    /// The prompt of this attempt is still open after this long.
    Waited(Attempt, Elapsed),
    /// The options fetched under this attempt are about to expire: the backend honors a challenge only for a
    /// while.
    OptionsExpired(Attempt),
    /// Answers [`Command::FetchOptions`].
    OptionsFetched(Attempt, Result<(Option<FlowId>, Box<K::Options>), BackendFailure>),
    /// Answers [`Command::Request`]: the browser has released it.
    Ended(Attempt, Result<Box<K::Credential>, CeremonyFailure>),
}

/// What comes of an event, for the enclosing flow to continue with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome<K: Kind> {
    /// The ceremony goes on, or there is none.
    Nothing,
    /// The user went back from the choice of another device.
    Back,
    /// The authenticator made a credential.
    Credential {
        /// The credential.
        credential: Box<K::Credential>,
        /// How the browser involved the user.
        mediation: Mediation,
        /// The relying party's domain; `None` means that of the page.
        rp_id: Option<String>,
    },
    /// The prompt ended in a documented state.
    Failed(Problem, Target),
    /// The options couldn't be fetched.
    NoOptions {
        /// Why not.
        failure: BackendFailure,
        /// What the prompt was to be for; `None` if no one had asked for it yet.
        target: Option<Target>,
    },
}

/// Something for the enclosing flow to have done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command<K: Kind> {
    /// Fetch the options from the backend.
    FetchOptions(Attempt),
    /// Make a request to the browser.
    Request(Request<K>),
    /// Abort whatever runs under this attempt. An aborted request still answers, once the browser has released
    /// it or the edge has given up on it; an aborted fetch may not.
    Abort(Attempt),
    /// Adopt the flow that the backend named with the options.
    AdoptFlow(FlowId),
}

/// What comes of a ceremony, and what to have done.
pub type Update<K> = (Outcome<K>, Vec<Command<K>>);

/// A request to the browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request<K: Kind> {
    /// Attempt to return with the answer.
    pub attempt: Attempt,
    /// The options.
    pub options: Box<K::Options>,
    /// How the browser involves the user.
    pub mediation: Mediation,
}

impl<K: Kind> Default for Prompt<K> {
    fn default() -> Self {
        Self { stage: Stage::Closed, pending: Pending::None, options: Prefetched::None, asked_once: false }
    }
}

impl<K: Kind> Prompt<K> {
    /// Returns what the page is waiting for, in words; `None` while it waits for the user.
    pub fn waiting_for(&self) -> Option<Message> {
        match self.stage {
            Stage::Opening(_) => Some(Message::PreparingPrompt),
            Stage::Open { target, .. } => Some(target.prompt_lead(K::OPERATION)),
            Stage::Closed | Stage::Choosing => None,
        }
    }

    /// Returns what the prompt is for, from the press that asks for it; `None` while another device is being
    /// chosen.
    pub fn target(&self) -> Option<Target> {
        match self.stage {
            Stage::Opening(target) | Stage::Open { target, .. } => Some(target),
            Stage::Closed | Stage::Choosing => None,
        }
    }

    /// Returns what the open prompt is for, and how long it has been waiting for the user.
    pub fn waits(&self) -> Option<(Target, Wait)> {
        if let Stage::Open { target, wait, .. } = self.stage { Some((target, wait)) } else { None }
    }
}
