//! The state of an account's Security tab, as an administrator sees it.

use crate::flow::prompt::Pending;
use crate::flow::{Announced, Verification};
use crate::problem::{Problem, Recovery};
use crate::wire::{self, Passkey, Session};
use crate::{Attempt, Attempts, Device, Message, PortalMessage};

/// State of an account's Security tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserSecurity {
    /// ID of the account, as used in calls.
    pub user: String,
    /// What is known about the account.
    pub listing: Listing,
    /// What the administrator is doing.
    pub task: Task,
    /// What was done last, for the notice on the page.
    pub notice: Option<PortalMessage>,
    /// Capabilities of the browser.
    pub device: Device,
    /// Attempts handed out for requests to the browser and the backend.
    pub attempts: Attempts,
    /// The attempt under which the account is being fetched, alongside what the administrator does.
    pub(super) fetching: Option<Attempt>,
    /// What the browser may still hold of a verification that is over.
    pub(super) held: Pending,
}

/// What is known about the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listing {
    /// Nothing yet.
    Loading,
    /// The account is known.
    Loaded {
        /// The administrator's session, and the account.
        details: Box<Details>,
        /// Whether it couldn't be fetched again and may be out of date.
        is_stale: bool,
    },
    /// It couldn't be fetched at all, which shows this documented state.
    Failed(Problem),
    /// The user's role doesn't allow viewing it.
    Forbidden,
    /// There is no such account.
    NotFound,
    /// Without a session, the app moves to sign-in.
    SignedOut,
}

/// Who is looking, and what there is to see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// The administrator's session.
    pub session: Session,
    /// The account's passkeys and history.
    pub security: wire::UserSecurity,
}

/// Which passkeys to remove.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Which {
    /// The passkey with this ID.
    One(String),
    /// All passkeys of the account.
    All,
}

/// What the administrator is doing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// Viewing the account.
    None,
    /// Being asked whether to remove passkeys, and why.
    Confirming {
        /// Which passkeys.
        which: Which,
        /// What is wrong with the reason, or why the removal failed; `None` if nothing is wrong.
        error: Option<PortalMessage>,
    },
    /// Passkeys are being removed.
    Removing {
        /// Which passkeys.
        which: Which,
        /// The reason the administrator gave.
        reason: String,
    },
    /// The administrator is being verified before the removal.
    Verifying {
        /// Which passkeys are removed afterwards.
        which: Which,
        /// The reason the administrator gave.
        reason: String,
        /// State of the verification.
        verification: Box<Verification>,
    },
}

impl UserSecurity {
    /// Creates the flow in its initial state. The page then sends [`Event::Opened`](super::Event::Opened).
    pub fn new(user: String, device: Device) -> Self {
        Self {
            user,
            listing: Listing::Loading,
            task: Task::None,
            notice: None,
            device,
            attempts: Attempts::default(),
            fetching: None,
            held: Pending::None,
        }
    }

    /// Returns the administrator's session and the account, once they are known.
    pub fn details(&self) -> Option<&Details> {
        if let Listing::Loaded { details, .. } = &self.listing { Some(details) } else { None }
    }

    /// Returns the passkey with this ID.
    pub fn passkey(&self, id: &str) -> Option<&Passkey> {
        self.details()?.security.passkeys.iter().find(|passkey| passkey.id == id)
    }

    /// Whether the page may be out of date.
    pub fn is_stale(&self) -> bool {
        matches!(self.listing, Listing::Loaded { is_stale: true, .. })
    }

    /// Whether the administrator's role allows removal.
    pub fn may_remove(&self) -> bool {
        self.details().is_some_and(|details| details.security.may_remove)
    }

    /// Whether the passkeys are still there.
    pub(super) fn has(&self, which: &Which) -> bool {
        match which {
            Which::One(id) => self.passkey(id).is_some(),
            Which::All => self.details().is_some_and(|details| !details.security.passkeys.is_empty()),
        }
    }

    /// Returns which passkeys are being removed, or are to be.
    pub fn removing(&self) -> Option<&Which> {
        match &self.task {
            Task::Confirming { which, .. } | Task::Removing { which, .. } => Some(which),
            Task::None | Task::Verifying { .. } => None,
        }
    }

    /// Whether the removal is on its way to the backend.
    pub fn is_removing(&self) -> bool {
        matches!(self.task, Task::Removing { .. })
    }

    /// Returns what is wrong with the reason, or why the removal failed.
    pub fn error(&self) -> Option<&PortalMessage> {
        if let Task::Confirming { error, .. } = &self.task { error.as_ref() } else { None }
    }

    /// Returns the verification in progress, if any.
    pub fn verification(&self) -> Option<&Verification> {
        if let Task::Verifying { verification, .. } = &self.task { Some(verification) } else { None }
    }

    /// Returns what the page is waiting for, in words; `None` while it waits for the administrator.
    pub fn waiting_for(&self) -> Option<Message> {
        match self.listing {
            Listing::Loading => Some(Message::Loading),
            Listing::SignedOut => Some(Message::SigningOut),
            Listing::Loaded { .. } => self.verification()?.waiting_for(),
            Listing::Failed(_) | Listing::Forbidden | Listing::NotFound => None,
        }
    }

    /// Returns what to announce: what is in progress, or what was done.
    pub fn announcement(&self) -> Option<Announced> {
        let verifying = self.verification().and_then(Verification::announcement);
        if let Some(waiting) = verifying.or_else(|| self.waiting_for()) {
            return Some(Announced::Waiting(waiting));
        }
        let message = match &self.task {
            Task::Removing { which: Which::One(_), .. } => Some(PortalMessage::Removing),
            Task::Removing { which: Which::All, .. } => Some(PortalMessage::RemovingAll),
            Task::None | Task::Confirming { .. } | Task::Verifying { .. } => self.notice.clone(),
        };
        message.map(Announced::Done)
    }

    /// Returns the documented state that is shown, if any.
    pub fn problem(&self) -> Option<Problem> {
        match self.listing {
            Listing::Failed(problem) => Some(problem),
            Listing::Loaded { .. } => self.verification()?.problem(),
            Listing::Loading | Listing::Forbidden | Listing::NotFound | Listing::SignedOut => None,
        }
    }

    /// Returns the recoveries from the documented state that is shown; empty if there is none.
    pub fn recoveries(&self) -> Vec<Recovery> {
        match self.listing {
            Listing::Failed(Problem::SessionExpired) => vec![Recovery::Restart],
            Listing::Failed(_) => vec![Recovery::Retry, Recovery::Restart],
            Listing::Loaded { .. } => self.verification().map(Verification::recoveries).unwrap_or_default(),
            Listing::Loading | Listing::Forbidden | Listing::NotFound | Listing::SignedOut => Vec::new(),
        }
    }

    /// Whether there is no longer a session to keep alive.
    pub fn is_over(&self) -> bool {
        matches!(self.listing, Listing::SignedOut | Listing::Failed(Problem::SessionExpired))
    }
}
