//! The assertion ceremony: signing in with a passkey.

use std::sync::Arc;

use axum::{extract::State, response::Response};
use rusqlite::Transaction;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use webauthn_rs_core::proto::{AuthenticationState, PublicKeyCredential};

use crate::{
    accounts::{self, AccountName},
    app::{App, Shared},
    challenges::{self, Ceremony},
    enumeration::Walk,
    flows,
    openapi::Verdict,
    passkeys::{self, StoredPasskey},
    problem::Problem,
    relying_party::set,
    request::{Caller, JsonBody},
    signed_in::{self, SignedIn, Way},
};

/// The body of `POST /assertion/options`. Its `userVerification` is ignored, because user verification is
/// always required.
#[derive(Deserialize)]
pub(crate) struct OptionsRequest {
    username: Option<String>,
}

/// What is kept until a challenge's result arrives.
#[derive(Serialize, Deserialize)]
pub(crate) struct Pending {
    state: AuthenticationState,
    /// The account name in the request, if there was one.
    name: Option<String>,
}

/// Returns the options for signing in with a passkey
///
/// Without a name they are for autofill and discoverable credentials.
#[utoipa::path(
    post, path = "/assertion/options", tag = "Ceremonies",
    request_body = ref("#/components/schemas/AssertionOptionsRequest"),
    responses((
        status = 200, description = "`PublicKeyCredentialRequestOptionsJSON`",
        body = ref("#/components/schemas/AssertionOptions")
    ))
)]
pub(crate) async fn options(
    State(app): Shared,
    caller: Caller,
    JsonBody(body): JsonBody<OptionsRequest>,
) -> Result<Response, Problem> {
    // An empty name is the same as none.
    let typed = body.username.filter(|name| !name.trim().is_empty());
    let name = typed.as_deref().map(AccountName::parse).transpose()?;
    let now = app.clock.now();
    let shared = Arc::clone(&app);
    let work = move |tx: &Transaction<'_>| {
        let flow = flows::open(tx, caller.session.as_ref(), caller.flow, now)?;
        let passkeys = match &name {
            Some(name) => match Walk::of(tx, &shared.secret, name)? {
                Some(walk) => walk.passkeys(tx, &shared.secret)?,
                None => Vec::new(),
            },
            None => Vec::new(),
        };
        let (mut options, state) = shared.relying_party.request_options(&passkeys)?;
        let pending = Pending { state, name: name.map(|name| name.as_str().to_owned()) };
        challenges::put(tx, &flow.id, Ceremony::Assertion, &pending, now)?;
        set(&mut options, "status", "ok".into());
        set(&mut options, "errorMessage", "".into());
        set(&mut options, "flow", flow.id.as_str().into());
        Ok((options, flow.new_session))
    };
    let (options, session) = app.database.transaction(work).await?;
    Ok(app.answer(&options, session.as_ref()))
}

/// The response to `POST /assertion/result`.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AssertionAnswer {
    status: Verdict,
    error_message: &'static str,
    signed_in: SignedIn,
}

/// Verifies an assertion, and signs in
#[utoipa::path(
    post, path = "/assertion/result", tag = "Ceremonies",
    request_body = ref("#/components/schemas/AuthenticationResponse"),
    responses((status = 200, description = "Signed in, in a new session", body = AssertionAnswer))
)]
pub(crate) async fn result(
    State(app): Shared,
    caller: Caller,
    JsonBody(body): JsonBody<Value>,
) -> Result<Response, Problem> {
    let flow = caller.existing_flow()?;
    let of_another_device = body["authenticatorAttachment"] == "cross-platform";
    let response = read(body)?;
    let now = app.clock.now();
    let shared = Arc::clone(&app);
    let work = move |tx: &Transaction<'_>| {
        let session = flows::resume(tx, caller.session.as_ref(), &flow, now)?;
        let pending: Pending = challenges::take(tx, &flow, Ceremony::Assertion, now)?;
        let passkey = verify(tx, &shared, &pending, &response)?;
        passkeys::used(tx, &passkey, caller.client, now)?;
        let account = accounts::by_id(tx, passkey.account_id)?;
        signed_in::sign_in(tx, &session, &flow, account, Way::Passkey { of_another_device }, now)
    };
    let (session, signed_in) = app.database.transaction(work).await?;
    Ok(app.answer(&AssertionAnswer { status: Verdict::Ok, error_message: "", signed_in }, Some(&session)))
}

/// Reads `AuthenticationResponseJSON`. No extension is requested, so none is read.
pub(crate) fn read(mut body: Value) -> Result<PublicKeyCredential, Problem> {
    if let Value::Object(members) = &mut body {
        for member in ["clientExtensionResults", "getClientExtensionResults", "extensions"] {
            members.remove(member);
        }
    }
    serde_json::from_value(body).map_err(|_| Problem::RequestInvalid)
}

/// Verifies the assertion, and returns the passkey with the counter and backup flags that it changed.
pub(crate) fn verify(
    tx: &Transaction<'_>,
    app: &App,
    pending: &Pending,
    response: &PublicKeyCredential,
) -> Result<StoredPasskey, Problem> {
    let named = match &pending.name {
        Some(name) => Walk::of(tx, &app.secret, &AccountName::parse(name)?)?,
        None => None,
    };
    let (mut passkey, real) = find(tx, app, named.as_ref(), response)?;
    let owner = accounts::by_id(tx, passkey.account_id)?;
    // WebAuthn Level 3 §7.2 step 6: if an account was named, it must own the passkey; if not, the user handle
    // identifies the account.
    let handle_fits = match response.get_user_unique_id() {
        Some(handle) => handle == owner.user_handle,
        None => pending.name.is_some(),
    };
    let owner_fits = match (&pending.name, &named) {
        (Some(_), Some(walk)) => walk.account.id == owner.id,
        (Some(_), None) => false,
        (None, _) => true,
    };
    if !handle_fits || !owner_fits {
        return Err(Problem::VerificationFailed);
    }
    let verified = app.relying_party.verify_assertion(response, &pending.state, &passkey.credential)?;
    if !real {
        return Err(Problem::VerificationFailed);
    }
    passkey.credential.counter = verified.counter();
    passkey.credential.backup_state = verified.backup_state();
    passkey.credential.backup_eligible = verified.backup_eligible();
    Ok(passkey)
}

/// Finds the passkey with the response's credential ID, and returns whether it is real. An unknown name's
/// imaginary passkeys are found like real ones so that they fail like real ones; no valid signature for them
/// can be made.
fn find(
    tx: &Transaction<'_>,
    app: &App,
    named: Option<&Walk>,
    response: &PublicKeyCredential,
) -> Result<(StoredPasskey, bool), Problem> {
    let id = response.get_credential_id();
    let stored = passkeys::by_credential_id(tx, id)?;
    let seeming = match named {
        Some(walk) => walk.passkeys(tx, &app.secret)?,
        None => Vec::new(),
    };
    let imaginary = seeming.into_iter().find(|passkey| passkey.credential.cred_id == id);
    match (stored, imaginary) {
        // An unknown name owns nothing, not even its neighbor's passkeys.
        (Some(passkey), _) => Ok((passkey, named.is_none_or(|walk| walk.known))),
        (None, Some(passkey)) => Ok((passkey, false)),
        (None, None) => Err(Problem::CredentialUnknown),
    }
}
