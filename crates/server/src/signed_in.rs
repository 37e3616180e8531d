//! The end of every sign-in: a new session, and whether set-up is offered.

use rusqlite::{Transaction, params};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    accounts::{Account, User},
    counts::{self, Method},
    flows::FlowId,
    problem::Problem,
    sessions::{self, Session, SessionId},
    set_up_offer,
};

/// The response to `POST /sign-in/code`.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SignedInAnswer {
    pub(crate) signed_in: SignedIn,
}

/// Who signed in, and whether to offer set-up.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SignedIn {
    user: User,
    offer_set_up: bool,
}

/// How a user signed in.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Way {
    /// With a password and a code.
    Password,
    /// With a passkey.
    Passkey {
        /// Whether the passkey is on another device, in which case one on this device is offered.
        of_another_device: bool,
    },
}

/// Signs the account in: creates a new session, and counts the sign-in.
pub(crate) fn sign_in(
    tx: &Transaction<'_>,
    before: &Session,
    flow: &FlowId,
    account: Account,
    way: Way,
    now: i64,
) -> Result<(SessionId, SignedIn), Problem> {
    let session = sessions::replace(tx, before, flow.as_str(), account.id, now)?;
    set_up_offer::count_sign_in(tx, account.id)?;
    tx.execute("UPDATE accounts SET last_sign_in_at = ?2 WHERE id = ?1", params![account.id, now])?;
    let (method, from_another_device) = match way {
        Way::Password => (Method::Password, false),
        Way::Passkey { of_another_device } => (Method::Passkey, of_another_device),
    };
    counts::add_sign_ins(tx, counts::day(now), method, 1)?;
    let offer_set_up = set_up_offer::is_made(tx, account.id, from_another_device, now)?;
    Ok((session, SignedIn { user: account.into(), offer_set_up }))
}
