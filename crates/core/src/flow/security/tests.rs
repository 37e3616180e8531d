//! Paths through the page of the user's own passkeys, as sequences of events.

mod exploration;
mod listing;
mod removal;
mod renaming;
mod verification;

use super::{Action, Answer, Command, Content, Destination, Event, Security, Task};
use crate::Features;
use crate::classify::{BackendFailure, Stage};
use crate::flow::account::Details;
use crate::flow::prompt::Pending;
use crate::flow::sign_in::tests::{outage, refused, secret};
use crate::flow::signal::Signal;
use crate::flow::verification::tests::{
    Told, asserted, attempt_of as attempt_of_verification, no_options, options,
};
use crate::flow::verification::{self as verifying, Step};
use crate::flow::{Announced, Flow};
use crate::problem::{Problem, Recovery};
use crate::wire::{Passkey, PasskeyList, Role, Session, User};
use crate::{Attempt, Device, PortalMessage};

/// A user managing their passkeys: what they do and what happens to them.
struct Journey {
    flow: Security,
}

impl Journey {
    /// Opens the page. Returns the attempt of its fetch.
    fn open() -> (Self, Attempt) {
        let mut journey = Self { flow: Security::new(Device::UNKNOWN, Features::ALL) };
        let commands = journey.on(Event::Opened);
        let attempt = question(&commands);
        assert_eq!(commands, [Command::Fetch(attempt)]);
        (journey, attempt)
    }

    /// Opens the page with these passkeys.
    fn with(passkeys: &[Passkey]) -> Self {
        let (mut journey, attempt) = Self::open();
        assert_eq!(journey.on(Event::Answered(attempt, list(passkeys))), []);
        journey
    }

    /// Starts removing the phone, which isn't the only passkey. Returns the command that removes it.
    fn removing() -> (Self, Vec<Command>) {
        let mut journey = Self::with(&[phone(), laptop()]);
        journey.on(Event::RemoveChosen("p1".to_owned()));
        let commands = journey.on(Event::RemovalConfirmed);
        let (attempt, id) = (question(&commands), "p1".to_owned());
        assert_eq!(commands, [Command::Remove { attempt, id }]);
        (journey, commands)
    }

    /// Starts saving a new name for the phone. Returns the command that saves it.
    fn renaming() -> (Self, Vec<Command>) {
        let mut journey = Self::with(&[phone(), laptop()]);
        journey.on(Event::RenameChosen("p1".to_owned()));
        let commands = journey.on(Event::NameSubmitted(" Red phone ".to_owned()));
        let (attempt, id, name) = (question(&commands), "p1".to_owned(), "Red phone".to_owned());
        assert_eq!(commands, [Command::Rename { attempt, id, name }]);
        (journey, commands)
    }

    /// Starts verifying the user before the phone is removed. Returns the command that fetches the options.
    fn verifying_removal() -> (Self, Vec<Command>) {
        let (mut journey, commands) = Self::removing();
        let commands = journey.answer(&commands, Answer::Removed(Err(refused("verification_required"))));
        assert!(matches!(journey.flow.task, Task::Verifying { .. }));
        (journey, commands)
    }

    fn on(&mut self, event: Event) -> Vec<Command> {
        self.flow.update(event)
    }

    fn verification(&mut self, event: verifying::Event) -> Vec<Command> {
        self.on(Event::Verification(event))
    }

    /// Answers the one command in `commands` that expects an answer.
    fn answer(&mut self, commands: &[Command], answer: Answer) -> Vec<Command> {
        self.on(Event::Answered(question(commands), answer))
    }

    /// Answers the one verification command in `commands` that expects an answer.
    fn answer_verification(&mut self, commands: &[Command], answer: Told) -> Vec<Command> {
        self.verification(answer.to(question(commands)))
    }

    /// Verifies with the right password. Returns the commands that follow. The options for the passkey, which
    /// are no longer needed, are given up.
    fn verify(&mut self) -> Vec<Command> {
        let commands = self.verification(verifying::Event::PasswordSubmitted(secret("correct horse")));
        let mut commands = self.answer_verification(&commands, Told::Checked(Ok(())));
        commands.retain(|command| !matches!(command, Command::Verify(verifying::Command::Abort(_))));
        commands
    }

    /// Returns the names on the page.
    fn names(&self) -> Vec<&str> {
        let details = self.flow.details().expect("a list");
        details.passkeys.passkeys.iter().map(|passkey| passkey.name.as_str()).collect()
    }
}

/// Returns the attempt of the one command that expects an answer.
fn question(commands: &[Command]) -> Attempt {
    let attempts: Vec<_> = commands.iter().filter_map(attempt_of).collect();
    match attempts[..] {
        [attempt] => attempt,
        _ => panic!("expected one request: {commands:?}"),
    }
}

fn attempt_of(command: &Command) -> Option<Attempt> {
    match command {
        Command::Fetch(attempt) | Command::Rename { attempt, .. } | Command::Remove { attempt, .. } => {
            Some(*attempt)
        }
        Command::Verify(command) => attempt_of_verification(command),
        Command::Signal(_) | Command::TellTabs | Command::Abort(_) => None,
    }
}

/// Returns the attempts that are aborted.
fn aborted(commands: &[Command]) -> Vec<Attempt> {
    let aborted = |command: &Command| match command {
        Command::Abort(attempt) | Command::Verify(verifying::Command::Abort(attempt)) => Some(*attempt),
        Command::Verify(_)
        | Command::Fetch(_)
        | Command::Rename { .. }
        | Command::Remove { .. }
        | Command::Signal(_)
        | Command::TellTabs => None,
    };
    commands.iter().filter_map(aborted).collect()
}

fn passkey(id: &str, name: &str) -> Passkey {
    Passkey {
        id: id.to_owned(),
        name: name.to_owned(),
        created_at: Some("2026-01-02T03:04:05Z".to_owned()),
        credential_id: None,
        last_used_at: None,
        last_used_on: None,
        transports: Vec::new(),
        attachment: None,
        backup_eligible: false,
        backed_up: false,
        aaguid: None,
    }
}

fn phone() -> Passkey {
    passkey("p1", "Phone")
}

fn laptop() -> Passkey {
    Passkey { backup_eligible: true, backed_up: true, ..passkey("p2", "Laptop") }
}

/// An account that was verified just now and may have three passkeys.
fn details(passkeys: &[Passkey]) -> Details {
    let user = User { name: "alice".to_owned(), display_name: "Alice".to_owned() };
    Details {
        session: Session { user, passkeys: 0, role: Role::User, fresh_for_s: 900 },
        passkeys: PasskeyList {
            passkeys: passkeys.to_vec(),
            limit: 3,
            rp_id: Some("localhost".to_owned()),
            user_handle: Some("dQ".to_owned()),
        },
    }
}

fn list(passkeys: &[Passkey]) -> Answer {
    Answer::Fetched(Ok(Box::new(details(passkeys))))
}

fn not_fetched(failure: BackendFailure) -> Answer {
    Answer::Fetched(Err(failure))
}

/// The signal about the passkeys that are left.
fn signal(ids: &[&str]) -> Command {
    Command::Signal(Signal::AllAcceptedCredentials {
        rp_id: "localhost".to_owned(),
        user_id: "dQ".to_owned(),
        all_accepted_credential_ids: ids.iter().map(ToString::to_string).collect(),
    })
}
