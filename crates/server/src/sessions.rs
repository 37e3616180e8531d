//! Sessions: a random id in the cookie, its hash in the database, an idle and an absolute end, and for how long it is
//! believed who is there.

use axum::http::{HeaderMap, HeaderValue, header};
use rusqlite::{OptionalExtension, Transaction, params};
use sha2::{Digest, Sha256};

use crate::{base64url, problem::Problem};

/// The cookie's name.
pub(crate) const COOKIE: &str = "latchkey_session";
/// A session ends after half an hour without a call…
pub(crate) const IDLE_S: i64 = 30 * 60;
/// …and after twelve hours in any case.
pub(crate) const ABSOLUTE_S: i64 = 12 * 3600;
/// So many seconds after somebody proved who they are, their passkeys can be changed.
pub(crate) const FRESH_S: i64 = 15 * 60;

/// SHA-256 of a session's id, which is all that the database knows.
pub(crate) type SessionHash = [u8; 32];

/// A session's id, as the cookie carries it.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct SessionId([u8; 32]);

impl SessionId {
    fn new() -> Self {
        Self(rand::random())
    }

    /// What the database stores of it.
    pub(crate) fn hash(&self) -> SessionHash {
        Sha256::digest(self.0).into()
    }

    /// The request's session id, if it carries a well-formed one.
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

    /// The `set-cookie` header for it.
    pub(crate) fn cookie(&self, secure: bool) -> Option<HeaderValue> {
        let secure = if secure { "; Secure" } else { "" };
        let value = base64url::encode(&self.0);
        HeaderValue::try_from(format!("{COOKIE}={value}; Path=/; HttpOnly; SameSite=Strict{secure}")).ok()
    }
}

/// The `set-cookie` header that takes the cookie away.
pub(crate) fn removal_cookie(secure: bool) -> Option<HeaderValue> {
    let secure = if secure { "; Secure" } else { "" };
    HeaderValue::try_from(format!("{COOKIE}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0{secure}")).ok()
}

/// A session that is still there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Session {
    /// Its hash.
    pub(crate) hash: SessionHash,
    /// Who is signed in, if anybody.
    pub(crate) account_id: Option<i64>,
    /// When they last proved who they are.
    verified_at: Option<i64>,
}

impl Session {
    /// For how many more seconds passkeys can be changed; 0 if they can't.
    pub(crate) fn fresh_for_s(&self, now: i64) -> i64 {
        self.verified_at.map_or(0, |verified_at| (verified_at + FRESH_S - now).max(0))
    }

    /// `verification_required` (403) if whoever is signed in proved it too long ago.
    pub(crate) fn must_be_fresh(&self, now: i64) -> Result<(), Problem> {
        if self.fresh_for_s(now) == 0 { Err(Problem::VerificationRequired) } else { Ok(()) }
    }
}

/// The session of this id, if it hasn't ended; being asked for keeps it from ending idly.
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

/// Who is signed in; `session_expired` (401) if nobody is.
pub(crate) fn signed_in(
    tx: &Transaction<'_>,
    id: Option<&SessionId>,
    now: i64,
) -> Result<(Session, i64), Problem> {
    let session = find(tx, id, now)?.ok_or(Problem::SignedOut)?;
    Ok((session, session.account_id.ok_or(Problem::SignedOut)?))
}

/// Whoever is signed in has proved who they are once more.
pub(crate) fn verified(tx: &Transaction<'_>, session: &Session, now: i64) -> Result<(), Problem> {
    tx.execute("UPDATE sessions SET verified_at = ?2 WHERE id_hash = ?1", params![session.hash, now])?;
    Ok(())
}

/// Opens a session, and clears away what has ended.
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

/// Replaces the session by a new one in which the account is signed in, so that an id from before is worth nothing.
/// The flow that led there goes along.
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

/// Ends the session, and every flow in it.
pub(crate) fn end(tx: &Transaction<'_>, hash: &SessionHash) -> Result<(), Problem> {
    tx.execute("DELETE FROM sessions WHERE id_hash = ?1", [hash])?;
    Ok(())
}
