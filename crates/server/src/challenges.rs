//! Challenges: at most one per flow, used once, five minutes old at the most.

use rusqlite::{OptionalExtension, Transaction, params};
use serde::{Serialize, de::DeserializeOwned};

use crate::{flows::FlowId, problem::Problem};

/// A challenge ends after so many seconds.
pub(crate) const LIFETIME_S: u32 = 5 * 60;

/// Which of the two ceremonies a challenge is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ceremony {
    /// Signing in.
    Assertion,
    /// Setting up.
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

/// Puts the flow's challenge in the place of any earlier one.
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

/// Takes the flow's challenge, so that nobody gets it again; `session_expired` (410) if it isn't there any more.
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
