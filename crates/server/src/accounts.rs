//! Accounts: their names, their places on the ring, and what clients see of them.

use rusqlite::{
    OptionalExtension, Row, Transaction, params,
    types::{FromSql, FromSqlError, FromSqlResult, ValueRef},
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    problem::Problem,
    secret::{Purpose, Secret},
};

/// The longest name that is accepted, in characters.
pub(crate) const MAX_NAME: usize = 256;

/// A typed name, normalized for comparison: trimmed and in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AccountName(String);

impl AccountName {
    /// Parses a name; an empty or overlong one is `request_invalid`.
    pub(crate) fn parse(typed: &str) -> Result<Self, Problem> {
        let trimmed = typed.trim();
        if trimmed.is_empty() || trimmed.chars().count() > MAX_NAME {
            return Err(Problem::RequestInvalid);
        }
        Ok(Self(trimmed.to_lowercase()))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the name's place on the ring, which also identifies the name wherever it needn't be readable.
    pub(crate) fn key(&self, secret: &Secret) -> Result<[u8; 32], Problem> {
        secret.mac(Purpose::AccountName, &[self.0.as_bytes()])
    }
}

/// What an account may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Role {
    /// Uses the site.
    User,
    /// Administers the site.
    SuperUser,
    /// May look at the administration, but change nothing there.
    Viewer,
}

impl Role {
    /// Returns the role's name in the database.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::SuperUser => "super-user",
            Self::Viewer => "viewer",
        }
    }

    /// Returns whether the role may look at other users' passkeys.
    pub(crate) fn may_look(self) -> bool {
        matches!(self, Self::SuperUser | Self::Viewer)
    }

    /// Returns whether the role may remove other users' passkeys.
    pub(crate) fn may_remove(self) -> bool {
        matches!(self, Self::SuperUser)
    }
}

impl FromSql for Role {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let text = value.as_str()?;
        [Self::User, Self::SuperUser, Self::Viewer]
            .into_iter()
            .find(|role| role.as_str() == text)
            .ok_or(FromSqlError::InvalidType)
    }
}

/// An account as stored in the database.
#[derive(Debug, Clone)]
pub(crate) struct Account {
    pub(crate) id: i64,
    /// The name that the user signs in with.
    pub(crate) name: String,
    /// The name that is displayed.
    pub(crate) display_name: String,
    /// The phone number that codes are sent to.
    pub(crate) phone: String,
    pub(crate) role: Role,
    /// The Argon2id hash, as a PHC string.
    pub(crate) password_hash: String,
    /// The WebAuthn user handle.
    pub(crate) user_handle: Vec<u8>,
    /// The name's place on the ring.
    pub(crate) name_key: [u8; 32],
}

const COLUMNS: &str = "id, name, display_name, phone, role, password_hash, user_handle, name_key";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Account> {
    Ok(Account {
        id: row.get(0)?,
        name: row.get(1)?,
        display_name: row.get(2)?,
        phone: row.get(3)?,
        role: row.get(4)?,
        password_hash: row.get(5)?,
        user_handle: row.get(6)?,
        name_key: row.get(7)?,
    })
}

/// Returns the account with this ID.
pub(crate) fn by_id(tx: &Transaction<'_>, id: i64) -> Result<Account, Problem> {
    Ok(tx.query_row(&format!("SELECT {COLUMNS} FROM accounts WHERE id = ?1"), [id], from_row)?)
}

/// Returns the account with this name, if there is one.
pub(crate) fn by_name(tx: &Transaction<'_>, name: &AccountName) -> Result<Option<Account>, Problem> {
    let sql = format!("SELECT {COLUMNS} FROM accounts WHERE name = ?1");
    Ok(tx.query_row(&sql, [name.as_str()], from_row).optional()?)
}

/// Returns the first account at or after this place on the ring; `None` only if there are no accounts at all.
pub(crate) fn at_or_after(tx: &Transaction<'_>, name_key: &[u8; 32]) -> Result<Option<Account>, Problem> {
    // Both halves are looked up whatever the first one finds, so that every name costs the same.
    let next = tx
        .query_row(
            &format!("SELECT {COLUMNS} FROM accounts WHERE name_key >= ?1 ORDER BY name_key LIMIT 1"),
            [name_key],
            from_row,
        )
        .optional()?;
    let first = tx
        .query_row(&format!("SELECT {COLUMNS} FROM accounts ORDER BY name_key LIMIT 1"), [], from_row)
        .optional()?;
    Ok(next.or(first))
}

/// The data of a new account.
#[derive(Debug)]
pub(crate) struct NewAccount<'a> {
    /// The name that the user signs in with.
    pub(crate) name: &'a AccountName,
    /// The name that is displayed.
    pub(crate) display_name: &'a str,
    /// The phone number that codes are sent to.
    pub(crate) phone: &'a str,
    pub(crate) role: Role,
    /// The Argon2id hash, as a PHC string.
    pub(crate) password_hash: &'a str,
}

/// Adds an account.
pub(crate) fn insert(tx: &Transaction<'_>, secret: &Secret, account: &NewAccount<'_>) -> Result<(), Problem> {
    // WebAuthn Level 3 §14.6.1: 64 random bytes, with nothing about the user in them.
    let user_handle: [u8; 64] = rand::random();
    tx.execute(
        "INSERT INTO accounts (name, name_key, display_name, display_name_key, phone, role, password_hash, user_handle)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            account.name.as_str(),
            account.name.key(secret)?,
            account.display_name,
            account.display_name.to_lowercase(),
            account.phone,
            account.role.as_str(),
            account.password_hash,
            user_handle,
        ],
    )?;
    Ok(())
}

/// Changes the account's display name.
pub(crate) fn rename(tx: &Transaction<'_>, id: i64, display_name: &str) -> Result<(), Problem> {
    tx.execute(
        "UPDATE accounts SET display_name = ?2, display_name_key = ?3 WHERE id = ?1",
        params![id, display_name, display_name.to_lowercase()],
    )?;
    Ok(())
}

/// A user's account name and display name.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct User {
    name: String,
    display_name: String,
}

impl From<Account> for User {
    fn from(account: Account) -> Self {
        Self { name: account.name, display_name: account.display_name }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_same_with_spaces_around_it_and_in_capitals() {
        assert_eq!(AccountName::parse("  User@Example.TEST "), AccountName::parse("user@example.test"));
    }

    #[test]
    fn an_empty_or_overlong_name_is_refused() {
        assert_eq!(AccountName::parse("  "), Err(Problem::RequestInvalid));
        assert_eq!(AccountName::parse(&"n".repeat(257)), Err(Problem::RequestInvalid));
    }
}
