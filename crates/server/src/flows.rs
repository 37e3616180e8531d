//! Flows: one pass through sign-in or set-up, in one tab, bound to its session.

use rusqlite::{Transaction, params};
use serde::Serialize;

use crate::{
    base64url,
    problem::Problem,
    sessions::{self, Session, SessionId},
};

/// How long a flow lasts without a call, in seconds: as long as its session. Pages ask whether the user is
/// still there long before that, and 'Stay' makes no call.
pub(crate) const IDLE_S: i64 = sessions::IDLE_S;

/// A flow's ID: 22 base64url characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(crate) struct FlowId(String);

impl FlowId {
    /// Parses an ID; a malformed one is `request_invalid`.
    pub(crate) fn parse(text: &str) -> Result<Self, Problem> {
        match base64url::decode(text) {
            Some(bytes) if bytes.len() == 16 => Ok(Self(text.to_owned())),
            Some(_) | None => Err(Problem::RequestInvalid),
        }
    }

    fn new() -> Self {
        Self(base64url::encode(&rand::random::<[u8; 16]>()))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// An open flow, and its session if that is new.
pub(crate) struct OpenFlow {
    pub(crate) id: FlowId,
    /// The session's ID, if the session was just created.
    pub(crate) new_session: Option<SessionId>,
}

/// Continues the flow that is named, or opens one.
pub(crate) fn open(
    tx: &Transaction<'_>,
    session: Option<&SessionId>,
    named: Option<FlowId>,
    now: i64,
) -> Result<OpenFlow, Problem> {
    if let Some(id) = named {
        resume(tx, session, &id, now)?;
        return Ok(OpenFlow { id, new_session: None });
    }
    let (session, new_session) = if let Some(session) = sessions::find(tx, session, now)? {
        (session, None)
    } else {
        let (id, session) = sessions::create(tx, None, now)?;
        (session, Some(id))
    };
    tx.execute("DELETE FROM flows WHERE seen_at <= ?1", [now - IDLE_S])?;
    let id = FlowId::new();
    tx.execute(
        "INSERT INTO flows (id, session, seen_at) VALUES (?1, ?2, ?3)",
        params![id.as_str(), session.hash, now],
    )?;
    Ok(OpenFlow { id, new_session })
}

/// Continues a flow; `session_expired` (410) if it is unknown, has ended or belongs to another session.
pub(crate) fn resume(
    tx: &Transaction<'_>,
    session: Option<&SessionId>,
    flow: &FlowId,
    now: i64,
) -> Result<Session, Problem> {
    let session = sessions::find(tx, session, now)?.ok_or(Problem::SessionExpired)?;
    let touched = tx.execute(
        "UPDATE flows SET seen_at = max(seen_at, ?3) WHERE id = ?1 AND session = ?2 AND seen_at > ?4",
        params![flow.as_str(), session.hash, now, now - IDLE_S],
    )?;
    if touched == 0 { Err(Problem::SessionExpired) } else { Ok(session) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_flow_is_called_by_22_base64url_characters() {
        let id = FlowId::new();
        assert_eq!(id.as_str().len(), 22);
        assert_eq!(FlowId::parse(id.as_str()), Ok(id));
    }

    #[test]
    fn anything_else_is_no_flow() {
        for text in
            ["", "short", "AAAAAAAAAAAAAAAAAAAAA=", "AAAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAA+A"]
        {
            assert_eq!(FlowId::parse(text), Err(Problem::RequestInvalid), "{text}");
        }
    }
}
