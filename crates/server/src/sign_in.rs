//! Signing in with a name, a password and a code.

use std::sync::Arc;

use axum::{
    extract::{ConnectInfo, State},
    response::Response,
};
use rusqlite::Transaction;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    accounts::AccountName,
    app::Shared,
    codes::{self, CodeSent},
    connection::Connection,
    enumeration::Walk,
    flows::{self, FlowId},
    openapi::{TypedName, TypedPassword},
    passkeys, passwords,
    problem::Problem,
    rate_limit,
    request::{Caller, Empty, JsonBody},
    signed_in::{self, SignedInAnswer, Way},
};

/// The body of `POST /sign-in/identify`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct IdentifyRequest {
    #[schema(value_type = TypedName)]
    username: String,
}

/// The response to `POST /sign-in/identify`.
#[derive(Serialize, ToSchema)]
pub(crate) struct IdentifyAnswer {
    flow: FlowId,
    next: NextStep,
}

/// What the account signs in with.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum NextStep {
    Passkey,
    Password,
}

/// Returns what an account signs in with
///
/// An unknown name is answered like that of some account.
#[utoipa::path(
    post, path = "/sign-in/identify", tag = "Sign-in", request_body = IdentifyRequest,
    responses((status = 200, description = "The way to sign in to offer first", body = IdentifyAnswer))
)]
pub(crate) async fn identify(
    State(app): Shared,
    caller: Caller,
    JsonBody(body): JsonBody<IdentifyRequest>,
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
        let next = if passkeys > 0 { NextStep::Passkey } else { NextStep::Password };
        Ok((IdentifyAnswer { flow: flow.id, next }, flow.new_session))
    };
    let (answer, session) = app.database.transaction(work).await?;
    Ok(app.answer(&answer, session.as_ref()))
}

/// The body of `POST /sign-in/password`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PasswordRequest {
    #[schema(value_type = TypedName)]
    username: String,
    #[schema(value_type = TypedPassword)]
    password: String,
}

/// The response to `POST /sign-in/password`.
#[derive(Serialize, ToSchema)]
pub(crate) struct PasswordAnswer {
    flow: FlowId,
    code: CodeSent,
}

/// Checks a name and its password, and sends a code
#[utoipa::path(
    post, path = "/sign-in/password", tag = "Sign-in", request_body = PasswordRequest,
    responses((status = 200, description = "The password is right, and a code was sent", body = PasswordAnswer))
)]
pub(crate) async fn password(
    State(app): Shared,
    ConnectInfo(connection): ConnectInfo<Connection>,
    caller: Caller,
    JsonBody(body): JsonBody<PasswordRequest>,
) -> Result<Response, Problem> {
    let name = AccountName::parse(&body.username)?;
    passwords::must_be_typed(&body.password)?;
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
        Ok((PasswordAnswer { flow: flow.id, code }, flow.new_session))
    };
    let (answer, session) = app.database.transaction(after).await?;
    Ok(app.answer(&answer, session.as_ref()))
}

/// The body of `POST /sign-in/code`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CodeRequest {
    #[schema(pattern = "^[0-9]{6}$")]
    code: String,
}

/// Checks the code that was sent, and signs in
#[utoipa::path(
    post, path = "/sign-in/code", tag = "Sign-in", request_body = CodeRequest,
    responses((status = 200, description = "Signed in, in a new session", body = SignedInAnswer))
)]
pub(crate) async fn code(
    State(app): Shared,
    caller: Caller,
    JsonBody(body): JsonBody<CodeRequest>,
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
    Ok(app.answer(&SignedInAnswer { signed_in }, Some(&session)))
}

/// The response to `POST /sign-in/code/resend`.
#[derive(Serialize, ToSchema)]
pub(crate) struct CodeAnswer {
    code: CodeSent,
}

/// Sends another code, which replaces the last one
#[utoipa::path(
    post, path = "/sign-in/code/resend", tag = "Sign-in", request_body = Empty,
    responses((status = 200, description = "A new code was sent", body = CodeAnswer))
)]
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
    Ok(app.answer(&CodeAnswer { code }, None))
}
