//! What somebody who is signed in asks for: the session, the passkeys, and to be left alone about them.

use axum::{
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use rusqlite::{Transaction, params};
use serde_json::json;

use crate::{
    accounts::{self, User},
    app::Shared,
    base64url,
    passkeys::{self, Passkey},
    problem::Problem,
    request::{Caller, Empty, JsonBody},
    sessions,
};

/// `GET /session`
pub(crate) async fn session(State(app): Shared, caller: Caller) -> Result<Response, Problem> {
    let now = app.clock.now();
    let work = move |tx: &Transaction<'_>| {
        let (_, account_id) = sessions::signed_in(tx, caller.session.as_ref(), now)?;
        Ok(json!({
            "user": User::from(accounts::by_id(tx, account_id)?),
            "passkeys": passkeys::count(tx, account_id)?,
            "passkeyLimit": passkeys::LIMIT,
            "offerSetUp": accounts::offers_set_up(tx, account_id, false, now)?,
        }))
    };
    Ok(app.answer(&app.database.transaction(work).await?, None))
}

/// `DELETE /session`
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

/// `GET /passkeys`
pub(crate) async fn passkeys(State(app): Shared, caller: Caller) -> Result<Response, Problem> {
    let now = app.clock.now();
    let work = move |tx: &Transaction<'_>| {
        let (_, account_id) = sessions::signed_in(tx, caller.session.as_ref(), now)?;
        passkeys::of_account(tx, account_id)
    };
    let passkeys: Vec<Passkey> =
        app.database.transaction(work).await?.into_iter().map(Passkey::from).collect();
    Ok(app.answer(&json!({ "passkeys": passkeys, "limit": passkeys::LIMIT }), None))
}

/// `DELETE /passkeys/{id}`
pub(crate) async fn delete_passkey(
    State(app): Shared,
    Path(id): Path<String>,
    caller: Caller,
) -> Result<StatusCode, Problem> {
    let now = app.clock.now();
    let work = move |tx: &Transaction<'_>| {
        let (_, account_id) = sessions::signed_in(tx, caller.session.as_ref(), now)?;
        let credential_id = base64url::decode(&id).ok_or(Problem::NotFound)?;
        passkeys::delete(tx, account_id, &credential_id)
    };
    app.database.transaction(work).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /passkeys/deferral`
pub(crate) async fn defer(
    State(app): Shared,
    caller: Caller,
    JsonBody(Empty {}): JsonBody<Empty>,
) -> Result<StatusCode, Problem> {
    let now = app.clock.now();
    let work = move |tx: &Transaction<'_>| {
        let (_, account_id) = sessions::signed_in(tx, caller.session.as_ref(), now)?;
        tx.execute(
            "INSERT OR REPLACE INTO deferrals (account_id, deferred_at, sign_ins_since) VALUES (?1, ?2, 0)",
            params![account_id, now],
        )?;
        Ok(())
    };
    app.database.transaction(work).await?;
    Ok(StatusCode::NO_CONTENT)
}
