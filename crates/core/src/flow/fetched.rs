//! Something that is loaded, goes stale, and is loaded again.

use std::convert::Infallible;

use crate::problem::Recovery;
use crate::{Attempt, Attempts, Problem};

/// What a page shows of the backend's data, and the fetch that runs beside what the user does. `R` is why the
/// backend may refuse to show it although the session is alive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched<T, R = Infallible> {
    /// What is known.
    pub content: Content<T, R>,
    /// The attempt under which it is being fetched.
    pub(super) fetching: Option<Attempt>,
}

/// What is known of the backend's data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content<T, R = Infallible> {
    /// Nothing yet.
    Loading,
    /// It is known.
    Loaded {
        /// The data.
        details: Box<T>,
        /// Whether it couldn't be fetched again and may be out of date.
        is_stale: bool,
    },
    /// It couldn't be fetched at all, which shows this documented state.
    Failed(Problem),
    /// The backend doesn't show it to this user.
    Refused(R),
    /// Without a session, the app moves to sign-in.
    SignedOut,
}

impl<T, R> Fetched<T, R> {
    /// Creates it with this content, and nothing on its way.
    pub fn of(content: Content<T, R>) -> Self {
        Self { content, fetching: None }
    }

    /// Returns the data, once it is known.
    pub fn details(&self) -> Option<&T> {
        if let Content::Loaded { details, .. } = &self.content { Some(details) } else { None }
    }

    pub(super) fn details_mut(&mut self) -> Option<&mut T> {
        if let Content::Loaded { details, .. } = &mut self.content { Some(details) } else { None }
    }

    /// Whether the data may be out of date.
    pub fn is_stale(&self) -> bool {
        matches!(self.content, Content::Loaded { is_stale: true, .. })
    }

    /// Whether it is being fetched.
    pub fn is_fetching(&self) -> bool {
        self.fetching.is_some()
    }

    /// Whether there is no longer a session to keep alive.
    pub fn is_over(&self) -> bool {
        matches!(self.content, Content::SignedOut | Content::Failed(Problem::SessionExpired))
    }

    /// Returns the documented state in place of the data, if any.
    pub fn problem(&self) -> Option<Problem> {
        if let Content::Failed(problem) = self.content { Some(problem) } else { None }
    }

    /// Returns the recoveries from that state; empty if there is none.
    pub fn recoveries(&self) -> Vec<Recovery> {
        match self.problem() {
            Some(Problem::SessionExpired) => vec![Recovery::Restart],
            Some(_) => vec![Recovery::Retry, Recovery::Restart],
            None => Vec::new(),
        }
    }

    /// Whether an answer to `attempt` is being waited for.
    pub(super) fn awaits(&self, attempt: Attempt) -> bool {
        self.fetching == Some(attempt)
    }

    /// Starts fetching. Returns the attempt of the call, unless one is under way.
    pub(super) fn fetch(&mut self, attempts: &mut Attempts) -> Option<Attempt> {
        if self.is_fetching() {
            return None;
        }
        self.fetching = Some(attempts.beside());
        self.fetching
    }

    /// Gives up what is on its way. Returns the attempt to abort.
    pub(super) fn give_up(&mut self) -> Option<Attempt> {
        self.fetching.take()
    }

    /// Notes that the call has been answered.
    pub(super) fn answered(&mut self) {
        self.fetching = None;
    }

    /// Shows the data that has arrived.
    pub(super) fn arrived(&mut self, details: Box<T>) {
        self.content = Content::Loaded { details, is_stale: false };
    }

    /// Notes that the data didn't arrive. What is shown already stays, and may be out of date.
    pub(super) fn failed(&mut self, problem: Problem) {
        match &mut self.content {
            Content::Loaded { is_stale, .. } => *is_stale = true,
            Content::Loading | Content::Failed(_) | Content::Refused(_) | Content::SignedOut => {
                self.content = Content::Failed(problem);
            }
        }
    }

    /// Shows this instead, for good. Returns the attempt to abort.
    pub(super) fn end(&mut self, content: Content<T, R>) -> Option<Attempt> {
        self.content = content;
        self.give_up()
    }

    /// Starts over after a failure that can be retried. Returns the attempt of the call.
    pub(super) fn retry(&mut self, attempts: &mut Attempts) -> Option<Attempt> {
        if !self.recoveries().contains(&Recovery::Retry) {
            return None;
        }
        self.content = Content::Loading;
        self.fetch(attempts)
    }
}
