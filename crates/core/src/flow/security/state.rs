//! What a person sees of their passkeys, as a value.

use crate::flow::account::Details;
use crate::flow::ceremony::Pending;
use crate::flow::{Announced, Verification};
use crate::problem::{Problem, Recovery};
use crate::wire::Passkey;
use crate::{Attempt, Attempts, Device, Features, Message, PortalMessage};

/// The flow's state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Security {
    /// What is known of the passkeys.
    pub listing: Listing,
    /// What the person is doing.
    pub task: Task,
    /// What was done last.
    pub notice: Option<PortalMessage>,
    /// What the browser can do.
    pub device: Device,
    /// What the backend can do.
    pub features: Features,
    /// What was asked of browser and backend.
    pub attempts: Attempts,
    /// The list is being fetched under this attempt, beside what the person does.
    pub(super) fetching: Option<Attempt>,
    /// A passkey was removed: the next list is told to whoever keeps the passkeys.
    pub(super) signal_due: bool,
    /// What the browser holds of this verification, or still holds of the last one.
    pub(super) held: Pending,
}

/// What is known of the passkeys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listing {
    /// Nothing yet.
    Loading,
    /// All of them.
    Loaded {
        /// The account and its passkeys.
        details: Box<Details>,
        /// They couldn't be fetched again and may be out of date.
        is_stale: bool,
    },
    /// They couldn't be fetched at all.
    Failed(Problem),
    /// Without a session the page goes on to sign-in.
    SignedOut,
}

/// What the person is doing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// Looking.
    None,
    /// Typing another name.
    Renaming {
        /// Of this passkey.
        id: String,
        /// What is wrong with it.
        error: Option<PortalMessage>,
    },
    /// The new name stands in the list and is being saved.
    SavingName {
        /// Of this passkey.
        id: String,
        /// What it was called before.
        before: String,
    },
    /// Asked whether a passkey is to go.
    Confirming {
        /// This one.
        id: String,
        /// It is the last one, and the person has said that they know what follows.
        acknowledged: bool,
        /// Why it can't go, or couldn't.
        error: Option<PortalMessage>,
    },
    /// The list may be out of date, so it is looked at once more whether a passkey that is to go is the last one.
    Rechecking {
        /// This one.
        id: String,
    },
    /// A passkey is being removed.
    Removing {
        /// This one.
        id: String,
        /// What the person said before.
        acknowledged: bool,
    },
    /// Before a passkey is added the backend is asked whether that may begin.
    Adding,
    /// The account has as many passkeys as it may have.
    LimitReached,
    /// The person is verified first.
    Verifying {
        /// What goes on afterwards.
        action: Action,
        /// How far that is.
        verification: Box<Verification>,
    },
    /// The page goes on to another one.
    Leaving(Destination),
}

/// What needs a fresh verification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Another name.
    Rename {
        /// Of this passkey.
        id: String,
        /// The name.
        name: String,
    },
    /// A passkey goes.
    Remove {
        /// This one.
        id: String,
        /// What the person said before.
        acknowledged: bool,
    },
    /// A passkey is added.
    Add,
}

/// Where the page goes on to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Destination {
    /// Where a passkey is set up.
    SetUp,
}

impl Security {
    /// The flow at its start. The page then sends [`Event::Opened`](super::Event::Opened).
    pub fn new(device: Device, features: Features) -> Self {
        Self {
            listing: Listing::Loading,
            task: Task::None,
            notice: None,
            device,
            features,
            attempts: Attempts::default(),
            fetching: None,
            signal_due: false,
            held: Pending::None,
        }
    }

    /// The account and its passkeys, once they are known.
    pub fn details(&self) -> Option<&Details> {
        if let Listing::Loaded { details, .. } = &self.listing { Some(details) } else { None }
    }

    /// The passkey with this id.
    pub fn passkey(&self, id: &str) -> Option<&Passkey> {
        self.details()?.passkeys.passkeys.iter().find(|passkey| passkey.id == id)
    }

    /// Whether the list may be out of date.
    pub fn is_stale(&self) -> bool {
        matches!(self.listing, Listing::Loaded { is_stale: true, .. })
    }

    /// Whether this is the only passkey that is left.
    pub fn is_last(&self, id: &str) -> bool {
        self.passkey(id).is_some()
            && self.details().is_some_and(|details| details.passkeys.passkeys.len() == 1)
    }

    /// The passkey whose name is being typed.
    pub fn renaming(&self) -> Option<&str> {
        if let Task::Renaming { id, .. } = &self.task { Some(id) } else { None }
    }

    /// What is wrong with the name that is being typed.
    pub fn name_error(&self) -> Option<&PortalMessage> {
        if let Task::Renaming { error, .. } = &self.task { error.as_ref() } else { None }
    }

    /// What the person has said about a removal, and why it can't go on.
    pub fn removal(&self) -> (bool, Option<&PortalMessage>) {
        match &self.task {
            Task::Confirming { acknowledged, error, .. } => (*acknowledged, error.as_ref()),
            Task::Removing { acknowledged, .. } => (*acknowledged, None),
            Task::None
            | Task::Renaming { .. }
            | Task::SavingName { .. }
            | Task::Rechecking { .. }
            | Task::Adding
            | Task::LimitReached
            | Task::Verifying { .. }
            | Task::Leaving(_) => (false, None),
        }
    }

    /// How far it is made sure that it is the signed-in person.
    pub fn verification(&self) -> Option<&Verification> {
        if let Task::Verifying { verification, .. } = &self.task { Some(verification) } else { None }
    }

    /// What the page waits for, in words; `None` where it waits for the person.
    pub fn waiting_for(&self) -> Option<Message> {
        match (&self.listing, &self.task) {
            (Listing::Loading, _) => Some(Message::Loading),
            (Listing::SignedOut, _) => Some(Message::SigningOut),
            (_, Task::Adding | Task::Leaving(_)) => Some(Message::Loading),
            (_, Task::Verifying { verification, .. }) => verification.waiting_for(),
            (
                Listing::Loaded { .. } | Listing::Failed(_),
                Task::None
                | Task::Renaming { .. }
                | Task::SavingName { .. }
                | Task::Confirming { .. }
                | Task::Rechecking { .. }
                | Task::Removing { .. }
                | Task::LimitReached,
            ) => None,
        }
    }

    /// What is announced: what is going on, or what was done.
    pub fn announcement(&self) -> Option<Announced> {
        let verifying = self.verification().and_then(Verification::announcement);
        if let Some(waiting) = verifying.or_else(|| self.waiting_for()) {
            return Some(Announced::Waiting(waiting));
        }
        let message = match &self.task {
            Task::SavingName { .. } => Some(PortalMessage::SavingName),
            Task::Removing { .. } | Task::Rechecking { .. } => Some(PortalMessage::Removing),
            Task::None
            | Task::Renaming { .. }
            | Task::Confirming { .. }
            | Task::Adding
            | Task::LimitReached
            | Task::Verifying { .. }
            | Task::Leaving(_) => self.notice.clone(),
        };
        message.map(Announced::Done)
    }

    /// The documented state that is shown.
    pub fn problem(&self) -> Option<Problem> {
        match (&self.listing, &self.task) {
            (Listing::Failed(problem), _) => Some(*problem),
            (_, Task::LimitReached) => Some(Problem::LimitReached),
            (_, Task::Verifying { verification, .. }) => verification.problem(),
            (
                Listing::Loading | Listing::Loaded { .. } | Listing::SignedOut,
                Task::None
                | Task::Renaming { .. }
                | Task::SavingName { .. }
                | Task::Confirming { .. }
                | Task::Rechecking { .. }
                | Task::Removing { .. }
                | Task::Adding
                | Task::Leaving(_),
            ) => None,
        }
    }

    /// The ways on from the documented state that is shown; empty where there is none.
    pub fn recoveries(&self) -> Vec<Recovery> {
        match (&self.listing, &self.task) {
            (Listing::Failed(Problem::SessionExpired), _) => vec![Recovery::Restart],
            (Listing::Failed(_), _) => vec![Recovery::Retry, Recovery::Restart],
            (_, Task::LimitReached) => vec![Recovery::ManagePasskeys],
            (_, Task::Verifying { verification, .. }) => verification.recoveries(),
            (
                Listing::Loading | Listing::Loaded { .. } | Listing::SignedOut,
                Task::None
                | Task::Renaming { .. }
                | Task::SavingName { .. }
                | Task::Confirming { .. }
                | Task::Rechecking { .. }
                | Task::Removing { .. }
                | Task::Adding
                | Task::Leaving(_),
            ) => Vec::new(),
        }
    }

    /// Whether there is no session to keep any more.
    pub fn is_over(&self) -> bool {
        matches!(self.listing, Listing::SignedOut | Listing::Failed(Problem::SessionExpired))
    }

    /// Where the page goes on to.
    pub fn destination(&self) -> Option<Destination> {
        if let Task::Leaving(destination) = self.task { Some(destination) } else { None }
    }
}
