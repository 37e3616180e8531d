//! The native contract's operations for administrators (`crates/server/CONTRACT.md`).

use futures::FutureExt;
use futures::future::try_join;
use latchkey_core::Attempt;
use latchkey_core::flow::user_security::{Details, Which};
use latchkey_core::profile::Operation;
use latchkey_core::route::UserQuery;
use latchkey_core::wire::{Counts, RemovalReason, UserPage};

use super::backend::{Asked, Backend, Pending, Purpose, json, read_json};

impl Backend {
    pub(crate) fn users(&self, attempt: Attempt, query: &UserQuery) -> Pending<Box<UserPage>> {
        let asked = Asked { query: query.parameters(), ..Asked::of(Operation::Users, Purpose::Ask) };
        self.ask(attempt, asked, read_json)
    }

    pub(crate) fn counts(&self, attempt: Attempt) -> Pending<Box<Counts>> {
        self.ask(attempt, Asked::of(Operation::Counts, Purpose::Ask), read_json)
    }

    pub(crate) fn user_security(&self, attempt: Attempt, user: &str) -> Pending<Box<Details>> {
        let session = self.ask(attempt, Asked::of(Operation::Session, Purpose::Ask), read_json);
        let user = Asked::of(Operation::User, Purpose::Ask).at("user", user);
        let security = self.ask(attempt, user, read_json);
        async {
            try_join(session, security)
                .await
                .map(|(session, security)| Box::new(Details { session, security }))
        }
        .boxed_local()
    }

    pub(crate) fn remove_passkeys_of(
        &self,
        attempt: Attempt,
        user: &str,
        which: &Which,
        reason: String,
    ) -> Pending<()> {
        let asked = match which {
            Which::One(id) => Asked::of(Operation::RemovePasskeyOf, Purpose::HandIn).at("id", id),
            Which::All => Asked::of(Operation::RemoveAllPasskeysOf, Purpose::HandIn),
        };
        self.ask(attempt, asked.at("user", user).with(json(&RemovalReason { reason })), |_| Ok(()))
    }
}
