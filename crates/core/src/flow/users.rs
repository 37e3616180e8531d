//! The list of accounts, for administrators, and the counts over all of them.

use crate::classify::{BackendFailure, classify_backend};
use crate::flow::fetched::{self, Fetched};
use crate::flow::{Flow, SignedInPage};
use crate::problem::{Operation, Problem, Recovery};
use crate::route::UserQuery;
use crate::wire::{Counts, Session, UserPage};
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
    pub list: Fetched<Rows, Forbidden>,
    /// What is known about the counts.
    pub counting: Counting,
    attempts: Attempts,
}

/// What is known about the accounts.
pub type Content = fetched::Content<Rows, Forbidden>;

/// One page of accounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rows {
    /// The accounts on this page.
    pub page: UserPage,
    /// The query they answer. The accounts for another one may be on their way.
    pub query: UserQuery,
}

/// The user's role doesn't allow viewing the accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Forbidden;

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
            Event::SessionExpired => self.end(Content::Failed(Problem::SessionExpired)),
            Event::UsersFetched(attempt, result) if self.list.awaits(attempt) => self.users_fetched(result),
            Event::CountsFetched(attempt, result) if matches!(self.counting, Counting::Loading(Some(awaited)) if awaited == attempt) => {
                self.counts_fetched(result)
            }
            Event::UsersFetched(..) | Event::CountsFetched(..) => Vec::new(),
        }
    }
}

impl SignedInPage for Users {
    type Announcement = PortalMessage;

    const OPENED: Event = Event::Opened;
    const SESSION_EXPIRED: Event = Event::SessionExpired;
    const RETRY_CHOSEN: Event = Event::RetryChosen;
    const RESTART_CHOSEN: Event = Event::RestartChosen;

    fn problem(&self) -> Option<Problem> {
        self.list.problem()
    }

    fn recoveries(&self) -> Vec<Recovery> {
        self.list.recoveries()
    }

    fn announcement(&self) -> Option<PortalMessage> {
        match &self.list.content {
            Content::Loading => Some(PortalMessage::LoadingUsers),
            Content::Loaded { .. } if self.list.is_fetching() => Some(PortalMessage::LoadingUsers),
            Content::Loaded { details, .. } if details.page.users.is_empty() => {
                Some(PortalMessage::NoUsersFound)
            }
            Content::Loaded { .. } => self.range(),
            Content::Failed(_) | Content::Refused(Forbidden) | Content::SignedOut => None,
        }
    }

    fn session(&self) -> Option<&Session> {
        None
    }

    fn is_over(&self) -> bool {
        self.list.is_over()
    }

    fn is_signed_out(&self) -> bool {
        matches!(self.list.content, Content::SignedOut)
    }

    fn address(&self) -> String {
        self.query.address()
    }
}

impl Users {
    /// Creates the flow in its initial state. The page then sends [`Event::Opened`].
    pub fn new(query: UserQuery) -> Self {
        Self {
            query,
            list: Fetched::of(Content::Loading),
            counting: Counting::Loading(None),
            attempts: Attempts::default(),
        }
    }

    /// Returns the accounts that are shown.
    pub fn page(&self) -> Option<&UserPage> {
        self.list.details().map(|rows| &rows.page)
    }

    /// Whether accounts other than those shown are on their way.
    pub fn is_refreshing(&self) -> bool {
        matches!(self.list.content, Content::Loaded { .. }) && self.list.is_fetching()
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
        let Rows { page, query } = self.list.details()?;
        let before = page.page.saturating_sub(1).min(last_page(page));
        (before > 0).then(|| query.at_page(before))
    }

    /// Returns the query for the page after the one shown.
    pub fn next(&self) -> Option<UserQuery> {
        let Rows { page, query } = self.list.details()?;
        (page.page < last_page(page)).then(|| query.at_page(page.page.saturating_add(1)))
    }

    fn opened(&mut self) -> Vec<Command> {
        if !matches!(self.list.content, Content::Loading) || self.list.is_fetching() {
            return Vec::new();
        }
        let mut commands = self.fetch();
        commands.extend(self.count());
        commands
    }

    fn fetch(&mut self) -> Vec<Command> {
        // The answer to an earlier query would be about something else.
        let mut commands = self.give_up_fetching();
        let attempt = self.list.fetch(&mut self.attempts);
        commands.extend(attempt.map(|attempt| Command::FetchUsers(attempt, self.query.clone())));
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
        self.list.give_up().map(Command::Abort).into_iter().collect()
    }

    fn query_changed(&mut self, query: UserQuery) -> Vec<Command> {
        if query == self.query {
            return Vec::new();
        }
        match &self.list.content {
            Content::Loading => {
                self.query = query;
                // Nothing is fetched before the page has opened.
                if self.list.is_fetching() { self.fetch() } else { Vec::new() }
            }
            Content::Loaded { details, .. } if details.query == query => {
                self.query = query;
                self.give_up_fetching()
            }
            Content::Loaded { .. } => {
                self.query = query;
                self.fetch()
            }
            Content::Failed(problem) if *problem != Problem::SessionExpired => {
                self.query = query;
                self.load()
            }
            Content::Failed(_) | Content::Refused(Forbidden) | Content::SignedOut => Vec::new(),
        }
    }

    fn load(&mut self) -> Vec<Command> {
        self.list.content = Content::Loading;
        let mut commands = self.fetch();
        commands.extend(self.count());
        commands
    }

    fn cancel_chosen(&mut self) -> Vec<Command> {
        if !self.list.is_fetching() {
            return Vec::new();
        }
        match &self.list.content {
            Content::Loading => self.list.content = Content::Failed(Problem::SignInUnavailable),
            // The rows stay as they are, so the query goes back to the one they answer.
            Content::Loaded { details, .. } => self.query = details.query.clone(),
            Content::Failed(_) | Content::Refused(Forbidden) | Content::SignedOut => {}
        }
        self.give_up_fetching()
    }

    fn retry_chosen(&mut self) -> Vec<Command> {
        if self.recoveries().contains(&Recovery::Retry) { self.load() } else { Vec::new() }
    }

    fn restart_chosen(&mut self) -> Vec<Command> {
        if self.recoveries().contains(&Recovery::Restart) { self.end(Content::SignedOut) } else { Vec::new() }
    }

    fn users_fetched(&mut self, result: Result<Box<UserPage>, BackendFailure>) -> Vec<Command> {
        self.list.answered();
        match result {
            Ok(page) => {
                self.list.arrived(Box::new(Rows { page: *page, query: self.query.clone() }));
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
            return self.end(Content::Refused(Forbidden));
        }
        let problem = classify_backend(failure, Operation::SignIn);
        if problem == Problem::SessionExpired {
            return self.end(Content::Failed(problem));
        }
        // The rows answer another query, so they don't stay.
        self.list.end(Content::Failed(problem)).map(Command::Abort).into_iter().collect()
    }

    /// Shows this in place of the list; nothing continues in the background.
    fn end(&mut self, content: Content) -> Vec<Command> {
        let mut commands: Vec<_> = self.list.end(content).map(Command::Abort).into_iter().collect();
        if let Counting::Loading(attempt) = &mut self.counting {
            commands.extend(attempt.take().map(Command::Abort));
        }
        commands
    }
}

fn last_page(page: &UserPage) -> u32 {
    page.total.div_ceil(page.page_size.max(1)).max(1)
}
