//! The state of an account's Security tab, as an administrator sees it.

use super::event::Event;
use crate::flow::fetched::{self, Fetched};
use crate::flow::guarded::Guarded;
use crate::flow::prompt::Pending;
use crate::flow::{Announced, SignedInPage, Verification};
use crate::problem::{Problem, Recovery};
use crate::route;
use crate::wire::{self, Passkey, Session};
use crate::{Attempts, Device, Message, PortalMessage};

/// State of an account's Security tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserSecurity {
    /// ID of the account, as used in calls.
    pub user: String,
    /// What is known about the account.
    pub list: Fetched<Details, Refusal>,
    /// What the administrator is doing.
    pub task: Task,
    /// What was done last, for the notice on the page.
    pub notice: Option<PortalMessage>,
    /// Capabilities of the browser.
    pub device: Device,
    /// Attempts handed out for requests to the browser and the backend.
    pub attempts: Attempts,
    /// What the browser may still hold of a verification that is over.
    pub(super) held: Pending,
}

/// What is known about the account.
pub type Content = fetched::Content<Details, Refusal>;

/// Why the account isn't shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// The user's role doesn't allow viewing it.
    Forbidden,
    /// There is no such account.
    NotFound,
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

/// A removal, as the administrator confirmed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removal {
    /// Which passkeys to remove.
    pub which: Which,
    /// The reason the administrator gave.
    pub reason: String,
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
    Removing(Removal),
    /// The administrator is being verified before the removal.
    Verifying(Guarded<Removal>),
}

impl SignedInPage for UserSecurity {
    type Announcement = Announced;

    const OPENED: Event = Event::Opened;
    const SESSION_EXPIRED: Event = Event::SessionExpired;
    const RETRY_CHOSEN: Event = Event::RetryChosen;
    const RESTART_CHOSEN: Event = Event::RestartChosen;

    fn problem(&self) -> Option<Problem> {
        match self.list.content {
            Content::Failed(problem) => Some(problem),
            Content::Loaded { .. } => self.verification()?.problem(),
            Content::Loading | Content::Refused(_) | Content::SignedOut => None,
        }
    }

    fn recoveries(&self) -> Vec<Recovery> {
        match self.list.content {
            Content::Failed(_) => self.list.recoveries(),
            Content::Loaded { .. } => self.verification().map(Verification::recoveries).unwrap_or_default(),
            Content::Loading | Content::Refused(_) | Content::SignedOut => Vec::new(),
        }
    }

    fn announcement(&self) -> Option<Announced> {
        let verifying = self.verification().and_then(Verification::announcement);
        if let Some(waiting) = verifying.or_else(|| self.waiting_for()) {
            return Some(Announced::Waiting(waiting));
        }
        let message = match &self.task {
            Task::Removing(Removal { which: Which::One(_), .. }) => Some(PortalMessage::Removing),
            Task::Removing(Removal { which: Which::All, .. }) => Some(PortalMessage::RemovingAll),
            Task::None | Task::Confirming { .. } | Task::Verifying { .. } => self.notice.clone(),
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
        route::user_security(&self.user)
    }
}

impl UserSecurity {
    /// Creates the flow in its initial state. The page then sends [`Event::Opened`](super::Event::Opened).
    pub fn new(user: String, device: Device) -> Self {
        Self {
            user,
            list: Fetched::of(Content::Loading),
            task: Task::None,
            notice: None,
            device,
            attempts: Attempts::default(),
            held: Pending::None,
        }
    }

    /// Returns the administrator's session and the account, once they are known.
    pub fn details(&self) -> Option<&Details> {
        self.list.details()
    }

    /// Returns the passkey with this ID.
    pub fn passkey(&self, id: &str) -> Option<&Passkey> {
        self.details()?.security.passkeys.iter().find(|passkey| passkey.id == id)
    }

    /// Whether the page may be out of date.
    pub fn is_stale(&self) -> bool {
        self.list.is_stale()
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
            Task::Confirming { which, .. } | Task::Removing(Removal { which, .. }) => Some(which),
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
        if let Task::Verifying(guarded) = &self.task { Some(&guarded.verification) } else { None }
    }

    /// Returns what the page is waiting for, in words; `None` while it waits for the administrator.
    pub fn waiting_for(&self) -> Option<Message> {
        match self.list.content {
            Content::Loading => Some(Message::Loading),
            Content::SignedOut => Some(Message::SigningOut),
            Content::Loaded { .. } => self.verification()?.waiting_for(),
            Content::Failed(_) | Content::Refused(_) => None,
        }
    }
}
