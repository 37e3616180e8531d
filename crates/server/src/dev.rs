//! The calls that only demo mode has: the outbox, the call counts, the fault switches, the clock, and
//! deleting passkeys on the server only.

use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use serde_json::json;

use crate::{
    accounts::{self, AccountName},
    app::{App, Demo, Shared},
    faults::Switch,
    passkeys,
    problem::Problem,
    request::{InQuery, JsonBody},
};

fn demo(app: &App) -> Result<&Demo, Problem> {
    app.demo.as_ref().ok_or(Problem::NotFound)
}

/// `GET /dev/outbox`
pub(crate) async fn outbox(State(app): Shared) -> Result<Response, Problem> {
    Ok(app.answer(&json!({ "messages": demo(&app)?.outbox.messages() }), None))
}

/// `GET /dev/calls`
pub(crate) async fn calls(State(app): Shared) -> Result<Response, Problem> {
    Ok(app.answer(&json!({ "calls": demo(&app)?.calls.counts() }), None))
}

/// `GET /dev/faults`
pub(crate) async fn faults(State(app): Shared) -> Result<Response, Problem> {
    Ok(app.answer(&json!({ "faults": demo(&app)?.faults.switches() }), None))
}

/// `PUT /dev/faults`
pub(crate) async fn switch_on(
    State(app): Shared,
    JsonBody(switch): JsonBody<Switch>,
) -> Result<StatusCode, Problem> {
    demo(&app)?.faults.switch_on(switch)?;
    Ok(StatusCode::NO_CONTENT)
}

/// `DELETE /dev/faults`
pub(crate) async fn all_off(State(app): Shared) -> Result<StatusCode, Problem> {
    demo(&app)?.faults.all_off();
    Ok(StatusCode::NO_CONTENT)
}

/// The body of `PUT /dev/clock`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Advance {
    advance_s: u32,
}

/// `PUT /dev/clock`
pub(crate) async fn advance_clock(
    State(app): Shared,
    JsonBody(Advance { advance_s }): JsonBody<Advance>,
) -> StatusCode {
    app.clock.advance(advance_s);
    StatusCode::NO_CONTENT
}

/// The query of `DELETE /dev/passkeys`.
#[derive(Deserialize)]
pub(crate) struct OfUser {
    username: String,
}

/// `DELETE /dev/passkeys`
pub(crate) async fn delete_passkeys(
    State(app): Shared,
    InQuery(OfUser { username }): InQuery<OfUser>,
) -> Result<StatusCode, Problem> {
    let name = AccountName::parse(&username)?;
    let work = move |tx: &rusqlite::Transaction<'_>| {
        let account = accounts::by_name(tx, &name)?.ok_or(Problem::NotFound)?;
        passkeys::delete_all(tx, account.id).map(drop)
    };
    app.database.transaction(work).await?;
    Ok(StatusCode::NO_CONTENT)
}
