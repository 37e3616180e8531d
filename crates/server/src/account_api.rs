//! What a signed-in user can call: the session, their own name and passkeys, and deferring set-up.

use axum::{
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use rusqlite::Transaction;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    accounts::{self, Role, User},
    app::Shared,
    audit::{self, Action, Record},
    base64url,
    openapi::{Base64Url, OneLine},
    passkey_answer::Passkey,
    passkeys::{self, StoredPasskey},
    problem::Problem,
    request::{Caller, Empty, InPath, JsonBody},
    sessions, set_up_offer, typed_text,
};

/// The response to `GET /session`.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SessionAnswer {
    role: Role,
    user: User,
    passkeys: u32,
    passkey_limit: u32,
    offer_set_up: bool,
    /// For how many more seconds passkeys can be changed; 0 if the session isn't fresh.
    #[schema(minimum = 0)]
    fresh_for_s: i64,
}

/// Returns who is signed in
#[utoipa::path(
    get, path = "/session", tag = "Session",
    responses((status = 200, description = "The signed-in user", body = SessionAnswer))
)]
pub(crate) async fn session(State(app): Shared, caller: Caller) -> Result<Response, Problem> {
    let now = app.clock.now();
    let work = move |tx: &Transaction<'_>| {
        let (session, account_id) = sessions::signed_in(tx, caller.session.as_ref(), now)?;
        let account = accounts::by_id(tx, account_id)?;
        Ok(SessionAnswer {
            role: account.role,
            user: account.into(),
            passkeys: passkeys::count(tx, account_id)?,
            passkey_limit: passkeys::LIMIT,
            offer_set_up: set_up_offer::is_made(tx, account_id, false, now)?,
            fresh_for_s: session.fresh_for_s(now),
        })
    };
    Ok(app.answer(&app.database.transaction(work).await?, None))
}

/// Signs out, even if nobody was signed in
#[utoipa::path(delete, path = "/session", tag = "Session", responses((status = 204, description = "Signed out")))]
pub(crate) async fn sign_out(State(app): Shared, caller: Caller) -> Result<Response, Problem> {
    if let Some(id) = caller.session {
        app.database.transaction(move |tx| sessions::end(tx, &id.hash())).await?;
    }
    let mut answer = StatusCode::NO_CONTENT.into_response();
    if let Some(cookie) = sessions::removal_cookie(app.is_secure()) {
        answer.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    Ok(answer)
}

/// The body of `PATCH /account`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct DisplayName {
    #[schema(value_type = OneLine)]
    display_name: String,
}

/// The response to `PATCH /account`.
#[derive(Serialize, ToSchema)]
pub(crate) struct UserAnswer {
    user: User,
}

/// Changes the signed-in user's display name
#[utoipa::path(
    patch, path = "/account", tag = "Session", request_body = DisplayName,
    responses((status = 200, description = "The updated account", body = UserAnswer))
)]
pub(crate) async fn rename(
    State(app): Shared,
    caller: Caller,
    JsonBody(body): JsonBody<DisplayName>,
) -> Result<Response, Problem> {
    let display_name = typed_text::name(&body.display_name)?;
    let now = app.clock.now();
    let work = move |tx: &Transaction<'_>| {
        let (_, account_id) = sessions::signed_in(tx, caller.session.as_ref(), now)?;
        accounts::rename(tx, account_id, &display_name)?;
        accounts::by_id(tx, account_id)
    };
    let user = User::from(app.database.transaction(work).await?);
    Ok(app.answer(&UserAnswer { user }, None))
}

/// The response to `GET /passkeys`.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PasskeyList {
    /// Oldest first.
    passkeys: Vec<Passkey>,
    limit: u32,
    rp_id: String,
    #[schema(value_type = Base64Url)]
    user_handle: String,
}

/// Lists the signed-in user's passkeys
#[utoipa::path(
    get, path = "/passkeys", tag = "Passkeys",
    responses((status = 200, description = "All passkeys", body = PasskeyList))
)]
pub(crate) async fn passkeys(State(app): Shared, caller: Caller) -> Result<Response, Problem> {
    let now = app.clock.now();
    let work = move |tx: &Transaction<'_>| {
        let (_, account_id) = sessions::signed_in(tx, caller.session.as_ref(), now)?;
        Ok((passkeys::of_account(tx, account_id)?, accounts::by_id(tx, account_id)?.user_handle))
    };
    let (stored, user_handle) = app.database.transaction(work).await?;
    let answer = PasskeyList {
        passkeys: stored.into_iter().map(Passkey::from).collect(),
        limit: passkeys::LIMIT,
        rp_id: app.relying_party.id.clone(),
        user_handle: base64url::encode(&user_handle),
    };
    Ok(app.answer(&answer, None))
}

/// The body of `PATCH /passkeys/{id}`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PasskeyName {
    #[schema(value_type = OneLine)]
    name: String,
}

/// The response to `PATCH /passkeys/{id}`.
#[derive(Serialize, ToSchema)]
pub(crate) struct PasskeyAnswer {
    passkey: Passkey,
}

/// Renames one of the signed-in user's passkeys
#[utoipa::path(
    patch, path = "/passkeys/{id}", tag = "Passkeys", request_body = PasskeyName,
    params(("id" = Base64Url, Path, description = "The credential ID")),
    responses((status = 200, description = "The updated passkey", body = PasskeyAnswer))
)]
pub(crate) async fn rename_passkey(
    State(app): Shared,
    InPath(id): InPath<String>,
    caller: Caller,
    JsonBody(body): JsonBody<PasskeyName>,
) -> Result<Response, Problem> {
    let name = typed_text::name(&body.name)?;
    let now = app.clock.now();
    let work = move |tx: &Transaction<'_>| {
        let mut passkey = own_passkey(tx, &caller, &id, now)?;
        if passkey.name != name {
            passkeys::rename(tx, &passkey, &name)?;
            passkey.name = name;
            record(tx, &passkey, Action::Renamed, now)?;
        }
        Ok(passkey)
    };
    let passkey = Passkey::from(app.database.transaction(work).await?);
    Ok(app.answer(&PasskeyAnswer { passkey }, None))
}

/// Removes one of the signed-in user's passkeys
#[utoipa::path(
    delete, path = "/passkeys/{id}", tag = "Passkeys",
    params(("id" = Base64Url, Path, description = "The credential ID")),
    responses((status = 204, description = "Removed"))
)]
pub(crate) async fn delete_passkey(
    State(app): Shared,
    InPath(id): InPath<String>,
    caller: Caller,
) -> Result<StatusCode, Problem> {
    let now = app.clock.now();
    let work = move |tx: &Transaction<'_>| {
        let passkey = own_passkey(tx, &caller, &id, now)?;
        passkeys::delete(tx, &passkey)?;
        record(tx, &passkey, Action::Removed, now)
    };
    app.database.transaction(work).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Returns the passkey to be changed, if it belongs to the signed-in user and the session is fresh.
fn own_passkey(tx: &Transaction<'_>, caller: &Caller, id: &str, now: i64) -> Result<StoredPasskey, Problem> {
    let (session, account_id) = sessions::signed_in(tx, caller.session.as_ref(), now)?;
    session.must_be_fresh(now)?;
    passkeys::named(tx, account_id, id)
}

/// Records what a user did to one of their own passkeys.
fn record(tx: &Transaction<'_>, passkey: &StoredPasskey, action: Action, now: i64) -> Result<(), Problem> {
    let record = Record {
        account_id: passkey.account_id,
        by: &accounts::by_id(tx, passkey.account_id)?,
        action,
        passkey: Some(&passkey.name),
        reason: None,
    };
    audit::record(tx, &record, now)
}

/// Defers set-up, so that it isn't offered again for a while
#[utoipa::path(
    post, path = "/passkeys/deferral", tag = "Passkeys", request_body = Empty,
    responses((status = 204, description = "Deferred for ten sign-ins or seven days, whichever ends first"))
)]
pub(crate) async fn defer(
    State(app): Shared,
    caller: Caller,
    JsonBody(Empty {}): JsonBody<Empty>,
) -> Result<StatusCode, Problem> {
    let now = app.clock.now();
    let work = move |tx: &Transaction<'_>| {
        let (_, account_id) = sessions::signed_in(tx, caller.session.as_ref(), now)?;
        set_up_offer::defer(tx, account_id, now)
    };
    app.database.transaction(work).await?;
    Ok(StatusCode::NO_CONTENT)
}
