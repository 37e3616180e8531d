//! The attestation ceremony: setting up a passkey.

use std::sync::Arc;

use axum::{extract::State, response::Response};
use rusqlite::Transaction;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use utoipa::ToSchema;
use webauthn_rs_core::proto::{AuthenticatorAttachment, RegisterPublicKeyCredential, RegistrationState};

use crate::{
    accounts,
    app::Shared,
    audit::{self, Action, Record},
    authenticator_data,
    challenges::{self, Ceremony},
    flows,
    openapi::Verdict,
    passkey_answer::Passkey,
    passkeys::{self, Reach},
    problem::Problem,
    relying_party::set,
    request::{Caller, JsonBody},
    sessions, set_up_offer,
};

/// The body of `POST /attestation/options`. The user is always the signed-in account, whatever the body says,
/// and no attestation is requested.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OptionsRequest {
    authenticator_selection: Option<AuthenticatorSelection>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct AuthenticatorSelection {
    authenticator_attachment: Option<String>,
}

impl OptionsRequest {
    /// Returns the requested attachment; a value that WebAuthn doesn't define counts as none.
    fn attachment(&self) -> Option<AuthenticatorAttachment> {
        attachment(self.authenticator_selection.as_ref()?.authenticator_attachment.as_deref()?)
    }
}

fn attachment(place: &str) -> Option<AuthenticatorAttachment> {
    match place {
        "platform" => Some(AuthenticatorAttachment::Platform),
        "cross-platform" => Some(AuthenticatorAttachment::CrossPlatform),
        _ => None,
    }
}

/// What is kept until a challenge's result arrives.
#[derive(Serialize, Deserialize)]
struct Pending {
    state: RegistrationState,
    account_id: i64,
}

/// Returns the options for setting up a passkey for the signed-in user
#[utoipa::path(
    post, path = "/attestation/options", tag = "Ceremonies",
    request_body = ref("#/components/schemas/AttestationOptionsRequest"),
    responses((
        status = 200, description = "`PublicKeyCredentialCreationOptionsJSON`",
        body = ref("#/components/schemas/AttestationOptions")
    ))
)]
pub(crate) async fn options(
    State(app): Shared,
    caller: Caller,
    JsonBody(body): JsonBody<OptionsRequest>,
) -> Result<Response, Problem> {
    let now = app.clock.now();
    let shared = Arc::clone(&app);
    let work = move |tx: &Transaction<'_>| {
        let (session, account_id) = sessions::signed_in(tx, caller.session.as_ref(), now)?;
        // Before freshness, so that nobody proves their identity only to learn that there is no room.
        within_the_limit(tx, account_id)?;
        session.must_be_fresh(now)?;
        let flow = flows::open(tx, caller.session.as_ref(), caller.flow, now)?;
        let account = accounts::by_id(tx, account_id)?;
        let passkeys = passkeys::of_account(tx, account_id)?;
        let (mut options, state) =
            shared.relying_party.creation_options(&account, &passkeys, body.attachment())?;
        challenges::put(tx, &flow.id, Ceremony::Attestation, &Pending { state, account_id }, now)?;
        set(&mut options, "status", "ok".into());
        set(&mut options, "errorMessage", "".into());
        set(&mut options, "flow", flow.id.as_str().into());
        Ok(options)
    };
    let options = app.database.transaction(work).await?;
    Ok(app.answer(&options, None))
}

/// The response to `POST /attestation/result`.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AttestationAnswer {
    status: Verdict,
    error_message: &'static str,
    passkey: Passkey,
}

/// Verifies an attestation, and stores the passkey
#[utoipa::path(
    post, path = "/attestation/result", tag = "Ceremonies",
    request_body = ref("#/components/schemas/RegistrationResponse"),
    responses((status = 200, description = "The passkey is set up", body = AttestationAnswer))
)]
pub(crate) async fn result(
    State(app): Shared,
    caller: Caller,
    JsonBody(body): JsonBody<Value>,
) -> Result<Response, Problem> {
    let flow = caller.existing_flow()?;
    let Registration { response, reach, resident } = read(body)?;
    let now = app.clock.now();
    let shared = Arc::clone(&app);
    let work = move |tx: &Transaction<'_>| {
        let (_, account_id) = sessions::signed_in(tx, caller.session.as_ref(), now)?;
        flows::resume(tx, caller.session.as_ref(), &flow, now)?;
        let pending: Pending = challenges::take(tx, &flow, Ceremony::Attestation, now)?;
        if pending.account_id != account_id {
            return Err(Problem::SessionExpired);
        }
        within_the_limit(tx, account_id)?;
        let credential = shared.relying_party.verify_attestation(&response, &pending.state)?;
        if !resident {
            return Err(Problem::DeviceActivationFailed);
        }
        let aaguid = authenticator_data::aaguid(&response.response.attestation_object);
        let stored =
            passkeys::insert(tx, account_id, &credential, reach, aaguid, now).map_err(|problem| {
                // A passkey that couldn't be stored wasn't activated.
                if problem == Problem::Internal { Problem::DeviceActivationFailed } else { problem }
            })?;
        set_up_offer::set_due(tx, account_id, false)?;
        let record = Record {
            account_id,
            by: &accounts::by_id(tx, account_id)?,
            action: Action::Created,
            passkey: Some(&stored.name),
            reason: None,
        };
        audit::record(tx, &record, now)?;
        Ok(stored)
    };
    let passkey = Passkey::from(app.database.transaction(work).await?);
    Ok(app.answer(&AttestationAnswer { status: Verdict::Ok, error_message: "", passkey }, None))
}

fn within_the_limit(tx: &Transaction<'_>, account_id: i64) -> Result<(), Problem> {
    if passkeys::count(tx, account_id)? >= passkeys::LIMIT {
        return Err(Problem::PasskeyLimitReached);
    }
    Ok(())
}

struct Registration {
    response: RegisterPublicKeyCredential,
    reach: Reach,
    /// `false` if the client reports that the credential isn't discoverable (`credProps.rk`).
    resident: bool,
}

/// Reads `RegistrationResponseJSON`. The only extension result that was requested is `credProps`.
fn read(mut body: Value) -> Result<Registration, Problem> {
    const MAX_TRANSPORTS: usize = 8;
    const MAX_TRANSPORT: usize = 32;

    let quietly = body["mediation"] == "conditional";
    let members = body.as_object_mut().ok_or(Problem::RequestInvalid)?;
    let results = ["clientExtensionResults", "getClientExtensionResults", "extensions"]
        .into_iter()
        .filter_map(|member| members.remove(member))
        .reduce(|first, _| first);
    let resident =
        results.as_ref().and_then(|results| results.pointer("/credProps/rk")).and_then(Value::as_bool);
    let mut asked_for = Map::new();
    if let Some(resident) = resident {
        asked_for.insert("credProps".to_owned(), json!({ "rk": resident }));
    }
    members.insert("extensions".to_owned(), asked_for.into());
    let attachment = body["authenticatorAttachment"]
        .as_str()
        .filter(|place| attachment(place).is_some())
        .map(str::to_owned);
    let mut transports: Vec<String> = body
        .pointer("/response/transports")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .filter(|transport| !transport.is_empty() && transport.len() <= MAX_TRANSPORT)
        .map(str::to_owned)
        .collect();
    transports.truncate(MAX_TRANSPORTS);
    let mut response: RegisterPublicKeyCredential =
        serde_json::from_value(body).map_err(|_| Problem::RequestInvalid)?;
    if quietly {
        take_person_for_granted(&mut response);
    }
    Ok(Registration { response, reach: Reach { attachment, transports }, resident: resident != Some(false) })
}

/// Sets the flags for user presence and user verification. A passkey that a password manager created on its
/// own has neither, and has to be accepted (WebAuthn Level 3 §7.1 steps 14 and 15), but webauthn-rs always
/// requires both. Without an attestation nothing is signed, so the flags can be set before it checks them.
/// Every sign-in with the passkey is still verified.
fn take_person_for_granted(response: &mut RegisterPublicKeyCredential) {
    const PRESENT_AND_VERIFIED: u8 = 0x05;
    let object = &response.response.attestation_object;
    let with_flags = authenticator_data::read(object).and_then(|mut data| {
        *data.get_mut(32)? |= PRESENT_AND_VERIFIED;
        authenticator_data::replace(object, data)
    });
    if let Some(object) = with_flags {
        response.response.attestation_object = object;
    }
}
