//! The list of accounts, for administrators, and the counts over all of them.

use crate::classify::{BackendFailure, classify_backend};
use crate::flow::Flow;
use crate::problem::{Operation, Problem, Recovery};
use crate::route::UserQuery;
use crate::wire::{Counts, UserPage};
use crate::{Attempt, Attempts, PortalMessage};

mod examples;
mod look;
#[cfg(test)]
mod tests;

/// State of the page of accounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Users {
    /// Which accounts are requested, or were last.
    pub query: UserQuery,
    /// What is known about the accounts.
    pub listing: Listing,
    /// What is known about the counts.
    pub counting: Counting,
    attempts: Attempts,
    /// The attempt under which the accounts are being fetched.
    fetching: Option<Attempt>,
}

/// What is known about the accounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listing {
    /// Nothing yet.
    Loading,
    /// One page of accounts is known.
    Loaded {
        /// The accounts on this page.
        page: Box<UserPage>,
        /// The query they answer. The accounts for another one may be on their way.
        query: UserQuery,
    },
    /// They couldn't be fetched, which shows this documented state.
    Failed(Problem),
    /// The user's role doesn't allow viewing them.
    Forbidden,
    /// Without a session, the app moves to sign-in.
    SignedOut,
}

/// What is known about the counts. They appear beside the list, and nothing waits for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Counting {
    /// They haven't been requested (`None`), or are being fetched under this attempt.
    Loading(Option<Attempt>),
    /// The counts are known.
    Loaded(Box<Counts>),
    /// They couldn't be fetched.
    Failed,
}

/// Something that happened: a user action, a timer or an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The page has opened.
    Opened,
    /// Other accounts are wanted: the address has changed.
    QueryChanged(UserQuery),
    /// The administrator pressed 'Cancel' while the page was waiting.
    CancelChosen,
    /// The administrator pressed 'Try again'.
    RetryChosen,
    /// The administrator pressed 'Restart'.
    RestartChosen,
    /// The pages were left idle for too long.
    SessionExpired,
    /// Answers [`Command::FetchUsers`].
    UsersFetched(Attempt, Result<Box<UserPage>, BackendFailure>),
    /// Answers [`Command::FetchCounts`].
    CountsFetched(Attempt, Result<Box<Counts>, BackendFailure>),
}

/// Something for the edge to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Fetch the accounts that match this query.
    FetchUsers(Attempt, UserQuery),
    /// Fetch the counts over all accounts.
    FetchCounts(Attempt),
    /// Abort the call that runs under this attempt.
    Abort(Attempt),
}

impl Flow for Users {
    type Event = Event;
    type Command = Command;

    fn update(&mut self, event: Event) -> Vec<Command> {
        match event {
            Event::Opened => self.opened(),
            Event::QueryChanged(query) => self.query_changed(query),
            Event::CancelChosen => self.cancel_chosen(),
            Event::RetryChosen => self.retry_chosen(),
            Event::RestartChosen => self.restart_chosen(),
            Event::SessionExpired if self.is_over() => Vec::new(),
            Event::SessionExpired => self.end(Listing::Failed(Problem::SessionExpired)),
            Event::UsersFetched(attempt, result) if self.fetching == Some(attempt) => {
                self.users_fetched(result)
            }
            Event::CountsFetched(attempt, result) if matches!(self.counting, Counting::Loading(Some(awaited)) if awaited == attempt) => {
                self.counts_fetched(result)
            }
            Event::UsersFetched(..) | Event::CountsFetched(..) => Vec::new(),
        }
    }
}

impl Users {
    /// Creates the flow in its initial state. The page then sends [`Event::Opened`].
    pub fn new(query: UserQuery) -> Self {
        Self {
            query,
            listing: Listing::Loading,
            counting: Counting::Loading(None),
            attempts: Attempts::default(),
            fetching: None,
        }
    }

    /// Returns the accounts that are shown.
    pub fn page(&self) -> Option<&UserPage> {
        if let Listing::Loaded { page, .. } = &self.listing { Some(page) } else { None }
    }

    /// Whether accounts other than those shown are on their way.
    pub fn is_refreshing(&self) -> bool {
        matches!(self.listing, Listing::Loaded { .. }) && self.fetching.is_some()
    }

    /// Whether there is no longer a session to keep alive.
    pub fn is_over(&self) -> bool {
        matches!(self.listing, Listing::SignedOut | Listing::Failed(Problem::SessionExpired))
    }

    /// Returns the documented state that is shown, if any.
    pub fn problem(&self) -> Option<Problem> {
        if let Listing::Failed(problem) = self.listing { Some(problem) } else { None }
    }

    /// Returns the recoveries from a documented state; empty if there is none.
    pub fn recoveries(&self) -> Vec<Recovery> {
        match self.listing {
            Listing::Failed(Problem::SessionExpired) => vec![Recovery::Restart],
            Listing::Failed(_) => vec![Recovery::Retry, Recovery::Restart],
            Listing::Loading | Listing::Loaded { .. } | Listing::Forbidden | Listing::SignedOut => Vec::new(),
        }
    }

    /// Returns what to announce: that accounts are on their way, or which ones arrived.
    pub fn announcement(&self) -> Option<PortalMessage> {
        match &self.listing {
            Listing::Loading => Some(PortalMessage::LoadingUsers),
            Listing::Loaded { .. } if self.fetching.is_some() => Some(PortalMessage::LoadingUsers),
            Listing::Loaded { page, .. } if page.users.is_empty() => Some(PortalMessage::NoUsersFound),
            Listing::Loaded { .. } => self.range(),
            Listing::Failed(_) | Listing::Forbidden | Listing::SignedOut => None,
        }
    }

    /// Returns the range of accounts shown; `None` if there are none.
    pub fn range(&self) -> Option<PortalMessage> {
        let page = self.page()?;
        let shown = u32::try_from(page.users.len()).unwrap_or(u32::MAX);
        let before = page.page.saturating_sub(1).saturating_mul(page.page_size);
        (shown > 0).then(|| PortalMessage::UsersShown {
            first: before.saturating_add(1).to_string(),
            last: before.saturating_add(shown).to_string(),
            total: page.total.to_string(),
        })
    }

    /// Returns the query for the page before the one shown; past the end, for the last page that has
    /// accounts.
    pub fn previous(&self) -> Option<UserQuery> {
        let Listing::Loaded { page, query } = &self.listing else { return None };
        let before = page.page.saturating_sub(1).min(last_page(page));
        (before > 0).then(|| query.at_page(before))
    }

    /// Returns the query for the page after the one shown.
    pub fn next(&self) -> Option<UserQuery> {
        let Listing::Loaded { page, query } = &self.listing else { return None };
        (page.page < last_page(page)).then(|| query.at_page(page.page.saturating_add(1)))
    }

    fn opened(&mut self) -> Vec<Command> {
        if !matches!(self.listing, Listing::Loading) || self.fetching.is_some() {
            return Vec::new();
        }
        let mut commands = self.fetch();
        commands.extend(self.count());
        commands
    }

    fn fetch(&mut self) -> Vec<Command> {
        // The answer to an earlier query would be about something else.
        let mut commands = self.give_up_fetching();
        let attempt = self.attempts.begin();
        self.fetching = Some(attempt);
        commands.push(Command::FetchUsers(attempt, self.query.clone()));
        commands
    }

    fn count(&mut self) -> Vec<Command> {
        if !matches!(self.counting, Counting::Failed | Counting::Loading(None)) {
            return Vec::new();
        }
        let attempt = self.attempts.beside();
        self.counting = Counting::Loading(Some(attempt));
        vec![Command::FetchCounts(attempt)]
    }

    fn give_up_fetching(&mut self) -> Vec<Command> {
        self.fetching.take().map(Command::Abort).into_iter().collect()
    }

    fn query_changed(&mut self, query: UserQuery) -> Vec<Command> {
        if query == self.query {
            return Vec::new();
        }
        match &self.listing {
            Listing::Loading => {
                self.query = query;
                // Nothing is fetched before the page has opened.
                if self.fetching.is_some() { self.fetch() } else { Vec::new() }
            }
            Listing::Loaded { query: shown, .. } if *shown == query => {
                self.query = query;
                self.give_up_fetching()
            }
            Listing::Loaded { .. } => {
                self.query = query;
                self.fetch()
            }
            Listing::Failed(problem) if *problem != Problem::SessionExpired => {
                self.query = query;
                self.load()
            }
            Listing::Failed(_) | Listing::Forbidden | Listing::SignedOut => Vec::new(),
        }
    }

    fn load(&mut self) -> Vec<Command> {
        self.listing = Listing::Loading;
        let mut commands = self.fetch();
        commands.extend(self.count());
        commands
    }

    fn cancel_chosen(&mut self) -> Vec<Command> {
        if self.fetching.is_none() {
            return Vec::new();
        }
        match &self.listing {
            Listing::Loading => self.listing = Listing::Failed(Problem::SignInUnavailable),
            // The rows stay as they are, so the query goes back to the one they answer.
            Listing::Loaded { query, .. } => self.query = query.clone(),
            Listing::Failed(_) | Listing::Forbidden | Listing::SignedOut => {}
        }
        self.give_up_fetching()
    }

    fn retry_chosen(&mut self) -> Vec<Command> {
        if self.recoveries().contains(&Recovery::Retry) { self.load() } else { Vec::new() }
    }

    fn restart_chosen(&mut self) -> Vec<Command> {
        if self.recoveries().contains(&Recovery::Restart) { self.end(Listing::SignedOut) } else { Vec::new() }
    }

    fn users_fetched(&mut self, result: Result<Box<UserPage>, BackendFailure>) -> Vec<Command> {
        self.fetching = None;
        match result {
            Ok(page) => {
                self.listing = Listing::Loaded { page, query: self.query.clone() };
                Vec::new()
            }
            Err(failure) => self.fail(&failure),
        }
    }

    fn counts_fetched(&mut self, result: Result<Box<Counts>, BackendFailure>) -> Vec<Command> {
        match result {
            Ok(counts) => self.counting = Counting::Loaded(counts),
            Err(failure) => {
                self.counting = Counting::Failed;
                if failure.ends_session() {
                    return self.fail(&failure);
                }
            }
        }
        Vec::new()
    }

    fn fail(&mut self, failure: &BackendFailure) -> Vec<Command> {
        if failure.code() == Some("role_insufficient") {
            return self.end(Listing::Forbidden);
        }
        let problem = classify_backend(failure, Operation::SignIn);
        if problem == Problem::SessionExpired {
            return self.end(Listing::Failed(problem));
        }
        self.listing = Listing::Failed(problem);
        Vec::new()
    }

    /// Shows this in place of the list; nothing continues in the background.
    fn end(&mut self, listing: Listing) -> Vec<Command> {
        self.listing = listing;
        let mut commands = self.give_up_fetching();
        if let Counting::Loading(attempt) = &mut self.counting {
            commands.extend(attempt.take().map(Command::Abort));
        }
        commands
    }
}

fn last_page(page: &UserPage) -> u32 {
    page.total.div_ceil(page.page_size.max(1)).max(1)
}
