//! Whether set-up is offered: after a user said "not now", and after an administrator removed a passkey.

use latchkey_core::deferral::Deferral;
use rusqlite::{OptionalExtension, Row, Transaction, params};

use crate::{passkeys, problem::Problem};

/// Returns whether set-up is offered: the account has no passkey, or none on this device and room for one,
/// and the user didn't recently say "not now". After an administrator removed a passkey it is always offered,
/// if there is room.
pub(crate) fn is_made(
    tx: &Transaction<'_>,
    account_id: i64,
    from_another_device: bool,
    now: i64,
) -> Result<bool, Problem> {
    let passkeys = passkeys::count(tx, account_id)?;
    let due =
        tx.query_row("SELECT set_up_due FROM accounts WHERE id = ?1", [account_id], |row| row.get(0))?;
    if due && passkeys < passkeys::LIMIT {
        return Ok(true);
    }
    let deferred = deferral(tx, account_id)?.is_some_and(|deferral| !deferral.is_over(now));
    Ok(!deferred && (passkeys == 0 || (from_another_device && passkeys < passkeys::LIMIT)))
}

fn deferral(tx: &Transaction<'_>, account_id: i64) -> Result<Option<Deferral>, Problem> {
    let sql = "SELECT deferred_at, sign_ins_since FROM deferrals WHERE account_id = ?1";
    let read = |row: &Row<'_>| Ok(Deferral { made_at: row.get(0)?, sign_ins_since: row.get(1)? });
    Ok(tx.query_row(sql, [account_id], read).optional()?)
}

/// Records that the user said "not now".
pub(crate) fn defer(tx: &Transaction<'_>, account_id: i64, now: i64) -> Result<(), Problem> {
    tx.execute(
        "INSERT OR REPLACE INTO deferrals (account_id, deferred_at, sign_ins_since) VALUES (?1, ?2, 0)",
        params![account_id, now],
    )?;
    set_due(tx, account_id, false)
}

/// Counts a sign-in since the account's deferral.
pub(crate) fn count_sign_in(tx: &Transaction<'_>, account_id: i64) -> Result<(), Problem> {
    let sql = "UPDATE deferrals SET sign_ins_since = sign_ins_since + 1 WHERE account_id = ?1";
    tx.execute(sql, [account_id])?;
    Ok(())
}

/// Sets whether set-up is offered regardless of any deferral.
pub(crate) fn set_due(tx: &Transaction<'_>, account_id: i64, due: bool) -> Result<(), Problem> {
    tx.execute("UPDATE accounts SET set_up_due = ?2 WHERE id = ?1", params![account_id, due])?;
    Ok(())
}
