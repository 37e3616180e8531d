//! Signing in with a name, a password and a code.

use std::sync::Arc;

use axum::{
    extract::{ConnectInfo, State},
    response::Response,
};
use rusqlite::Transaction;
use serde::Deserialize;
use serde_json::json;

use crate::{
    accounts::AccountName,
    app::Shared,
    codes,
    connection::Connection,
    enumeration::Walk,
    flows, passkeys,
    passwords::MAX_PASSWORD,
    problem::Problem,
    rate_limit,
    request::{Caller, Empty, JsonBody},
    signed_in::{self, Way},
};

/// The body of `POST /sign-in/identify`.
#[derive(Deserialize)]
pub(crate) struct Identify {
    username: String,
}

/// `POST /sign-in/identify`
pub(crate) async fn identify(
    State(app): Shared,
    caller: Caller,
    JsonBody(body): JsonBody<Identify>,
) -> Result<Response, Problem> {
    let name = AccountName::parse(&body.username)?;
    let now = app.clock.now();
    let shared = Arc::clone(&app);
    let work = move |tx: &Transaction<'_>| {
        let flow = flows::open(tx, caller.session.as_ref(), caller.flow, now)?;
        let passkeys = match Walk::of(tx, &shared.secret, &name)? {
            Some(walk) => passkeys::count(tx, walk.account.id)?,
            None => 0,
        };
        let next = if passkeys > 0 { "passkey" } else { "password" };
        Ok((json!({ "flow": flow.id.as_str(), "next": next }), flow.new_session))
    };
    let (answer, session) = app.database.transaction(work).await?;
    Ok(app.answer(&answer, session.as_ref()))
}

/// The body of `POST /sign-in/password`.
#[derive(Deserialize)]
pub(crate) struct Password {
    username: String,
    password: String,
}

/// `POST /sign-in/password`
pub(crate) async fn password(
    State(app): Shared,
    ConnectInfo(connection): ConnectInfo<Connection>,
    caller: Caller,
    JsonBody(body): JsonBody<Password>,
) -> Result<Response, Problem> {
    let name = AccountName::parse(&body.username)?;
    if body.password.is_empty() || body.password.len() > MAX_PASSWORD {
        return Err(Problem::RequestInvalid);
    }
    let now = app.clock.now();
    let name_key = name.key(&app.secret)?;
    let address = rate_limit::address_subject(connection.peer.ip());
    let own_address = address.clone();
    let (session, named) = (caller.session.clone(), caller.flow.clone());
    let shared = Arc::clone(&app);
    let before = move |tx: &Transaction<'_>| {
        if let Some(flow) = &named {
            flows::resume(tx, session.as_ref(), flow, now)?;
        }
        rate_limit::count(tx, rate_limit::PASSWORD_BY_ADDRESS, &address, now)?;
        rate_limit::count(tx, rate_limit::PASSWORD_BY_NAME, &name_key, now)?;
        Walk::of(tx, &shared.secret, &name)
    };
    let walk = app.database.transaction(before).await?;
    let hash = walk.as_ref().map(|walk| walk.account.password_hash.clone());
    let right = app.passwords.check(body.password, hash).await?;
    let account = match walk {
        Some(walk) if right && walk.known => walk.account,
        Some(_) | None => return Err(Problem::PasswordIncorrect),
    };
    let shared = Arc::clone(&app);
    let after = move |tx: &Transaction<'_>| {
        let flow = flows::open(tx, caller.session.as_ref(), caller.flow, now)?;
        rate_limit::reset(tx, rate_limit::PASSWORD_BY_NAME, &name_key)?;
        rate_limit::take_back(tx, rate_limit::PASSWORD_BY_ADDRESS, &own_address)?;
        let code = codes::send(tx, &shared.secret, shared.outbox(), &flow.id, &account, now)?;
        Ok((json!({ "flow": flow.id.as_str(), "code": code }), flow.new_session))
    };
    let (answer, session) = app.database.transaction(after).await?;
    Ok(app.answer(&answer, session.as_ref()))
}

/// The body of `POST /sign-in/code`.
#[derive(Deserialize)]
pub(crate) struct Code {
    code: String,
}

/// `POST /sign-in/code`
pub(crate) async fn code(
    State(app): Shared,
    caller: Caller,
    JsonBody(body): JsonBody<Code>,
) -> Result<Response, Problem> {
    let flow = caller.existing_flow()?;
    let now = app.clock.now();
    let shared = Arc::clone(&app);
    let work = move |tx: &Transaction<'_>| {
        let session = flows::resume(tx, caller.session.as_ref(), &flow, now)?;
        let account = codes::check(tx, &shared.secret, &flow, &body.code, now)?;
        signed_in::sign_in(tx, &session, &flow, account, Way::Password, now)
    };
    let (session, signed_in) = app.database.transaction(work).await?;
    Ok(app.answer(&json!({ "signedIn": signed_in }), Some(&session)))
}

/// `POST /sign-in/code/resend`
pub(crate) async fn resend(
    State(app): Shared,
    caller: Caller,
    JsonBody(Empty {}): JsonBody<Empty>,
) -> Result<Response, Problem> {
    let flow = caller.existing_flow()?;
    let now = app.clock.now();
    let shared = Arc::clone(&app);
    let work = move |tx: &Transaction<'_>| {
        flows::resume(tx, caller.session.as_ref(), &flow, now)?;
        codes::resend(tx, &shared.secret, shared.outbox(), &flow, now)
    };
    let code = app.database.transaction(work).await?;
    Ok(app.answer(&json!({ "code": code }), None))
}
