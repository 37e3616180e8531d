//! The signed-in page: the signed-in user, their passkeys, and signing out.

use crate::classify::{BackendFailure, classify_backend};
use crate::flow::signal::Signal;
use crate::flow::{Announced, Flow, SignedInPage, names};
use crate::problem::{Operation, Problem, Recovery};
use crate::route;
use crate::wire::{PasskeyList, Session, User};
use crate::{Attempt, Message, PortalMessage};

mod examples;
mod look;
#[cfg(test)]
mod tests;

/// State of the signed-in page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Current view.
    pub step: Step,
    /// What was done last, for the notice on the page.
    pub notice: Option<PortalMessage>,
    attempt: Attempt,
}

/// One view of the signed-in page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Waiting for the backend to say who is signed in.
    Loading,
    /// A user is signed in.
    SignedIn(Box<Details>),
    /// The user is typing another display name.
    Naming {
        /// The signed-in user.
        details: Box<Details>,
        /// What is wrong with the name; `None` if nothing is.
        error: Option<PortalMessage>,
    },
    /// The new name is being saved.
    SavingName(Box<Details>),
    /// The user wants to create a passkey, and the backend is asked whether they have to be verified first. What the
    /// page knows of that is as old as the page.
    Creating(Box<Details>),
    /// The app is leaving the page.
    Leaving(Destination),
    /// The session is being ended.
    SigningOut,
    /// No one is signed in any more, and the app moves to sign-in.
    SignedOut,
    /// One of the documented states is shown.
    Failed {
        /// The documented state.
        problem: Problem,
        /// Whether it came up while signing out.
        signing_out: bool,
    },
}

/// Where the app goes from this page, to create a passkey.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Destination {
    /// The page for setting one up.
    SetUp,
    /// The page of the user's passkeys, which verifies the user first.
    Passkeys,
}

/// The signed-in user and their passkeys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// The session, including its user.
    pub session: Session,
    /// The account's passkeys.
    pub passkeys: PasskeyList,
}

/// Something that happened: a user action, a timer or an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The page has opened.
    Opened,
    /// The user pressed 'Change your name'.
    NameChosen,
    /// The user submitted this name.
    NameSubmitted(String),
    /// The user pressed 'Create a passkey'.
    CreateChosen,
    /// The user pressed 'Sign out'.
    SignOutChosen,
    /// The user pressed 'Cancel', in the form or while the page was waiting.
    CancelChosen,
    /// The user pressed 'Try again'.
    RetryChosen,
    /// The user pressed 'Restart'.
    RestartChosen,
    /// The pages were left idle for too long.
    SessionExpired,
    /// Answers [`Command::Fetch`].
    Fetched(Attempt, Result<Box<Details>, BackendFailure>),
    /// Answers [`Command::EndSession`].
    SessionEnded(Attempt, Result<(), BackendFailure>),
    /// Answers [`Command::Rename`].
    Renamed(Attempt, Result<User, BackendFailure>),
}

/// Something for the edge to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Fetch the session and the passkeys.
    Fetch(Attempt),
    /// End the session at the backend.
    EndSession(Attempt),
    /// Change the user's display name.
    Rename {
        /// Attempt to return with the answer.
        attempt: Attempt,
        /// The new display name.
        display_name: String,
    },
    /// Tell the browser the user's current name.
    Signal(Signal),
    /// Abort the call that runs under this attempt.
    Abort(Attempt),
}

impl Default for Account {
    fn default() -> Self {
        Self { step: Step::Loading, notice: None, attempt: Attempt::default() }
    }
}

impl Flow for Account {
    type Event = Event;
    type Command = Command;

    fn update(&mut self, event: Event) -> Vec<Command> {
        match event {
            Event::Opened if matches!(self.step, Step::Loading) && self.attempt == Attempt::default() => {
                self.fetch()
            }
            Event::CreateChosen => self.create_chosen(),
            Event::NameChosen => self.name_chosen(),
            Event::NameSubmitted(typed) => self.name_submitted(&typed),
            Event::Renamed(attempt, result)
                if matches!(self.step, Step::SavingName(_)) && attempt == self.attempt =>
            {
                self.renamed(result)
            }
            Event::SignOutChosen if matches!(self.step, Step::SignedIn(_)) => self.sign_out(),
            Event::CancelChosen => self.cancel_chosen(),
            Event::SessionExpired if !self.is_over() => self.expire(),
            Event::RetryChosen => match self.step {
                Step::Failed { problem: Problem::SessionExpired, .. } => Vec::new(),
                Step::Failed { signing_out: true, .. } => self.sign_out(),
                Step::Failed { signing_out: false, .. } => self.fetch(),
                Step::Loading
                | Step::SignedIn(_)
                | Step::Naming { .. }
                | Step::SavingName(_)
                | Step::Creating(_)
                | Step::Leaving(_)
                | Step::SigningOut
                | Step::SignedOut => Vec::new(),
            },
            Event::RestartChosen if matches!(self.step, Step::Failed { .. }) => {
                self.step = Step::SignedOut;
                Vec::new()
            }
            Event::Fetched(attempt, result)
                if matches!(self.step, Step::Loading | Step::Creating(_)) && attempt == self.attempt =>
            {
                self.fetched(result);
                Vec::new()
            }
            Event::SessionEnded(attempt, result)
                if matches!(self.step, Step::SigningOut) && attempt == self.attempt =>
            {
                self.step = match result.map_err(|failure| problem_of(&failure)) {
                    // Without a session there is nothing left to end.
                    Ok(()) | Err(Problem::SessionExpired) => Step::SignedOut,
                    Err(problem) => Step::Failed { problem, signing_out: true },
                };
                Vec::new()
            }
            Event::Opened
            | Event::SignOutChosen
            | Event::RestartChosen
            | Event::SessionExpired
            | Event::Fetched(..)
            | Event::Renamed(..)
            | Event::SessionEnded(..) => Vec::new(),
        }
    }
}

impl SignedInPage for Account {
    type Announcement = Announced;

    const OPENED: Event = Event::Opened;
    const SESSION_EXPIRED: Event = Event::SessionExpired;
    const RETRY_CHOSEN: Event = Event::RetryChosen;
    const RESTART_CHOSEN: Event = Event::RestartChosen;

    fn problem(&self) -> Option<Problem> {
        if let Step::Failed { problem, .. } = self.step { Some(problem) } else { None }
    }

    fn recoveries(&self) -> Vec<Recovery> {
        match self.step {
            Step::Failed { problem: Problem::SessionExpired, .. } => vec![Recovery::Restart],
            Step::Failed { .. } => vec![Recovery::Retry, Recovery::Restart],
            Step::Loading
            | Step::SignedIn(_)
            | Step::Naming { .. }
            | Step::SavingName(_)
            | Step::Creating(_)
            | Step::Leaving(_)
            | Step::SigningOut
            | Step::SignedOut => Vec::new(),
        }
    }

    fn announcement(&self) -> Option<Announced> {
        let saving = matches!(self.step, Step::SavingName(_)).then_some(PortalMessage::SavingName);
        let done = || saving.or_else(|| self.notice.clone()).map(Announced::Done);
        self.waiting_for().map(Announced::Waiting).or_else(done)
    }

    fn session(&self) -> Option<&Session> {
        self.details().map(|details| &details.session)
    }

    fn is_over(&self) -> bool {
        matches!(
            self.step,
            Step::Leaving(_) | Step::SignedOut | Step::Failed { problem: Problem::SessionExpired, .. }
        )
    }

    fn is_signed_out(&self) -> bool {
        matches!(self.step, Step::SignedOut)
    }

    fn address(&self) -> String {
        route::ACCOUNT.to_owned()
    }
}

impl Account {
    /// Returns what the page is waiting for, in words; `None` while it waits for the user.
    pub fn waiting_for(&self) -> Option<Message> {
        match self.step {
            Step::Loading => Some(Message::Loading),
            Step::SigningOut | Step::SignedOut => Some(Message::SigningOut),
            Step::Creating(_) | Step::Leaving(_) => Some(Message::Loading),
            Step::SignedIn(_) | Step::Naming { .. } | Step::SavingName(_) | Step::Failed { .. } => None,
        }
    }

    /// Returns what is wrong with the name being typed, if anything.
    pub fn name_error(&self) -> Option<&PortalMessage> {
        if let Step::Naming { error, .. } = &self.step { error.as_ref() } else { None }
    }

    /// Returns the signed-in user, while the page shows them.
    pub fn details(&self) -> Option<&Details> {
        match &self.step {
            Step::SignedIn(details)
            | Step::Naming { details, .. }
            | Step::SavingName(details)
            | Step::Creating(details) => Some(details),
            Step::Loading | Step::Leaving(_) | Step::SigningOut | Step::SignedOut | Step::Failed { .. } => {
                None
            }
        }
    }

    /// Returns where the app goes from this page, if it is leaving.
    pub fn destination(&self) -> Option<Destination> {
        if let Step::Leaving(destination) = self.step { Some(destination) } else { None }
    }

    /// Whether an answer is being waited for.
    fn waits(&self) -> bool {
        matches!(self.step, Step::Loading | Step::SigningOut | Step::SavingName(_) | Step::Creating(_))
    }

    fn fetched(&mut self, result: Result<Box<Details>, BackendFailure>) {
        self.step = match (result, &self.step) {
            (Ok(details), Step::Creating(_)) => {
                // A passkey can only be set up soon after signing in or being verified.
                let is_fresh = details.session.fresh_for_s > 0;
                Step::Leaving(if is_fresh { Destination::SetUp } else { Destination::Passkeys })
            }
            (Ok(details), _) => Step::SignedIn(details),
            (Err(failure), _) => Step::Failed { problem: problem_of(&failure), signing_out: false },
        };
    }

    fn create_chosen(&mut self) -> Vec<Command> {
        let Step::SignedIn(details) = &self.step else { return Vec::new() };
        self.step = Step::Creating(details.clone());
        self.attempt = self.attempt.next();
        vec![Command::Fetch(self.attempt)]
    }

    fn expire(&mut self) -> Vec<Command> {
        let waits = self.waits();
        self.step = Step::Failed { problem: Problem::SessionExpired, signing_out: false };
        waits.then_some(Command::Abort(self.attempt)).into_iter().collect()
    }

    fn name_chosen(&mut self) -> Vec<Command> {
        if let Step::SignedIn(details) = &self.step {
            self.notice = None;
            self.step = Step::Naming { details: details.clone(), error: None };
        }
        Vec::new()
    }

    fn name_submitted(&mut self, typed: &str) -> Vec<Command> {
        let Step::Naming { details, .. } = &self.step else { return Vec::new() };
        let details = details.clone();
        let name = match names::checked(typed) {
            Ok(name) => name.to_owned(),
            Err(error) => {
                self.step = Step::Naming { details, error: Some(error) };
                return Vec::new();
            }
        };
        self.step = Step::SavingName(details);
        self.attempt = self.attempt.next();
        vec![Command::Rename { attempt: self.attempt, display_name: name }]
    }

    fn renamed(&mut self, result: Result<User, BackendFailure>) -> Vec<Command> {
        let Step::SavingName(details) = &self.step else { return Vec::new() };
        let mut details = details.clone();
        match result {
            Ok(user) => {
                let User { name, display_name } = user.clone();
                let signal = details.passkeys.owner().map(|(rp_id, user_id)| {
                    Command::Signal(Signal::CurrentUserDetails { rp_id, user_id, name, display_name })
                });
                self.notice = Some(PortalMessage::NameChanged { name: user.display_name.clone() });
                details.session.user = user;
                self.step = Step::SignedIn(details);
                signal.into_iter().collect()
            }
            Err(failure) => {
                self.step = if failure.ends_session() {
                    Step::Failed { problem: Problem::SessionExpired, signing_out: false }
                } else {
                    Step::Naming { details, error: Some(PortalMessage::DidNotWork) }
                };
                Vec::new()
            }
        }
    }

    fn fetch(&mut self) -> Vec<Command> {
        self.step = Step::Loading;
        self.attempt = self.attempt.next();
        vec![Command::Fetch(self.attempt)]
    }

    fn sign_out(&mut self) -> Vec<Command> {
        self.step = Step::SigningOut;
        self.attempt = self.attempt.next();
        vec![Command::EndSession(self.attempt)]
    }

    fn cancel_chosen(&mut self) -> Vec<Command> {
        let aborted = self.attempt;
        match self.step {
            Step::Loading => {
                self.step = Step::Failed { problem: Problem::SignInUnavailable, signing_out: false }
            }
            Step::SigningOut => {
                let mut commands = vec![Command::Abort(aborted)];
                commands.extend(self.fetch());
                return commands;
            }
            Step::Naming { ref details, .. } => {
                self.step = Step::SignedIn(details.clone());
                return Vec::new();
            }
            Step::Creating(ref details) => self.step = Step::SignedIn(details.clone()),
            Step::SavingName(_) => {
                // The new name may have reached the backend all the same.
                let mut commands = vec![Command::Abort(aborted)];
                commands.extend(self.fetch());
                return commands;
            }
            Step::SignedIn(_) | Step::Leaving(_) | Step::SignedOut | Step::Failed { .. } => {
                return Vec::new();
            }
        }
        vec![Command::Abort(aborted)]
    }
}

fn problem_of(failure: &BackendFailure) -> Problem {
    classify_backend(failure, Operation::SignIn)
}
