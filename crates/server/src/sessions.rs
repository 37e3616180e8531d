//! Sessions: a random ID in the cookie, its hash in the database, an idle and an absolute timeout, and how
//! long a proof of identity counts.

use axum::http::{HeaderMap, HeaderValue, header};
use rusqlite::{OptionalExtension, Transaction, params};
use sha2::{Digest, Sha256};

use crate::{base64url, problem::Problem};

/// The session cookie's name.
pub(crate) const COOKIE: &str = "latchkey_session";
/// How long a session lasts without a call, in seconds.
pub(crate) const IDLE_S: i64 = 30 * 60;
/// How long a session lasts at most, in seconds.
pub(crate) const ABSOLUTE_S: i64 = 12 * 3600;
/// For how many seconds after a user proved their identity their passkeys can be changed.
pub(crate) const FRESH_S: i64 = 15 * 60;

/// SHA-256 of a session's ID, which is all that the database has.
pub(crate) type SessionHash = [u8; 32];

/// A session's ID, as the cookie carries it.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct SessionId([u8; 32]);

impl SessionId {
    fn new() -> Self {
        Self(rand::random())
    }

    /// Returns what the database stores of the ID.
    pub(crate) fn hash(&self) -> SessionHash {
        Sha256::digest(self.0).into()
    }

    /// Returns the request's session ID, if it carries a well-formed one.
    pub(crate) fn from_headers(headers: &HeaderMap) -> Option<Self> {
        headers
            .get_all(header::COOKIE)
            .into_iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(name, _)| *name == COOKIE)
            .and_then(|(_, value)| base64url::decode(value))
            .and_then(|bytes| bytes.try_into().ok())
            .map(Self)
    }

    /// Builds the `set-cookie` header for the session.
    pub(crate) fn cookie(&self, secure: bool) -> Option<HeaderValue> {
        let secure = if secure { "; Secure" } else { "" };
        let value = base64url::encode(&self.0);
        HeaderValue::try_from(format!("{COOKIE}={value}; Path=/; HttpOnly; SameSite=Strict{secure}")).ok()
    }
}

/// Builds the `set-cookie` header that removes the cookie.
pub(crate) fn removal_cookie(secure: bool) -> Option<HeaderValue> {
    let secure = if secure { "; Secure" } else { "" };
    HeaderValue::try_from(format!("{COOKIE}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0{secure}")).ok()
}

/// A session that hasn't ended.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Session {
    pub(crate) hash: SessionHash,
    /// The signed-in account, if any.
    pub(crate) account_id: Option<i64>,
    /// When the user last proved their identity, in seconds since the Unix epoch.
    verified_at: Option<i64>,
}

impl Session {
    /// Returns for how many more seconds passkeys can be changed; 0 if they can't.
    pub(crate) fn fresh_for_s(&self, now: i64) -> i64 {
        self.verified_at.map_or(0, |verified_at| (verified_at + FRESH_S - now).max(0))
    }

    /// Checks that the session is fresh; `verification_required` (403) if it isn't.
    pub(crate) fn must_be_fresh(&self, now: i64) -> Result<(), Problem> {
        if self.fresh_for_s(now) == 0 { Err(Problem::VerificationRequired) } else { Ok(()) }
    }
}

/// Finds the session with this ID, if it hasn't ended, and restarts its idle timeout.
pub(crate) fn find(
    tx: &Transaction<'_>,
    id: Option<&SessionId>,
    now: i64,
) -> Result<Option<Session>, Problem> {
    let Some(hash) = id.map(SessionId::hash) else { return Ok(None) };
    let found = tx
        .query_row(
            "UPDATE sessions SET seen_at = max(seen_at, ?2) WHERE id_hash = ?1 AND seen_at > ?3 AND created_at > ?4
             RETURNING account_id, verified_at",
            params![hash, now, now - IDLE_S, now - ABSOLUTE_S],
            |row| Ok(Session { hash, account_id: row.get(0)?, verified_at: row.get(1)? }),
        )
        .optional()?;
    Ok(found)
}

/// Returns the session and the signed-in account's ID; `session_expired` (401) if nobody is signed in.
pub(crate) fn signed_in(
    tx: &Transaction<'_>,
    id: Option<&SessionId>,
    now: i64,
) -> Result<(Session, i64), Problem> {
    let session = find(tx, id, now)?.ok_or(Problem::SignedOut)?;
    Ok((session, session.account_id.ok_or(Problem::SignedOut)?))
}

/// Records that the signed-in user has proved their identity again.
pub(crate) fn verified(tx: &Transaction<'_>, session: &Session, now: i64) -> Result<(), Problem> {
    tx.execute("UPDATE sessions SET verified_at = ?2 WHERE id_hash = ?1", params![session.hash, now])?;
    Ok(())
}

/// Creates a session, and deletes those that have ended.
pub(crate) fn create(
    tx: &Transaction<'_>,
    account_id: Option<i64>,
    now: i64,
) -> Result<(SessionId, Session), Problem> {
    tx.execute(
        "DELETE FROM sessions WHERE seen_at <= ?1 OR created_at <= ?2",
        params![now - IDLE_S, now - ABSOLUTE_S],
    )?;
    let id = SessionId::new();
    let session = Session { hash: id.hash(), account_id, verified_at: account_id.map(|_| now) };
    tx.execute(
        "INSERT INTO sessions (id_hash, account_id, created_at, seen_at, verified_at) VALUES (?1, ?2, ?3, ?3, ?4)",
        params![session.hash, account_id, now, session.verified_at],
    )?;
    Ok((id, session))
}

/// Replaces the session with a new one in which the account is signed in, so that an ID from before is
/// worthless. The flow that led to the sign-in moves to the new session.
pub(crate) fn replace(
    tx: &Transaction<'_>,
    old: &Session,
    flow: &str,
    account_id: i64,
    now: i64,
) -> Result<SessionId, Problem> {
    let (id, new) = create(tx, Some(account_id), now)?;
    tx.execute("UPDATE flows SET session = ?2 WHERE id = ?1", params![flow, new.hash])?;
    end(tx, &old.hash)?;
    Ok(id)
}

/// Ends the session and all of its flows.
pub(crate) fn end(tx: &Transaction<'_>, hash: &SessionHash) -> Result<(), Problem> {
    tx.execute("DELETE FROM sessions WHERE id_hash = ?1", [hash])?;
    Ok(())
}
