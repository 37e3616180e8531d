//! Passkeys as they are stored, and what a client learns of them.

use rusqlite::{OptionalExtension, Row, Transaction, params};
use serde::Serialize;
use webauthn_rs_core::proto::Credential;

use crate::{base64url, clock, problem::Problem};

/// How many passkeys an account may have.
pub(crate) const LIMIT: u32 = 5;

/// A passkey as the database has it.
#[derive(Debug, Clone)]
pub(crate) struct StoredPasskey {
    /// The row's id.
    pub(crate) id: i64,
    /// Whose it is.
    pub(crate) account_id: i64,
    /// The credential record.
    pub(crate) credential: Credential,
    /// The transports as the browser named them at registration.
    pub(crate) transports: Vec<String>,
    /// What it is called.
    pub(crate) name: String,
    /// When it was registered, in seconds since the Unix epoch.
    pub(crate) created_at: i64,
    /// When somebody last signed in with it.
    pub(crate) last_used_at: Option<i64>,
}

/// The columns that documents are made of, before they are read.
struct Stored {
    passkey: (i64, i64, String, i64, Option<i64>),
    credential: String,
    transports: String,
}

const COLUMNS: &str = "id, account_id, name, created_at, last_used_at, credential, transports";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Stored> {
    Ok(Stored {
        passkey: (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?),
        credential: row.get(5)?,
        transports: row.get(6)?,
    })
}

impl TryFrom<Stored> for StoredPasskey {
    type Error = Problem;

    fn try_from(stored: Stored) -> Result<Self, Problem> {
        let (id, account_id, name, created_at, last_used_at) = stored.passkey;
        Ok(Self {
            id,
            account_id,
            credential: serde_json::from_str(&stored.credential)?,
            transports: serde_json::from_str(&stored.transports)?,
            name,
            created_at,
            last_used_at,
        })
    }
}

/// The account's passkeys, oldest first.
pub(crate) fn of_account(tx: &Transaction<'_>, account_id: i64) -> Result<Vec<StoredPasskey>, Problem> {
    let sql = format!("SELECT {COLUMNS} FROM passkeys WHERE account_id = ?1 ORDER BY id");
    let mut statement = tx.prepare_cached(&sql)?;
    let rows = statement.query_map([account_id], from_row)?;
    rows.map(|row| row.map_err(Problem::from).and_then(StoredPasskey::try_from)).collect()
}

/// The passkey with this credential id, whoever's it is.
pub(crate) fn by_credential_id(tx: &Transaction<'_>, id: &[u8]) -> Result<Option<StoredPasskey>, Problem> {
    let sql = format!("SELECT {COLUMNS} FROM passkeys WHERE credential_id = ?1");
    tx.query_row(&sql, [id], from_row).optional()?.map(StoredPasskey::try_from).transpose()
}

/// How many the account has.
pub(crate) fn count(tx: &Transaction<'_>, account_id: i64) -> Result<u32, Problem> {
    Ok(tx.query_row("SELECT count(*) FROM passkeys WHERE account_id = ?1", [account_id], |row| row.get(0))?)
}

/// Stores a new passkey; `credential_exists` if its id is taken.
pub(crate) fn insert(
    tx: &Transaction<'_>,
    account_id: i64,
    credential: &Credential,
    transports: Vec<String>,
    aaguid: Option<[u8; 16]>,
    now: i64,
) -> Result<StoredPasskey, Problem> {
    if by_credential_id(tx, &credential.cred_id)?.is_some() {
        return Err(Problem::CredentialExists);
    }
    let name = default_name(&transports).to_owned();
    tx.execute(
        "INSERT INTO passkeys (account_id, credential_id, credential, transports, name, aaguid, backup_eligible,
                               backed_up, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            account_id,
            credential.cred_id,
            serde_json::to_string(credential)?,
            serde_json::to_string(&transports)?,
            name,
            aaguid,
            credential.backup_eligible,
            credential.backup_state,
            now,
        ],
    )?;
    Ok(StoredPasskey {
        id: tx.last_insert_rowid(),
        account_id,
        credential: credential.clone(),
        transports,
        name,
        created_at: now,
        last_used_at: None,
    })
}

/// Stores what an assertion changed: the counter, the backup state, and when it was.
pub(crate) fn used(tx: &Transaction<'_>, passkey: &StoredPasskey, now: i64) -> Result<(), Problem> {
    tx.execute(
        "UPDATE passkeys SET credential = ?2, backup_eligible = ?3, backed_up = ?4, last_used_at = ?5 WHERE id = ?1",
        params![
            passkey.id,
            serde_json::to_string(&passkey.credential)?,
            passkey.credential.backup_eligible,
            passkey.credential.backup_state,
            now,
        ],
    )?;
    Ok(())
}

/// Deletes one of the account's passkeys; `not_found` if it has none with this credential id.
pub(crate) fn delete(tx: &Transaction<'_>, account_id: i64, credential_id: &[u8]) -> Result<(), Problem> {
    let sql = "DELETE FROM passkeys WHERE account_id = ?1 AND credential_id = ?2";
    match tx.execute(sql, params![account_id, credential_id])? {
        0 => Err(Problem::NotFound),
        _ => Ok(()),
    }
}

/// Deletes all of the account's passkeys.
pub(crate) fn delete_all(tx: &Transaction<'_>, account_id: i64) -> Result<(), Problem> {
    tx.execute("DELETE FROM passkeys WHERE account_id = ?1", [account_id])?;
    Ok(())
}

/// A name to begin with, from how the authenticator is reached.
fn default_name(transports: &[String]) -> &'static str {
    let has = |name: &str| transports.iter().any(|transport| transport == name);
    if has("internal") {
        "This device"
    } else if has("hybrid") {
        "Phone"
    } else if has("usb") || has("nfc") || has("ble") || has("smart-card") {
        "Security key"
    } else {
        "Passkey"
    }
}

/// `Passkey` on the wire.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Passkey {
    id: String,
    name: String,
    created_at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_used_at: Option<String>,
    transports: Vec<String>,
    backed_up: bool,
}

impl From<StoredPasskey> for Passkey {
    fn from(stored: StoredPasskey) -> Self {
        Self {
            id: base64url::encode(&stored.credential.cred_id),
            name: stored.name,
            created_at: clock::rfc3339(stored.created_at),
            last_used_at: stored.last_used_at.map(clock::rfc3339),
            transports: stored.transports,
            backed_up: stored.credential.backup_state,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passkey_is_first_called_after_where_it_is() {
        let name = |transports: &[&str]| {
            default_name(&transports.iter().map(|&transport| transport.to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(name(&["internal", "hybrid"]), "This device");
        assert_eq!(name(&["hybrid"]), "Phone");
        assert_eq!(name(&["usb", "nfc"]), "Security key");
        assert_eq!(name(&[]), "Passkey");
    }
}
