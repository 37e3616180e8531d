//! The native contract's operations for signed-in users (`crates/server/CONTRACT.md`).

use futures::future::try_join;
use futures::{FutureExt, TryFutureExt};
use latchkey_core::Attempt;
use latchkey_core::flow::account::Details;
use latchkey_core::flow::secret::Secret;
use latchkey_core::profile::Operation;
use latchkey_core::route::FlowId;
use latchkey_core::wire::{
    AuthenticationResponse, DisplayName, PasskeyName, RequestOptions, User, UserAnswer, VerificationPassword,
};
use serde_json::from_str;

use super::backend::{Asked, Backend, Pending, Purpose, Read, json, read_json};

impl Backend {
    pub(crate) fn account(&self, attempt: Attempt) -> Pending<Box<Details>> {
        let session = self.ask(attempt, Asked::of(Operation::Session, Purpose::Ask), read_json);
        let passkeys = self.ask(attempt, Asked::of(Operation::Passkeys, Purpose::Ask), read_json);
        async {
            try_join(session, passkeys)
                .await
                .map(|(session, passkeys)| Box::new(Details { session, passkeys }))
        }
        .boxed_local()
    }

    pub(crate) fn end_session(&self, attempt: Attempt) -> Pending<()> {
        self.ask(attempt, Asked::of(Operation::EndSession, Purpose::HandIn), |_| Ok(()))
    }

    pub(crate) fn rename_user(&self, attempt: Attempt, display_name: String) -> Pending<User> {
        let read: Read<User> = |text| from_str::<UserAnswer>(text).map(|answer| answer.user);
        let body = json(&DisplayName { display_name });
        self.ask(attempt, Asked::of(Operation::RenameAccount, Purpose::HandIn).with(body), read)
    }

    /// Returns the name as sent; the next list shows how it was kept.
    pub(crate) fn rename_passkey(&self, attempt: Attempt, id: &str, name: String) -> Pending<String> {
        let body = json(&PasskeyName { name: name.clone() });
        let asked = Asked::of(Operation::RenamePasskey, Purpose::HandIn).with(body).at("id", id);
        self.ask(attempt, asked, |_| Ok(())).map_ok(|()| name).boxed_local()
    }

    pub(crate) fn remove_passkey(&self, attempt: Attempt, id: &str) -> Pending<()> {
        let asked = Asked::of(Operation::RemovePasskey, Purpose::HandIn).at("id", id);
        self.ask(attempt, asked, |_| Ok(()))
    }

    /// Fetches the options to verify the signed-in user with.
    pub(crate) fn verification_options(
        &self,
        attempt: Attempt,
        flow: Option<FlowId>,
        username: String,
    ) -> Pending<(Option<FlowId>, Box<RequestOptions>)> {
        self.request_options(attempt, Operation::VerificationOptions, flow, Some(username))
    }

    pub(crate) fn verify_password(&self, attempt: Attempt, password: Secret) -> Pending<()> {
        let body = json(&VerificationPassword { password: password.expose() });
        self.ask(attempt, Asked::of(Operation::VerifyByPassword, Purpose::HandIn).with(body), |_| Ok(()))
    }

    pub(crate) fn verify_passkey(
        &self,
        attempt: Attempt,
        flow: Option<FlowId>,
        assertion: &AuthenticationResponse,
    ) -> Pending<()> {
        let asked = Asked::of(Operation::VerifyByPasskey, Purpose::HandInResult);
        self.ask(attempt, asked.with(json(assertion)).within(flow), |_| Ok(()))
    }
}
