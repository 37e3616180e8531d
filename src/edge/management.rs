//! The native contract's operations for who is signed in (`crates/server/CONTRACT.md`).

use futures::FutureExt;
use futures::future::try_join;
use gloo_net::http::Method;
use latchkey_core::Attempt;
use latchkey_core::flow::account::Details;
use latchkey_core::flow::secret::Secret;
use latchkey_core::route::FlowId;
use latchkey_core::wire::{
    AuthenticationResponse, DisplayName, Passkey, PasskeyAnswer, PasskeyName, User, UserAnswer,
    VerificationPassword,
};
use serde_json::from_str;

use super::backend::{Backend, Pending, Purpose, Read, json, read_json};

impl Backend {
    pub(crate) fn account(&self, attempt: Attempt) -> Pending<Box<Details>> {
        let session = self.call(attempt, Method::GET, "/session", None, Purpose::Ask, read_json);
        let passkeys = self.call(attempt, Method::GET, "/passkeys", None, Purpose::Ask, read_json);
        async {
            try_join(session, passkeys)
                .await
                .map(|(session, passkeys)| Box::new(Details { session, passkeys }))
        }
        .boxed_local()
    }

    pub(crate) fn end_session(&self, attempt: Attempt) -> Pending<()> {
        self.call(attempt, Method::DELETE, "/session", None, Purpose::HandIn, |_| Ok(()))
    }

    pub(crate) fn rename_user(&self, attempt: Attempt, display_name: String) -> Pending<User> {
        let body = Some(json(&DisplayName { display_name }));
        let read: Read<User> = |text| from_str::<UserAnswer>(text).map(|answer| answer.user);
        self.call(attempt, Method::PATCH, "/account", body, Purpose::HandIn, read)
    }

    pub(crate) fn rename_passkey(&self, attempt: Attempt, id: &str, name: String) -> Pending<Box<Passkey>> {
        let body = Some(json(&PasskeyName { name }));
        let read: Read<Box<Passkey>> =
            |text| from_str::<PasskeyAnswer>(text).map(|answer| Box::new(answer.passkey));
        self.call(attempt, Method::PATCH, &passkey_path(id), body, Purpose::HandIn, read)
    }

    pub(crate) fn remove_passkey(&self, attempt: Attempt, id: &str) -> Pending<()> {
        self.call(attempt, Method::DELETE, &passkey_path(id), None, Purpose::HandIn, |_| Ok(()))
    }

    pub(crate) fn verify_password(&self, attempt: Attempt, password: Secret) -> Pending<()> {
        let body = json(&VerificationPassword { password: password.expose() });
        self.post(attempt, "/session/verification/password", None, body, Purpose::HandIn, |_| Ok(()))
    }

    pub(crate) fn verify_passkey(
        &self,
        attempt: Attempt,
        flow: Option<FlowId>,
        assertion: &AuthenticationResponse,
    ) -> Pending<()> {
        let (path, body) = ("/session/verification/passkey", json(assertion));
        self.post(attempt, path, flow, body, Purpose::HandInResult, |_| Ok(()))
    }
}

/// The backend made the id, which is base64url; encoded all the same, as it comes from outside.
fn passkey_path(id: &str) -> String {
    let id: String = js_sys::encode_uri_component(id).into();
    ["/passkeys/", &id].concat()
}
