//! What somebody who is signed in asks for: the session, their own name and passkeys, and to be left alone about them.

use axum::{
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use rusqlite::Transaction;
use serde::Deserialize;
use serde_json::json;

use crate::{
    accounts::{self, User},
    app::Shared,
    audit::{self, Action, Deed},
    base64url,
    passkey_answer::Passkey,
    passkeys::{self, StoredPasskey},
    problem::Problem,
    request::{Caller, Empty, InPath, JsonBody},
    sessions, set_up_offer, typed_text,
};

/// `GET /session`
pub(crate) async fn session(State(app): Shared, caller: Caller) -> Result<Response, Problem> {
    let now = app.clock.now();
    let work = move |tx: &Transaction<'_>| {
        let (session, account_id) = sessions::signed_in(tx, caller.session.as_ref(), now)?;
        let account = accounts::by_id(tx, account_id)?;
        Ok(json!({
            "role": account.role.as_str(),
            "user": User::from(account),
            "passkeys": passkeys::count(tx, account_id)?,
            "passkeyLimit": passkeys::LIMIT,
            "offerSetUp": set_up_offer::is_made(tx, account_id, false, now)?,
            "freshForS": session.fresh_for_s(now),
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

/// The body of `PATCH /account`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NewDisplayName {
    display_name: String,
}

/// `PATCH /account`
pub(crate) async fn rename(
    State(app): Shared,
    caller: Caller,
    JsonBody(body): JsonBody<NewDisplayName>,
) -> Result<Response, Problem> {
    let display_name = typed_text::name(&body.display_name)?;
    let now = app.clock.now();
    let work = move |tx: &Transaction<'_>| {
        let (_, account_id) = sessions::signed_in(tx, caller.session.as_ref(), now)?;
        accounts::rename(tx, account_id, &display_name)?;
        accounts::by_id(tx, account_id)
    };
    let user = User::from(app.database.transaction(work).await?);
    Ok(app.answer(&json!({ "user": user }), None))
}

/// `GET /passkeys`
pub(crate) async fn passkeys(State(app): Shared, caller: Caller) -> Result<Response, Problem> {
    let now = app.clock.now();
    let work = move |tx: &Transaction<'_>| {
        let (_, account_id) = sessions::signed_in(tx, caller.session.as_ref(), now)?;
        Ok((passkeys::of_account(tx, account_id)?, accounts::by_id(tx, account_id)?.user_handle))
    };
    let (stored, user_handle) = app.database.transaction(work).await?;
    let passkeys: Vec<Passkey> = stored.into_iter().map(Passkey::from).collect();
    let answer = json!({
        "passkeys": passkeys,
        "limit": passkeys::LIMIT,
        "rpId": app.relying_party.id,
        "userHandle": base64url::encode(&user_handle),
    });
    Ok(app.answer(&answer, None))
}

/// The body of `PATCH /passkeys/{id}`.
#[derive(Deserialize)]
pub(crate) struct NewName {
    name: String,
}

/// `PATCH /passkeys/{id}`
pub(crate) async fn rename_passkey(
    State(app): Shared,
    InPath(id): InPath<String>,
    caller: Caller,
    JsonBody(body): JsonBody<NewName>,
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
    Ok(app.answer(&json!({ "passkey": passkey }), None))
}

/// `DELETE /passkeys/{id}`
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

/// The passkey that is to be changed: one's own, and only a short while after one proved who one is.
fn own_passkey(tx: &Transaction<'_>, caller: &Caller, id: &str, now: i64) -> Result<StoredPasskey, Problem> {
    let (session, account_id) = sessions::signed_in(tx, caller.session.as_ref(), now)?;
    session.must_be_fresh(now)?;
    passkeys::named(tx, account_id, id)
}

/// Records what somebody did to a passkey of their own.
fn record(tx: &Transaction<'_>, passkey: &StoredPasskey, action: Action, now: i64) -> Result<(), Problem> {
    let deed = Deed {
        account_id: passkey.account_id,
        by: &accounts::by_id(tx, passkey.account_id)?,
        action,
        passkey: Some(&passkey.name),
        reason: None,
    };
    audit::record(tx, &deed, now)
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
        set_up_offer::defer(tx, account_id, now)
    };
    app.database.transaction(work).await?;
    Ok(StatusCode::NO_CONTENT)
}
