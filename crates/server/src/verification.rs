//! Proving one's identity again in an older session, with the password or a passkey.

use std::sync::Arc;

use axum::{
    extract::{ConnectInfo, State},
    http::StatusCode,
};
use rusqlite::Transaction;
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::{
    accounts,
    app::Shared,
    assertion,
    challenges::{self, Ceremony},
    connection::Connection,
    flows,
    openapi::TypedPassword,
    passkeys, passwords,
    problem::Problem,
    rate_limit,
    request::{Caller, JsonBody},
    sessions,
};

/// The body of `POST /session/verification/password`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct VerificationPassword {
    #[schema(value_type = TypedPassword)]
    password: String,
}

/// Verifies the signed-in user by password
#[utoipa::path(
    post, path = "/session/verification/password", tag = "Session", request_body = VerificationPassword,
    responses((status = 204, description = "The session is fresh"))
)]
pub(crate) async fn password(
    State(app): Shared,
    ConnectInfo(connection): ConnectInfo<Connection>,
    caller: Caller,
    JsonBody(body): JsonBody<VerificationPassword>,
) -> Result<StatusCode, Problem> {
    passwords::must_be_typed(&body.password)?;
    let now = app.clock.now();
    let address = rate_limit::address_subject(connection.peer.ip());
    let (session, own_address) = (caller.session.clone(), address.clone());
    let before = move |tx: &Transaction<'_>| {
        let (_, account_id) = sessions::signed_in(tx, session.as_ref(), now)?;
        let account = accounts::by_id(tx, account_id)?;
        rate_limit::count(tx, rate_limit::PASSWORD_BY_ADDRESS, &address, now)?;
        rate_limit::count(tx, rate_limit::PASSWORD_BY_NAME, &account.name_key, now)?;
        Ok(account)
    };
    let account = app.database.transaction(before).await?;
    if !app.passwords.check(body.password, Some(account.password_hash)).await? {
        return Err(Problem::PasswordIncorrect);
    }
    let after = move |tx: &Transaction<'_>| {
        let (session, _) = sessions::signed_in(tx, caller.session.as_ref(), now)?;
        rate_limit::reset(tx, rate_limit::PASSWORD_BY_NAME, &account.name_key)?;
        rate_limit::take_back(tx, rate_limit::PASSWORD_BY_ADDRESS, &own_address)?;
        sessions::verified(tx, &session, now)
    };
    app.database.transaction(after).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Verifies the signed-in user by passkey
#[utoipa::path(
    post, path = "/session/verification/passkey", tag = "Session",
    request_body = ref("#/components/schemas/AuthenticationResponse"),
    responses((status = 204, description = "The session is fresh"))
)]
pub(crate) async fn passkey(
    State(app): Shared,
    caller: Caller,
    JsonBody(body): JsonBody<Value>,
) -> Result<StatusCode, Problem> {
    let flow = caller.existing_flow()?;
    let response = assertion::read(body)?;
    let now = app.clock.now();
    let shared = Arc::clone(&app);
    let work = move |tx: &Transaction<'_>| {
        let (session, account_id) = sessions::signed_in(tx, caller.session.as_ref(), now)?;
        flows::resume(tx, caller.session.as_ref(), &flow, now)?;
        let pending = challenges::take(tx, &flow, Ceremony::Assertion, now)?;
        let passkey = assertion::verify(tx, &shared, &pending, &response)?;
        if passkey.account_id != account_id {
            return Err(Problem::VerificationFailed);
        }
        passkeys::used(tx, &passkey, caller.client, now)?;
        sessions::verified(tx, &session, now)
    };
    app.database.transaction(work).await?;
    Ok(StatusCode::NO_CONTENT)
}
