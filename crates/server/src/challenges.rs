//! Challenges: at most one per flow, usable once, and valid for five minutes.

use rusqlite::{OptionalExtension, Transaction, params};
use serde::{Serialize, de::DeserializeOwned};

use crate::{flows::FlowId, problem::Problem};

/// How long a challenge is valid, in seconds.
pub(crate) const LIFETIME_S: u32 = 5 * 60;

/// The ceremony that a challenge is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ceremony {
    /// Signing in with a passkey.
    Assertion,
    /// Setting up a passkey.
    Attestation,
}

impl Ceremony {
    fn as_str(self) -> &'static str {
        match self {
            Self::Assertion => "assertion",
            Self::Attestation => "attestation",
        }
    }
}

/// Stores the flow's challenge, replacing any earlier one.
pub(crate) fn put(
    tx: &Transaction<'_>,
    flow: &FlowId,
    ceremony: Ceremony,
    state: &impl Serialize,
    now: i64,
) -> Result<(), Problem> {
    tx.execute(
        "INSERT OR REPLACE INTO challenges (flow, ceremony, state, expires_at) VALUES (?1, ?2, ?3, ?4)",
        params![flow.as_str(), ceremony.as_str(), serde_json::to_string(state)?, now + i64::from(LIFETIME_S)],
    )?;
    Ok(())
}

/// Takes the flow's challenge, so that it can't be used again; `session_expired` (410) if it no longer
/// exists.
pub(crate) fn take<S: DeserializeOwned>(
    tx: &Transaction<'_>,
    flow: &FlowId,
    ceremony: Ceremony,
    now: i64,
) -> Result<S, Problem> {
    let taken: Option<(String, String, i64)> = tx
        .query_row(
            "DELETE FROM challenges WHERE flow = ?1 RETURNING ceremony, state, expires_at",
            [flow.as_str()],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
        .optional()?;
    match taken {
        Some((kind, state, expires_at)) if kind == ceremony.as_str() && expires_at > now => {
            Ok(serde_json::from_str(&state)?)
        }
        Some(_) | None => Err(Problem::SessionExpired),
    }
}
