//! Paths through an account's Security tab, as sequences of events.

mod exploration;
mod loading;
mod removal;
mod verifying;

use super::{Answer, Command, Content, Details, Event, Refusal, Task, UserSecurity, Which};
use crate::classify::{BackendFailure, Stage};
use crate::flow::Flow;
use crate::flow::SignedInPage as _;
use crate::flow::verification;
use crate::wire::{self, AdminUser, Passkey, Role, Session, User};
use crate::{Attempt, Device, Words};

/// A browser with passkeys.
const DEVICE: Device = Device {
    webauthn: true,
    conditional_get: Some(true),
    platform_authenticator: Some(true),
    hybrid_transport: Some(true),
    immediate_get: Some(false),
    conditional_create: Some(false),
};

/// An administrator: what they do and what happens to them.
struct Journey {
    flow: UserSecurity,
}

impl Journey {
    /// Opens the page. Returns the attempt of its fetch.
    fn open() -> (Self, Attempt) {
        let mut journey = Self { flow: UserSecurity::new("17".to_owned(), DEVICE) };
        let commands = journey.on(Event::Opened);
        let [Command::Fetch { attempt, user }] = &commands[..] else { panic!("no fetch: {commands:?}") };
        assert_eq!(user, "17");
        (journey, *attempt)
    }

    /// Opens an account with these passkeys.
    fn looks_at(passkeys: &[&str]) -> Self {
        let (mut journey, attempt) = Self::open();
        journey.on(Event::Answered(attempt, fetched(passkeys)));
        journey
    }

    /// Starts a removal. Returns its attempt.
    fn removes(which: Which, passkeys: &[&str]) -> (Self, Attempt) {
        let mut journey = Self::looks_at(passkeys);
        journey.on(Event::RemoveChosen(which));
        let attempt = journey.confirms("left the company");
        (journey, attempt)
    }

    fn confirms(&mut self, reason: &str) -> Attempt {
        let commands = self.on(Event::RemovalConfirmed(reason.to_owned()));
        removing(&commands)
    }

    fn on(&mut self, event: Event) -> Vec<Command> {
        self.flow.update(event)
    }

    fn passkeys(&self) -> Vec<&str> {
        let details = self.flow.details().expect("the account should be shown");
        details.security.passkeys.iter().map(|passkey| passkey.id.as_str()).collect()
    }

    fn says(&self) -> String {
        self.flow.announcement().map(|words| words.english().into_owned()).unwrap_or_default()
    }

    fn error(&self) -> String {
        self.flow.error().map(|words| words.english().into_owned()).unwrap_or_default()
    }
}

/// Returns the attempt of the one removal among the commands.
fn removing(commands: &[Command]) -> Attempt {
    match commands.last() {
        Some(Command::Remove { attempt, .. }) => *attempt,
        _ => panic!("no removal: {commands:?}"),
    }
}

fn one(id: &str) -> Which {
    Which::One(id.to_owned())
}

fn passkey(id: &str) -> Passkey {
    Passkey {
        id: id.to_owned(),
        name: id.to_uppercase(),
        created_at: Some("2026-01-01T00:00:00Z".to_owned()),
        credential_id: None,
        last_used_at: None,
        last_used_on: None,
        transports: Vec::new(),
        attachment: None,
        backup_eligible: true,
        backed_up: true,
        aaguid: None,
    }
}

fn details(passkeys: &[&str], may_remove: bool) -> Box<Details> {
    let administrator = User { name: "root".to_owned(), display_name: "Rosa Root".to_owned() };
    let user = AdminUser {
        id: "17".to_owned(),
        name: "alice".to_owned(),
        display_name: "Alice".to_owned(),
        role: Role::User,
        passkeys: u32::try_from(passkeys.len()).unwrap(),
        last_sign_in_at: None,
    };
    Box::new(Details {
        session: Session {
            user: administrator,
            passkeys: 1,
            role: if may_remove { Role::SuperUser } else { Role::Viewer },
            fresh_for_s: 900,
        },
        security: wire::UserSecurity {
            user,
            passkeys: passkeys.iter().map(|id| passkey(id)).collect(),
            limit: 5,
            may_remove,
            audit: Vec::new(),
        },
    })
}

fn fetched(passkeys: &[&str]) -> Answer {
    Answer::Fetched(Ok(details(passkeys, true)))
}

fn outage() -> BackendFailure {
    BackendFailure::Unreachable(Stage::Options)
}

fn refused(status: u16, code: &str) -> BackendFailure {
    BackendFailure::Refused {
        stage: Stage::Options,
        status,
        code: Some(code.to_owned()),
        retry_after_s: None,
        tries_left: None,
    }
}

fn session_expired() -> BackendFailure {
    refused(401, "session_expired")
}

fn verification_required() -> BackendFailure {
    refused(403, "verification_required")
}

fn role_insufficient() -> BackendFailure {
    refused(403, "role_insufficient")
}
