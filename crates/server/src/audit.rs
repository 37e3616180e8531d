//! Who created, renamed or removed which passkey, and why.

use rusqlite::{Row, Transaction, params};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{accounts::Account, clock, problem::Problem};

/// How many of the newest entries administrators see.
const SHOWN: u32 = 50;

/// What was done to a passkey.
#[derive(Debug, Clone, Copy, ToSchema)]
#[schema(rename_all = "kebab-case")]
pub(crate) enum Action {
    /// The passkey was set up.
    Created,
    /// The passkey was renamed.
    Renamed,
    /// The passkey was removed.
    Removed,
    /// All of the account's passkeys were removed at once.
    RemovedAll,
}

impl Action {
    fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Renamed => "renamed",
            Self::Removed => "removed",
            Self::RemovedAll => "removed-all",
        }
    }
}

/// A change to be recorded.
pub(crate) struct Record<'a> {
    /// The account that the passkey belongs to.
    pub(crate) account_id: i64,
    /// The account that made the change.
    pub(crate) by: &'a Account,
    pub(crate) action: Action,
    /// The passkey's name, after a renaming the new one; `None` if all were removed at once.
    pub(crate) passkey: Option<&'a str>,
    /// The reason, if an administrator made the change.
    pub(crate) reason: Option<&'a str>,
}

/// Records a change.
pub(crate) fn record(tx: &Transaction<'_>, record: &Record<'_>, now: i64) -> Result<(), Problem> {
    tx.execute(
        "INSERT INTO audit (account_id, at, by_name, by_display_name, action, passkey, reason)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            record.account_id,
            now,
            record.by.name,
            record.by.display_name,
            record.action.as_str(),
            record.passkey,
            record.reason,
        ],
    )?;
    Ok(())
}

/// An entry in an account's audit log.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AuditEntry {
    #[schema(format = DateTime)]
    at: String,
    by: String,
    by_name: String,
    #[schema(value_type = Action)]
    action: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    passkey: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    reason: Option<String>,
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<AuditEntry> {
    Ok(AuditEntry {
        at: clock::rfc3339(row.get(0)?),
        by: row.get(1)?,
        by_name: row.get(2)?,
        action: row.get(3)?,
        passkey: row.get(4)?,
        reason: row.get(5)?,
    })
}

/// Returns what was done to the account's passkeys, newest first.
pub(crate) fn of_account(tx: &Transaction<'_>, account_id: i64) -> Result<Vec<AuditEntry>, Problem> {
    let mut statement = tx.prepare_cached(
        "SELECT at, by_display_name, by_name, action, passkey, reason FROM audit
         WHERE account_id = ?1 ORDER BY id DESC LIMIT ?2",
    )?;
    let rows = statement.query_map(params![account_id, SHOWN], from_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
