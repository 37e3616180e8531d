//! Failure reports, which are counted but not kept.

use axum::{
    extract::{ConnectInfo, State},
    http::StatusCode,
};
use latchkey_core::report::Report;
use rusqlite::Transaction;

use crate::{app::Shared, connection::Connection, counts, problem::Problem, rate_limit, request::JsonBody};

/// Reports that a user was shown a documented state
///
/// No session is read: who ran into the failure is nobody's business.
#[utoipa::path(
    post, path = "/reports", tag = "Reports", request_body = ref("#/components/schemas/Report"),
    responses((status = 204, description = "Counted"))
)]
pub(crate) async fn report(
    State(app): Shared,
    ConnectInfo(connection): ConnectInfo<Connection>,
    JsonBody(report): JsonBody<Report>,
) -> Result<StatusCode, Problem> {
    let now = app.clock.now();
    let address = rate_limit::address_subject(connection.peer.ip());
    let work = move |tx: &Transaction<'_>| {
        rate_limit::count(tx, rate_limit::REPORTS_BY_ADDRESS, &address, now)?;
        counts::add_failures(tx, counts::day(now), report, 1)
    };
    app.database.transaction(work).await?;
    Ok(StatusCode::NO_CONTENT)
}
