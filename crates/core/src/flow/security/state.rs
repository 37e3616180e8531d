//! The state of the page of the user's own passkeys.

use super::event::Event;
use crate::flow::account::Details;
use crate::flow::fetched::{self, Fetched};
use crate::flow::guarded::Guarded;
use crate::flow::prompt::Pending;
use crate::flow::{Announced, SignedInPage, Verification};
use crate::problem::{Problem, Recovery};
use crate::route;
use crate::wire::{Passkey, Session};
use crate::{Attempts, Device, Features, Message, PortalMessage};

/// State of the page of the user's own passkeys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Security {
    /// What is known about the passkeys.
    pub list: Fetched<Details>,
    /// What the user is doing.
    pub task: Task,
    /// What was done last, for the notice on the page.
    pub notice: Option<PortalMessage>,
    /// Capabilities of the browser.
    pub device: Device,
    /// Features the backend offers.
    pub features: Features,
    /// Attempts handed out for requests to the browser and the backend.
    pub attempts: Attempts,
    /// A passkey was removed or may have been: the next list is signaled to the authenticators.
    pub(super) signal_due: bool,
    /// What the browser holds of the current verification, or still holds of the last one.
    pub(super) held: Pending,
}

/// What is known about the passkeys.
pub type Content = fetched::Content<Details>;

/// What the user is doing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// Viewing the list.
    None,
    /// Typing a new name for a passkey.
    Renaming {
        /// ID of the passkey.
        id: String,
        /// What is wrong with the name; `None` if nothing is.
        error: Option<PortalMessage>,
    },
    /// The new name is in the list and is being saved.
    SavingName {
        /// ID of the passkey.
        id: String,
        /// The passkey's previous name.
        before: String,
    },
    /// Being asked whether to remove a passkey.
    Confirming {
        /// ID of the passkey.
        id: String,
        /// Whether the user has acknowledged what removing the last passkey means.
        acknowledged: bool,
        /// Why it can't be removed, or couldn't; `None` if nothing is wrong.
        error: Option<PortalMessage>,
    },
    /// The list may be out of date, so it is fetched again to see whether the passkey to be removed is the
    /// last one.
    Rechecking {
        /// ID of the passkey.
        id: String,
    },
    /// A passkey is being removed.
    Removing {
        /// ID of the passkey.
        id: String,
        /// Whether the user had acknowledged that it is the last one.
        acknowledged: bool,
    },
    /// A passkey is to be added; the backend is asked first whether that may start.
    Adding,
    /// The account has as many passkeys as it may have.
    LimitReached,
    /// The user is being verified before an action.
    Verifying(Guarded<Action>),
    /// The app is leaving the page.
    Leaving(Destination),
}

/// An action that needs a fresh verification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Renaming a passkey.
    Rename {
        /// ID of the passkey.
        id: String,
        /// The new name.
        name: String,
    },
    /// Removing a passkey.
    Remove {
        /// ID of the passkey.
        id: String,
        /// Whether the user had acknowledged that it is the last one.
        acknowledged: bool,
    },
    /// Adding a passkey.
    Add,
}

/// Where the app goes from this page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Destination {
    /// The page on which a passkey is set up.
    SetUp,
}

impl SignedInPage for Security {
    type Announcement = Announced;

    const OPENED: Event = Event::Opened;
    const SESSION_EXPIRED: Event = Event::SessionExpired;
    const RETRY_CHOSEN: Event = Event::RetryChosen;
    const RESTART_CHOSEN: Event = Event::RestartChosen;

    fn of_recovery(recovery: Recovery) -> Option<Event> {
        match recovery {
            Recovery::Retry => Some(Event::RetryChosen),
            Recovery::Restart => Some(Event::RestartChosen),
            Recovery::ManagePasskeys => Some(Event::ManageChosen),
            Recovery::Password | Recovery::SetUpLater | Recovery::AnotherDevice => None,
        }
    }

    fn problem(&self) -> Option<Problem> {
        match (&self.list.content, &self.task) {
            (Content::Failed(problem), _) => Some(*problem),
            (Content::Refused(never), _) => match *never {},
            (_, Task::LimitReached) => Some(Problem::LimitReached),
            (_, Task::Verifying(guarded)) => guarded.verification.problem(),
            (
                Content::Loading | Content::Loaded { .. } | Content::SignedOut,
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

    fn recoveries(&self) -> Vec<Recovery> {
        match (&self.list.content, &self.task) {
            (Content::Failed(_), _) => self.list.recoveries(),
            (Content::Refused(never), _) => match *never {},
            (_, Task::LimitReached) => vec![Recovery::ManagePasskeys],
            (_, Task::Verifying(guarded)) => guarded.verification.recoveries(),
            (
                Content::Loading | Content::Loaded { .. } | Content::SignedOut,
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

    fn announcement(&self) -> Option<Announced> {
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

    fn session(&self) -> Option<&Session> {
        self.details().map(|details| &details.session)
    }

    fn is_over(&self) -> bool {
        self.list.is_over()
    }

    fn is_signed_out(&self) -> bool {
        matches!(self.list.content, Content::SignedOut)
    }

    fn address(&self) -> String {
        route::SECURITY.to_owned()
    }
}

impl Security {
    /// Creates the flow in its initial state. The page then sends [`Event::Opened`](super::Event::Opened).
    pub fn new(device: Device, features: Features) -> Self {
        Self {
            list: Fetched::of(Content::Loading),
            task: Task::None,
            notice: None,
            device,
            features,
            attempts: Attempts::default(),
            signal_due: false,
            held: Pending::None,
        }
    }

    /// Returns the account and its passkeys, once they are known.
    pub fn details(&self) -> Option<&Details> {
        self.list.details()
    }

    /// Returns the passkey with this ID.
    pub fn passkey(&self, id: &str) -> Option<&Passkey> {
        self.details()?.passkeys.passkeys.iter().find(|passkey| passkey.id == id)
    }

    /// Whether the list may be out of date.
    pub fn is_stale(&self) -> bool {
        self.list.is_stale()
    }

    /// Whether this is the only passkey left.
    pub fn is_last(&self, id: &str) -> bool {
        self.passkey(id).is_some()
            && self.details().is_some_and(|details| details.passkeys.passkeys.len() == 1)
    }

    /// Returns the ID of the passkey whose name is being typed.
    pub fn renaming(&self) -> Option<&str> {
        if let Task::Renaming { id, .. } = &self.task { Some(id) } else { None }
    }

    /// Returns what is wrong with the name being typed, if anything.
    pub fn name_error(&self) -> Option<&PortalMessage> {
        if let Task::Renaming { error, .. } = &self.task { error.as_ref() } else { None }
    }

    /// Returns whether the user has acknowledged the removal, and why it can't continue.
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

    /// Returns the verification in progress, if any.
    pub fn verification(&self) -> Option<&Verification> {
        if let Task::Verifying(guarded) = &self.task { Some(&guarded.verification) } else { None }
    }

    /// Returns what the page is waiting for, in words; `None` while it waits for the user.
    pub fn waiting_for(&self) -> Option<Message> {
        match (&self.list.content, &self.task) {
            (Content::Loading, _) => Some(Message::Loading),
            (Content::SignedOut, _) => Some(Message::SigningOut),
            (Content::Refused(never), _) => match *never {},
            (_, Task::Adding | Task::Leaving(_)) => Some(Message::Loading),
            (_, Task::Verifying(guarded)) => guarded.verification.waiting_for(),
            (
                Content::Loaded { .. } | Content::Failed(_),
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

    /// Returns where the app goes from this page, if it is leaving.
    pub fn destination(&self) -> Option<Destination> {
        if let Task::Leaving(destination) = self.task { Some(destination) } else { None }
    }
}
