//! What an administrator sees of an account's passkeys, as a value.

use crate::flow::ceremony::Pending;
use crate::flow::{Announced, Verification};
use crate::problem::{Problem, Recovery};
use crate::wire::{self, Passkey, Session};
use crate::{Attempt, Attempts, Device, Message, PortalMessage};

/// The flow's state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserSecurity {
    /// The account, as calls name it.
    pub user: String,
    /// What is known of it.
    pub listing: Listing,
    /// What the administrator is doing.
    pub task: Task,
    /// What was done last.
    pub notice: Option<PortalMessage>,
    /// What the browser can do.
    pub device: Device,
    /// What was asked of browser and backend.
    pub attempts: Attempts,
    /// The account is being fetched under this attempt, beside what the administrator does.
    pub(super) fetching: Option<Attempt>,
    /// What the browser may still hold of a verification that is over.
    pub(super) held: Pending,
}

/// What is known of the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listing {
    /// Nothing yet.
    Loading,
    /// All of it.
    Loaded {
        /// Whose session it is, and the account.
        details: Box<Details>,
        /// It couldn't be fetched again and may be out of date.
        is_stale: bool,
    },
    /// It couldn't be fetched at all.
    Failed(Problem),
    /// The person's role doesn't allow it.
    Forbidden,
    /// There is no such account.
    NotFound,
    /// Without a session the page goes on to sign-in.
    SignedOut,
}

/// Who looks, and what there is to see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// The administrator's session.
    pub session: Session,
    /// The account.
    pub security: wire::UserSecurity,
}

/// What is to go.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Which {
    /// The passkey of this id.
    One(String),
    /// All passkeys of the account.
    All,
}

/// What the administrator is doing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// Looking.
    None,
    /// Asked whether it is to go, and why.
    Confirming {
        /// What.
        which: Which,
        /// What is wrong with the reason, or why it couldn't go.
        error: Option<PortalMessage>,
    },
    /// It is being removed.
    Removing {
        /// What.
        which: Which,
        /// Why.
        reason: String,
    },
    /// The administrator is verified first.
    Verifying {
        /// What goes afterwards.
        which: Which,
        /// Why.
        reason: String,
        /// How far the verification is.
        verification: Box<Verification>,
    },
}

impl UserSecurity {
    /// The flow at its start. The page then sends [`Event::Opened`](super::Event::Opened).
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

    /// Who looks and the account, once they are known.
    pub fn details(&self) -> Option<&Details> {
        if let Listing::Loaded { details, .. } = &self.listing { Some(details) } else { None }
    }

    /// The passkey with this id.
    pub fn passkey(&self, id: &str) -> Option<&Passkey> {
        self.details()?.security.passkeys.iter().find(|passkey| passkey.id == id)
    }

    /// Whether what is shown may be out of date.
    pub fn is_stale(&self) -> bool {
        matches!(self.listing, Listing::Loaded { is_stale: true, .. })
    }

    /// Whether the administrator's role allows removing.
    pub fn may_remove(&self) -> bool {
        self.details().is_some_and(|details| details.security.may_remove)
    }

    /// Whether it is still there.
    pub(super) fn has(&self, which: &Which) -> bool {
        match which {
            Which::One(id) => self.passkey(id).is_some(),
            Which::All => self.details().is_some_and(|details| !details.security.passkeys.is_empty()),
        }
    }

    /// What is asked about or being removed.
    pub fn removing(&self) -> Option<&Which> {
        match &self.task {
            Task::Confirming { which, .. } | Task::Removing { which, .. } => Some(which),
            Task::None | Task::Verifying { .. } => None,
        }
    }

    /// Whether the removal is on its way.
    pub fn is_removing(&self) -> bool {
        matches!(self.task, Task::Removing { .. })
    }

    /// What is wrong with the reason, or why the removal failed.
    pub fn error(&self) -> Option<&PortalMessage> {
        if let Task::Confirming { error, .. } = &self.task { error.as_ref() } else { None }
    }

    /// The verification that is under way.
    pub fn verification(&self) -> Option<&Verification> {
        if let Task::Verifying { verification, .. } = &self.task { Some(verification) } else { None }
    }

    /// What the page waits for, in words; `None` where it waits for the administrator.
    pub fn waiting_for(&self) -> Option<Message> {
        match self.listing {
            Listing::Loading => Some(Message::Loading),
            Listing::SignedOut => Some(Message::SigningOut),
            Listing::Loaded { .. } => self.verification()?.waiting_for(),
            Listing::Failed(_) | Listing::Forbidden | Listing::NotFound => None,
        }
    }

    /// What is announced: what is going on, or what was done.
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

    /// The documented state that is shown.
    pub fn problem(&self) -> Option<Problem> {
        match self.listing {
            Listing::Failed(problem) => Some(problem),
            Listing::Loaded { .. } => self.verification()?.problem(),
            Listing::Loading | Listing::Forbidden | Listing::NotFound | Listing::SignedOut => None,
        }
    }

    /// The ways on from the documented state that is shown; empty where there is none.
    pub fn recoveries(&self) -> Vec<Recovery> {
        match self.listing {
            Listing::Failed(Problem::SessionExpired) => vec![Recovery::Restart],
            Listing::Failed(_) => vec![Recovery::Retry, Recovery::Restart],
            Listing::Loaded { .. } => self.verification().map(Verification::recoveries).unwrap_or_default(),
            Listing::Loading | Listing::Forbidden | Listing::NotFound | Listing::SignedOut => Vec::new(),
        }
    }

    /// Whether there is no session to keep any more.
    pub fn is_over(&self) -> bool {
        matches!(self.listing, Listing::SignedOut | Listing::Failed(Problem::SessionExpired))
    }
}
