//! The end of every way through sign-in: a new session, and whether setting up is offered.

use rusqlite::Transaction;
use serde::Serialize;

use crate::{
    accounts::{self, Account, User},
    flows::FlowId,
    problem::Problem,
    sessions::{self, Session, SessionId},
};

/// `SignedIn` on the wire.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SignedIn {
    user: User,
    offer_set_up: bool,
}

/// Signs the account in: in a new session, and counted for its deferral. A sign-in by a passkey of another device
/// leads to the offer of one on this device.
pub(crate) fn sign_in(
    tx: &Transaction<'_>,
    before: &Session,
    flow: &FlowId,
    account: Account,
    from_another_device: bool,
    now: i64,
) -> Result<(SessionId, SignedIn), Problem> {
    let session = sessions::replace(tx, before, flow.as_str(), account.id, now)?;
    tx.execute(
        "UPDATE deferrals SET sign_ins_since = sign_ins_since + 1 WHERE account_id = ?1",
        [account.id],
    )?;
    let offer_set_up = accounts::offers_set_up(tx, account.id, from_another_device, now)?;
    Ok((session, SignedIn { user: account.into(), offer_set_up }))
}
