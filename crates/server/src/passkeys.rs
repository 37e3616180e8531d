//! Passkeys as they are stored.

use latchkey_core::passkey_kind::Kind;
use rusqlite::{OptionalExtension, Row, Transaction, params};
use webauthn_rs_core::proto::Credential;

use crate::{base64url, problem::Problem, request::Client};

/// How many passkeys an account may have.
pub(crate) const LIMIT: u32 = 5;

/// Where an authenticator is and how it is reached, as the browser reported it at registration.
#[derive(Debug, Clone)]
pub(crate) struct Reach {
    /// `platform` or `cross-platform`.
    pub(crate) attachment: Option<String>,
    /// The transports, whether or not a library knows them.
    pub(crate) transports: Vec<String>,
}

/// A passkey as stored in the database.
#[derive(Debug, Clone)]
pub(crate) struct StoredPasskey {
    /// The row's ID, which isn't the credential ID.
    pub(crate) id: i64,
    pub(crate) account_id: i64,
    /// The WebAuthn credential record.
    pub(crate) credential: Credential,
    pub(crate) reach: Reach,
    /// The authenticator's model, if it was reported.
    pub(crate) aaguid: Option<[u8; 16]>,
    pub(crate) name: String,
    /// When it was registered, in seconds since the Unix epoch.
    pub(crate) created_at: i64,
    /// When it was last used, in seconds since the Unix epoch.
    pub(crate) last_used_at: Option<i64>,
    /// The codes of the browser and the system that it was last used with.
    pub(crate) last_used_on: Option<(String, String)>,
}

/// A row whose JSON columns haven't been parsed yet.
struct Stored {
    passkey: (i64, i64, String, i64, Option<i64>),
    last_used_on: (Option<String>, Option<String>),
    aaguid: Option<[u8; 16]>,
    attachment: Option<String>,
    credential: String,
    transports: String,
}

const COLUMNS: &str =
    "id, account_id, name, created_at, last_used_at, last_used_browser, last_used_system, aaguid,
                       attachment, credential, transports";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Stored> {
    Ok(Stored {
        passkey: (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?),
        last_used_on: (row.get(5)?, row.get(6)?),
        aaguid: row.get(7)?,
        attachment: row.get(8)?,
        credential: row.get(9)?,
        transports: row.get(10)?,
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
            reach: Reach {
                attachment: stored.attachment,
                transports: serde_json::from_str(&stored.transports)?,
            },
            aaguid: stored.aaguid,
            name,
            created_at,
            last_used_at,
            last_used_on: stored.last_used_on.0.zip(stored.last_used_on.1),
        })
    }
}

/// Returns the account's passkeys, oldest first.
pub(crate) fn of_account(tx: &Transaction<'_>, account_id: i64) -> Result<Vec<StoredPasskey>, Problem> {
    let sql = format!("SELECT {COLUMNS} FROM passkeys WHERE account_id = ?1 ORDER BY id");
    let mut statement = tx.prepare_cached(&sql)?;
    let rows = statement.query_map([account_id], from_row)?;
    rows.map(|row| row.map_err(Problem::from).and_then(StoredPasskey::try_from)).collect()
}

/// Returns the passkey with this credential ID, whichever account owns it.
pub(crate) fn by_credential_id(tx: &Transaction<'_>, id: &[u8]) -> Result<Option<StoredPasskey>, Problem> {
    let sql = format!("SELECT {COLUMNS} FROM passkeys WHERE credential_id = ?1");
    tx.query_row(&sql, [id], from_row).optional()?.map(StoredPasskey::try_from).transpose()
}

/// Counts the account's passkeys.
pub(crate) fn count(tx: &Transaction<'_>, account_id: i64) -> Result<u32, Problem> {
    Ok(tx.query_row("SELECT count(*) FROM passkeys WHERE account_id = ?1", [account_id], |row| row.get(0))?)
}

/// Stores a new passkey; `credential_exists` if its ID is taken.
pub(crate) fn insert(
    tx: &Transaction<'_>,
    account_id: i64,
    credential: &Credential,
    reach: Reach,
    aaguid: Option<[u8; 16]>,
    now: i64,
) -> Result<StoredPasskey, Problem> {
    if by_credential_id(tx, &credential.cred_id)?.is_some() {
        return Err(Problem::CredentialExists);
    }
    let name = default_name(&reach).to_owned();
    tx.execute(
        "INSERT INTO passkeys (account_id, credential_id, credential, transports, name, aaguid, backup_eligible,
                               backed_up, created_at, attachment)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        params![
            account_id,
            credential.cred_id,
            serde_json::to_string(credential)?,
            serde_json::to_string(&reach.transports)?,
            name,
            aaguid,
            credential.backup_eligible,
            credential.backup_state,
            now,
            reach.attachment,
        ],
    )?;
    Ok(StoredPasskey {
        id: tx.last_insert_rowid(),
        account_id,
        credential: credential.clone(),
        reach,
        aaguid,
        name,
        created_at: now,
        last_used_at: None,
        last_used_on: None,
    })
}

/// Stores what an assertion changed: the counter, the backup state, and when and with what the passkey was
/// used.
pub(crate) fn used(
    tx: &Transaction<'_>,
    passkey: &StoredPasskey,
    client: Client,
    now: i64,
) -> Result<(), Problem> {
    tx.execute(
        "UPDATE passkeys SET credential = ?2, backup_eligible = ?3, backed_up = ?4, last_used_at = ?5,
                             last_used_browser = ?6, last_used_system = ?7
         WHERE id = ?1",
        params![
            passkey.id,
            serde_json::to_string(&passkey.credential)?,
            passkey.credential.backup_eligible,
            passkey.credential.backup_state,
            now,
            client.browser.code(),
            client.system.code(),
        ],
    )?;
    Ok(())
}

/// Returns the account's passkey that a path names by its credential ID; `not_found` if the account has no
/// such passkey.
pub(crate) fn named(tx: &Transaction<'_>, account_id: i64, id: &str) -> Result<StoredPasskey, Problem> {
    let credential_id = base64url::decode(id).ok_or(Problem::NotFound)?;
    by_credential_id(tx, &credential_id)?
        .filter(|passkey| passkey.account_id == account_id)
        .ok_or(Problem::NotFound)
}

/// Renames a passkey.
pub(crate) fn rename(tx: &Transaction<'_>, passkey: &StoredPasskey, name: &str) -> Result<(), Problem> {
    tx.execute("UPDATE passkeys SET name = ?2 WHERE id = ?1", params![passkey.id, name])?;
    Ok(())
}

/// Deletes a passkey.
pub(crate) fn delete(tx: &Transaction<'_>, passkey: &StoredPasskey) -> Result<(), Problem> {
    tx.execute("DELETE FROM passkeys WHERE id = ?1", [passkey.id])?;
    Ok(())
}

/// Deletes all of the account's passkeys, and returns how many there were.
pub(crate) fn delete_all(tx: &Transaction<'_>, account_id: i64) -> Result<usize, Problem> {
    Ok(tx.execute("DELETE FROM passkeys WHERE account_id = ?1", [account_id])?)
}

/// Returns a passkey's initial name, based on what it is stored on.
fn default_name(reach: &Reach) -> &'static str {
    match Kind::of(reach.attachment.as_deref(), &reach.transports) {
        Kind::Device => "This device",
        Kind::Phone => "Phone",
        Kind::SecurityKey => "Security key",
        Kind::Unknown => "Passkey",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passkey_is_first_called_after_where_it_is() {
        let name = |attachment: Option<&str>, transports: &[&str]| {
            default_name(&Reach {
                attachment: attachment.map(str::to_owned),
                transports: transports.iter().map(|&transport| transport.to_owned()).collect(),
            })
        };
        assert_eq!(name(Some("platform"), &["internal", "hybrid"]), "This device");
        assert_eq!(name(Some("cross-platform"), &["internal", "hybrid"]), "Phone");
        assert_eq!(name(None, &["usb", "nfc"]), "Security key");
        assert_eq!(name(None, &[]), "Passkey");
    }
}
