//! The signed-in page: who is signed in, their passkeys, and the way out.

use crate::classify::{BackendFailure, classify_backend};
use crate::flow::signal::Signal;
use crate::flow::{Announced, Flow, names};
use crate::problem::{Operation, Problem, Recovery};
use crate::wire::{PasskeyList, Session, User};
use crate::{Attempt, Message, PortalMessage};

mod examples;
mod look;
#[cfg(test)]
mod tests;

/// The flow's state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// What is on the page.
    pub step: Step,
    /// What was done last.
    pub notice: Option<PortalMessage>,
    attempt: Attempt,
}

/// One view of the signed-in page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The backend is asked who is signed in.
    Loading,
    /// Somebody is signed in.
    SignedIn(Box<Details>),
    /// They type another name for themselves.
    Naming {
        /// Who.
        details: Box<Details>,
        /// What is wrong with the name.
        error: Option<PortalMessage>,
    },
    /// The new name is being saved.
    SavingName(Box<Details>),
    /// The session is being ended.
    SigningOut,
    /// Nobody is signed in any more: the page goes on to sign-in.
    SignedOut,
    /// One of the documented states.
    Failed {
        /// Which.
        problem: Problem,
        /// It came up while signing out.
        signing_out: bool,
    },
}

/// Who is signed in, and with what passkeys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// The session.
    pub session: Session,
    /// The account's passkeys.
    pub passkeys: PasskeyList,
}

/// A fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The page is there.
    Opened,
    /// 'Change your name'.
    NameChosen,
    /// The new name was submitted.
    NameSubmitted(String),
    /// 'Sign out'.
    SignOutChosen,
    /// 'Cancel', while something is waited for.
    CancelChosen,
    /// 'Try again'.
    RetryChosen,
    /// 'Restart'.
    RestartChosen,
    /// The pages were left idle for too long.
    SessionExpired,
    /// The answer to [`Command::Fetch`].
    Fetched(Attempt, Result<Box<Details>, BackendFailure>),
    /// The answer to [`Command::EndSession`].
    SessionEnded(Attempt, Result<(), BackendFailure>),
    /// The answer to [`Command::Rename`].
    Renamed(Attempt, Result<User, BackendFailure>),
}

/// Something for the edge to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Fetch session and passkeys.
    Fetch(Attempt),
    /// End the session.
    EndSession(Attempt),
    /// Give the person another name.
    Rename {
        /// To be given back.
        attempt: Attempt,
        /// The name.
        display_name: String,
    },
    /// Tell the browser what the person is called now.
    Signal(Signal),
    /// End the call that runs under this attempt.
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

    fn update(mut self, event: Event) -> (Self, Vec<Command>) {
        let commands = match event {
            Event::Opened if matches!(self.step, Step::Loading) && self.attempt == Attempt::default() => {
                self.fetch()
            }
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
                | Step::SigningOut
                | Step::SignedOut => Vec::new(),
            },
            Event::RestartChosen if matches!(self.step, Step::Failed { .. }) => {
                self.step = Step::SignedOut;
                Vec::new()
            }
            Event::Fetched(attempt, result)
                if matches!(self.step, Step::Loading) && attempt == self.attempt =>
            {
                self.step = match result {
                    Ok(details) => Step::SignedIn(details),
                    Err(failure) => Step::Failed { problem: problem_of(&failure), signing_out: false },
                };
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
        };
        (self, commands)
    }
}

impl Account {
    /// What the page waits for, in words; `None` where it waits for the person.
    pub fn waiting_for(&self) -> Option<Message> {
        match self.step {
            Step::Loading => Some(Message::Loading),
            Step::SigningOut | Step::SignedOut => Some(Message::SigningOut),
            Step::SignedIn(_) | Step::Naming { .. } | Step::SavingName(_) | Step::Failed { .. } => None,
        }
    }

    /// What is announced: what is going on, or what was done.
    pub fn announcement(&self) -> Option<Announced> {
        let saving = matches!(self.step, Step::SavingName(_)).then_some(PortalMessage::SavingName);
        let done = || saving.or_else(|| self.notice.clone()).map(Announced::Done);
        self.waiting_for().map(Announced::Waiting).or_else(done)
    }

    /// The documented state that is shown.
    pub fn problem(&self) -> Option<Problem> {
        if let Step::Failed { problem, .. } = self.step { Some(problem) } else { None }
    }

    /// The ways on from a documented state; empty in any other step.
    pub fn recoveries(&self) -> Vec<Recovery> {
        match self.step {
            Step::Failed { problem: Problem::SessionExpired, .. } => vec![Recovery::Restart],
            Step::Failed { .. } => vec![Recovery::Retry, Recovery::Restart],
            Step::Loading
            | Step::SignedIn(_)
            | Step::Naming { .. }
            | Step::SavingName(_)
            | Step::SigningOut
            | Step::SignedOut => Vec::new(),
        }
    }

    /// What is wrong with the name that is being typed.
    pub fn name_error(&self) -> Option<&PortalMessage> {
        if let Step::Naming { error, .. } = &self.step { error.as_ref() } else { None }
    }

    /// Who is signed in, where the page shows it.
    pub fn details(&self) -> Option<&Details> {
        match &self.step {
            Step::SignedIn(details) | Step::Naming { details, .. } | Step::SavingName(details) => {
                Some(details)
            }
            Step::Loading | Step::SigningOut | Step::SignedOut | Step::Failed { .. } => None,
        }
    }

    /// Whether there is no session to keep any more.
    pub fn is_over(&self) -> bool {
        matches!(self.step, Step::SignedOut | Step::Failed { problem: Problem::SessionExpired, .. })
    }

    fn expire(&mut self) -> Vec<Command> {
        let waits = matches!(self.step, Step::Loading | Step::SigningOut | Step::SavingName(_));
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
            Step::SavingName(_) => {
                // It may have arrived all the same.
                let mut commands = vec![Command::Abort(aborted)];
                commands.extend(self.fetch());
                return commands;
            }
            Step::SignedIn(_) | Step::SignedOut | Step::Failed { .. } => return Vec::new(),
        }
        vec![Command::Abort(aborted)]
    }
}

fn problem_of(failure: &BackendFailure) -> Problem {
    classify_backend(failure, Operation::SignIn)
}
