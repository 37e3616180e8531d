//! One-time codes: six digits, stored as a keyed hash, valid for five minutes and five tries.

use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
};

use rand::RngExt;
use rusqlite::{OptionalExtension, Transaction, params};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    accounts::{self, Account},
    clock,
    flows::FlowId,
    problem::Problem,
    rate_limit,
    secret::{Purpose, Secret},
};

/// How many digits a code has.
const DIGITS: u8 = 6;
/// How long a code is valid, in seconds.
const LIFETIME_S: u32 = 5 * 60;
/// After how many seconds a new code can be sent.
const RESEND_S: u32 = 30;
/// How many times a code may be entered wrongly.
const TRIES: u8 = 5;

/// Where a code was sent, and how it can be used.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CodeSent {
    sent_to: String,
    digits: u8,
    expires_in_s: u32,
    resend_in_s: u32,
    tries_left: u8,
}

/// A message as the demo's outbox shows it.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Message {
    to: String,
    username: String,
    code: String,
    sent_at: String,
}

/// How many messages the outbox keeps.
const OUTBOX: usize = 100;

/// The messages that would have been sent, newest first. They exist only in memory, because the database has
/// no readable codes.
#[derive(Debug, Default)]
pub(crate) struct Outbox(Mutex<VecDeque<Message>>);

impl Outbox {
    fn push(&self, message: Message) {
        let mut messages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        messages.push_front(message);
        messages.truncate(OUTBOX);
    }

    /// Returns all messages, newest first.
    pub(crate) fn messages(&self) -> Vec<Message> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }
}

/// Sends the account a code, which becomes the flow's only one. Without an outbox there is nowhere to send
/// it, which is `auth_unavailable`.
pub(crate) fn send(
    tx: &Transaction<'_>,
    secret: &Secret,
    outbox: Option<&Outbox>,
    flow: &FlowId,
    account: &Account,
    now: i64,
) -> Result<CodeSent, Problem> {
    let Some(outbox) = outbox else {
        tracing::error!("codes can't be sent without --demo");
        return Err(Problem::AuthUnavailable);
    };
    rate_limit::count(tx, rate_limit::CODES_SENT, &account.name_key, now)?;
    let code = format!("{:06}", rand::rng().random_range(0..1_000_000_u32));
    let mac = mac(secret, flow, &code)?;
    tx.execute(
        "INSERT OR REPLACE INTO codes (flow, account_id, mac, sent_at, tries_left) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![flow.as_str(), account.id, mac, now, TRIES],
    )?;
    outbox.push(Message {
        to: account.phone.clone(),
        username: account.name.clone(),
        code,
        sent_at: clock::rfc3339(now),
    });
    Ok(CodeSent {
        sent_to: masked(&account.phone),
        digits: DIGITS,
        expires_in_s: LIFETIME_S,
        resend_in_s: RESEND_S,
        tries_left: TRIES,
    })
}

/// Sends another code once the last one is old enough.
pub(crate) fn resend(
    tx: &Transaction<'_>,
    secret: &Secret,
    outbox: Option<&Outbox>,
    flow: &FlowId,
    now: i64,
) -> Result<CodeSent, Problem> {
    let (account_id, sent_at): (i64, i64) = tx
        .query_row("SELECT account_id, sent_at FROM codes WHERE flow = ?1", [flow.as_str()], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?
        .ok_or(Problem::SessionExpired)?;
    let wait = sent_at + i64::from(RESEND_S) - now;
    if wait > 0 {
        return Err(Problem::ResendTooSoon { retry_after_s: u32::try_from(wait).unwrap_or(RESEND_S) });
    }
    send(tx, secret, outbox, flow, &accounts::by_id(tx, account_id)?, now)
}

/// Checks the code that was entered in the flow, and returns its account. A correct code is used up.
pub(crate) fn check(
    tx: &Transaction<'_>,
    secret: &Secret,
    flow: &FlowId,
    entered: &str,
    now: i64,
) -> Result<Account, Problem> {
    let code = entered.trim();
    if code.len() != usize::from(DIGITS) || !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Problem::RequestInvalid);
    }
    let (account_id, expected, sent_at, tries_left): (i64, Vec<u8>, i64, u8) = tx
        .query_row(
            "SELECT account_id, mac, sent_at, tries_left FROM codes WHERE flow = ?1",
            [flow.as_str()],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
        )
        .optional()?
        .ok_or(Problem::SessionExpired)?;
    if tries_left == 0 {
        return Err(Problem::CodeTriesExhausted);
    }
    if now >= sent_at + i64::from(LIFETIME_S) {
        return Err(Problem::CodeExpired);
    }
    if !secret.verifies(Purpose::Code, &[flow.as_str().as_bytes(), code.as_bytes()], &expected)? {
        let tries_left = tries_left - 1;
        tx.execute("UPDATE codes SET tries_left = ?2 WHERE flow = ?1", params![flow.as_str(), tries_left])?;
        return Err(match tries_left {
            0 => Problem::CodeTriesExhausted,
            _ => Problem::CodeIncorrect { tries_left },
        });
    }
    tx.execute("DELETE FROM codes WHERE flow = ?1", [flow.as_str()])?;
    let account = accounts::by_id(tx, account_id)?;
    rate_limit::reset(tx, rate_limit::CODES_SENT, &account.name_key)?;
    Ok(account)
}

fn mac(secret: &Secret, flow: &FlowId, code: &str) -> Result<[u8; 32], Problem> {
    secret.mac(Purpose::Code, &[flow.as_str().as_bytes(), code.as_bytes()])
}

/// Hides all but the last two digits of a phone number.
fn masked(phone: &str) -> String {
    let digits: Vec<char> = phone.chars().filter(char::is_ascii_digit).collect();
    let last: String = digits.iter().skip(digits.len().saturating_sub(2)).collect();
    format!("•••• {last}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_phone_number_only_the_last_two_digits_show() {
        assert_eq!(masked("+49 151 555 01 42"), "•••• 42");
    }
}
