//! The native contract's operations for administrators (`crates/server/CONTRACT.md`).

use futures::FutureExt;
use futures::future::try_join;
use gloo_net::http::Method;
use latchkey_core::Attempt;
use latchkey_core::flow::user_security::{Details, Which};
use latchkey_core::route::UserQuery;
use latchkey_core::wire::{Counts, RemovalReason, UserPage};

use super::backend::{Backend, Pending, Purpose, json, read_json};

const USERS: &str = "/admin/users";

impl Backend {
    pub(crate) fn users(&self, attempt: Attempt, query: &UserQuery) -> Pending<Box<UserPage>> {
        let path = [USERS, &query.parameters()].concat();
        self.call(attempt, Method::GET, &path, None, Purpose::Ask, read_json)
    }

    pub(crate) fn counts(&self, attempt: Attempt) -> Pending<Box<Counts>> {
        self.call(attempt, Method::GET, "/admin/counts", None, Purpose::Ask, read_json)
    }

    pub(crate) fn user_security(&self, attempt: Attempt, user: &str) -> Pending<Box<Details>> {
        let session = self.call(attempt, Method::GET, "/session", None, Purpose::Ask, read_json);
        let security = self.call(attempt, Method::GET, &path_of(user), None, Purpose::Ask, read_json);
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
        let mut path = [&path_of(user), "/passkeys"].concat();
        if let Which::One(id) = which {
            path = [&path, "/", &encoded(id)].concat();
        }
        let body = Some(json(&RemovalReason { reason }));
        self.call(attempt, Method::DELETE, &path, body, Purpose::HandIn, |_| Ok(()))
    }
}

/// The id stands in the address of the page, where anybody can write.
fn path_of(user: &str) -> String {
    [USERS, "/", &encoded(user)].concat()
}

fn encoded(id: &str) -> String {
    js_sys::encode_uri_component(id).into()
}
