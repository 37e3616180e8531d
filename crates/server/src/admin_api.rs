//! The administrators' calls: the list of users, a user's passkeys, their removal, and the counts.

use axum::{extract::State, http::StatusCode, response::Response};
use rusqlite::Transaction;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    accounts::{self, Account},
    app::Shared,
    audit::{self, Action, AuditEntry, Record},
    counts::{self, Totals},
    openapi::{Base64Url, Reason},
    passkey_answer::Passkey,
    passkeys,
    problem::Problem,
    request::{Caller, InPath, InQuery, JsonBody},
    sessions, set_up_offer, typed_text,
    user_list::{self, AdminUser, Asked, Listing},
};

/// Returns the signed-in account if its role may look; otherwise `role_insufficient` (403).
fn onlooker(tx: &Transaction<'_>, caller: &Caller, now: i64) -> Result<Account, Problem> {
    let (_, account_id) = sessions::signed_in(tx, caller.session.as_ref(), now)?;
    let account = accounts::by_id(tx, account_id)?;
    if account.role.may_look() { Ok(account) } else { Err(Problem::RoleInsufficient) }
}

/// Returns the signed-in account if its role may remove passkeys and the session is fresh. The role is
/// checked first.
fn remover(tx: &Transaction<'_>, caller: &Caller, now: i64) -> Result<Account, Problem> {
    let (session, account_id) = sessions::signed_in(tx, caller.session.as_ref(), now)?;
    let account = accounts::by_id(tx, account_id)?;
    if !account.role.may_remove() {
        return Err(Problem::RoleInsufficient);
    }
    session.must_be_fresh(now)?;
    Ok(account)
}

fn account_id(text: &str) -> Result<i64, Problem> {
    text.parse().map_err(|_| Problem::NotFound)
}

/// Lists all users, one page at a time
#[utoipa::path(
    get, path = "/admin/users", tag = "Administration", params(Asked),
    responses((status = 200, description = "At most fifty users", body = Listing))
)]
pub(crate) async fn users(
    State(app): Shared,
    caller: Caller,
    asked: Result<InQuery<Asked>, Problem>,
) -> Result<Response, Problem> {
    let now = app.clock.now();
    let work = move |tx: &Transaction<'_>| {
        onlooker(tx, &caller, now)?;
        let InQuery(asked) = asked?;
        user_list::page(tx, &asked)
    };
    Ok(app.answer(&app.database.transaction(work).await?, None))
}

/// The response to `GET /admin/users/{id}`.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct UserSecurity {
    user: AdminUser,
    /// Oldest first.
    passkeys: Vec<Passkey>,
    limit: u32,
    may_remove: bool,
    /// The newest fifty entries, newest first.
    audit: Vec<AuditEntry>,
}

/// Returns a user's passkeys, and what was done to them
#[utoipa::path(
    get, path = "/admin/users/{id}", tag = "Administration",
    params(("id" = String, Path, description = "The account's ID")),
    responses((status = 200, description = "The account", body = UserSecurity))
)]
pub(crate) async fn user(
    State(app): Shared,
    InPath(id): InPath<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    let now = app.clock.now();
    let work = move |tx: &Transaction<'_>| {
        let administrator = onlooker(tx, &caller, now)?;
        let id = account_id(&id)?;
        let user = user_list::user(tx, id)?;
        let passkeys: Vec<Passkey> = passkeys::of_account(tx, id)?.into_iter().map(Passkey::from).collect();
        Ok(UserSecurity {
            user,
            passkeys,
            limit: passkeys::LIMIT,
            may_remove: administrator.role.may_remove(),
            audit: audit::of_account(tx, id)?,
        })
    };
    Ok(app.answer(&app.database.transaction(work).await?, None))
}

/// The body of a removal.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RemovalReason {
    #[schema(value_type = Reason)]
    reason: String,
}

/// Removes one of a user's passkeys
#[utoipa::path(
    delete, path = "/admin/users/{id}/passkeys/{passkey}", tag = "Administration", request_body = RemovalReason,
    params(
        ("id" = String, Path, description = "The account's ID"),
        ("passkey" = Base64Url, Path, description = "The credential ID"),
    ),
    responses((status = 204, description = "Removed"))
)]
pub(crate) async fn remove(
    State(app): Shared,
    InPath((id, passkey)): InPath<(String, String)>,
    caller: Caller,
    why: Result<JsonBody<RemovalReason>, Problem>,
) -> Result<StatusCode, Problem> {
    let now = app.clock.now();
    let work = move |tx: &Transaction<'_>| {
        let administrator = remover(tx, &caller, now)?;
        let JsonBody(RemovalReason { reason }) = why?;
        let reason = typed_text::reason(&reason)?;
        let passkey = passkeys::named(tx, account_id(&id)?, &passkey)?;
        passkeys::delete(tx, &passkey)?;
        set_up_offer::set_due(tx, passkey.account_id, true)?;
        let record = Record {
            account_id: passkey.account_id,
            by: &administrator,
            action: Action::Removed,
            passkey: Some(&passkey.name),
            reason: Some(&reason),
        };
        audit::record(tx, &record, now)
    };
    app.database.transaction(work).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Removes all of a user's passkeys, even if there are none
#[utoipa::path(
    delete, path = "/admin/users/{id}/passkeys", tag = "Administration", request_body = RemovalReason,
    params(("id" = String, Path, description = "The account's ID")),
    responses((status = 204, description = "Removed"))
)]
pub(crate) async fn remove_all(
    State(app): Shared,
    InPath(id): InPath<String>,
    caller: Caller,
    why: Result<JsonBody<RemovalReason>, Problem>,
) -> Result<StatusCode, Problem> {
    let now = app.clock.now();
    let work = move |tx: &Transaction<'_>| {
        let administrator = remover(tx, &caller, now)?;
        let JsonBody(RemovalReason { reason }) = why?;
        let reason = typed_text::reason(&reason)?;
        let account_id = account_id(&id)?;
        user_list::user(tx, account_id)?;
        if passkeys::delete_all(tx, account_id)? == 0 {
            return Ok(());
        }
        set_up_offer::set_due(tx, account_id, true)?;
        let record = Record {
            account_id,
            by: &administrator,
            action: Action::RemovedAll,
            passkey: None,
            reason: Some(&reason),
        };
        audit::record(tx, &record, now)
    };
    app.database.transaction(work).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Counts how many users have and use a passkey, and which failures users were shown
#[utoipa::path(
    get, path = "/admin/counts", tag = "Administration",
    responses((status = 200, description = "Totals of the current day and the 29 before", body = Totals))
)]
pub(crate) async fn counts(State(app): Shared, caller: Caller) -> Result<Response, Problem> {
    let now = app.clock.now();
    let work = move |tx: &Transaction<'_>| {
        onlooker(tx, &caller, now)?;
        counts::totals(tx, now)
    };
    Ok(app.answer(&app.database.transaction(work).await?, None))
}
