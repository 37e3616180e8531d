//! Counts per day: how users signed in, and which states they were shown. Nothing in them identifies anyone.

use latchkey_core::report::Report;
use rusqlite::{Row, Transaction, params};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{openapi::DocumentedState, problem::Problem};

/// Seconds in a day.
pub(crate) const DAY_S: i64 = 24 * 3600;
/// How many days the totals cover, including the current one.
pub(crate) const DAYS: i64 = 30;

/// Returns the day that a time is in, counted from the Unix epoch.
pub(crate) fn day(at: i64) -> i64 {
    at.div_euclid(DAY_S)
}

/// How a user signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Method {
    /// With a passkey.
    Passkey,
    /// With a password and a code.
    Password,
}

impl Method {
    fn as_str(self) -> &'static str {
        match self {
            Self::Passkey => "passkey",
            Self::Password => "password",
        }
    }
}

/// Adds sign-ins to a day's count.
pub(crate) fn add_sign_ins(
    tx: &Transaction<'_>,
    day: i64,
    method: Method,
    number: u32,
) -> Result<(), Problem> {
    tx.execute(
        "INSERT INTO sign_in_counts (day, method, count) VALUES (?1, ?2, ?3)
         ON CONFLICT (day, method) DO UPDATE SET count = count + excluded.count",
        params![day, method.as_str(), number],
    )?;
    Ok(())
}

/// Adds failures to a day's count.
pub(crate) fn add_failures(
    tx: &Transaction<'_>,
    day: i64,
    report: Report,
    number: u32,
) -> Result<(), Problem> {
    tx.execute(
        "INSERT INTO failure_counts (day, state, browser, ceremony, elapsed, count) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (day, state, browser, ceremony, elapsed) DO UPDATE SET count = count + excluded.count",
        params![
            day,
            report.state.id(),
            report.browser.code(),
            report.ceremony.code(),
            report.elapsed.code(),
            number,
        ],
    )?;
    Ok(())
}

/// The response to `GET /admin/counts`.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Totals {
    days: i64,
    users: u32,
    users_with_passkey: u32,
    sign_ins: u64,
    sign_ins_with_passkey: u64,
    failures: Vec<Failures>,
}

/// How often users were shown a state.
#[derive(Debug, Serialize, ToSchema)]
struct Failures {
    #[schema(value_type = DocumentedState)]
    state: String,
    count: u64,
}

/// Returns the totals of the last [`DAYS`] days.
pub(crate) fn totals(tx: &Transaction<'_>, now: i64) -> Result<Totals, Problem> {
    let before = day(now) - DAYS;
    let (users, users_with_passkey) = tx.query_row(
        "SELECT (SELECT count(*) FROM accounts), (SELECT count(*) FROM accounts WHERE passkeys > 0)",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let (sign_ins, sign_ins_with_passkey) = tx.query_row(
        "SELECT coalesce(sum(count), 0), coalesce(sum(count) FILTER (WHERE method = 'passkey'), 0)
         FROM sign_in_counts WHERE day > ?1",
        [before],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let mut statement = tx.prepare_cached(
        "SELECT state, sum(count) FROM failure_counts WHERE day > ?1 GROUP BY state ORDER BY state",
    )?;
    let read = |row: &Row<'_>| Ok(Failures { state: row.get(0)?, count: row.get(1)? });
    let failures = statement.query_map([before], read)?.collect::<rusqlite::Result<_>>()?;
    Ok(Totals { days: DAYS, users, users_with_passkey, sign_ins, sign_ins_with_passkey, failures })
}
