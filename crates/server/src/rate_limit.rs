//! Rate limits: how often something may be tried within a time window. A try is counted before it is made.

use std::net::IpAddr;

use rusqlite::{OptionalExtension, Transaction, params};

use crate::problem::Problem;

/// How many tries are allowed in how many seconds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limit {
    scope: &'static str,
    times: u32,
    window_s: i64,
}

/// Wrong passwords for one name, whether or not an account has it.
pub(crate) const PASSWORD_BY_NAME: Limit = Limit { scope: "password-by-name", times: 10, window_s: 15 * 60 };
/// Wrong passwords from one client address, enough for an office behind a single address.
pub(crate) const PASSWORD_BY_ADDRESS: Limit =
    Limit { scope: "password-by-address", times: 300, window_s: 15 * 60 };
/// Codes sent to one account that weren't entered.
pub(crate) const CODES_SENT: Limit = Limit { scope: "codes-sent", times: 20, window_s: 3600 };

/// Failure reports from one client address.
pub(crate) const REPORTS_BY_ADDRESS: Limit =
    Limit { scope: "reports-by-address", times: 300, window_s: 15 * 60 };

/// Counts a try; `rate_limited` (429) if there were too many already.
pub(crate) fn count(tx: &Transaction<'_>, limit: Limit, subject: &[u8], now: i64) -> Result<(), Problem> {
    tx.execute(
        "DELETE FROM rate_limits WHERE scope = ?1 AND window_started_at <= ?2",
        params![limit.scope, now - limit.window_s],
    )?;
    let window: Option<(i64, u32)> = tx
        .query_row(
            "SELECT window_started_at, count FROM rate_limits WHERE scope = ?1 AND subject = ?2",
            params![limit.scope, subject],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    if let Some((started_at, times)) = window
        && times >= limit.times
    {
        let retry_after_s = u32::try_from(started_at + limit.window_s - now).unwrap_or(1);
        return Err(Problem::RateLimited { retry_after_s });
    }
    tx.execute(
        "INSERT INTO rate_limits (scope, subject, window_started_at, count) VALUES (?1, ?2, ?3, 1)
         ON CONFLICT (scope, subject) DO UPDATE SET count = count + 1",
        params![limit.scope, subject, now],
    )?;
    Ok(())
}

/// Forgets all tries, because one was right.
pub(crate) fn reset(tx: &Transaction<'_>, limit: Limit, subject: &[u8]) -> Result<(), Problem> {
    tx.execute("DELETE FROM rate_limits WHERE scope = ?1 AND subject = ?2", params![limit.scope, subject])?;
    Ok(())
}

/// Takes back one try that was right, while the others still count.
pub(crate) fn take_back(tx: &Transaction<'_>, limit: Limit, subject: &[u8]) -> Result<(), Problem> {
    tx.execute(
        "UPDATE rate_limits SET count = count - 1 WHERE scope = ?1 AND subject = ?2 AND count > 0",
        params![limit.scope, subject],
    )?;
    Ok(())
}

/// Returns the bytes that a client address is counted under: all of an IPv4 address, but only the network
/// half of an IPv6 address, which a single subscriber has to themselves.
pub(crate) fn address_subject(address: IpAddr) -> Vec<u8> {
    match address.to_canonical() {
        IpAddr::V4(address) => address.octets().to_vec(),
        IpAddr::V6(address) => address.octets().into_iter().take(8).collect(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::database::Database;

    const TWICE: Limit = Limit { scope: "twice", times: 2, window_s: 60 };

    fn try_at(database: &Database, now: i64) -> Result<(), Problem> {
        database.transaction_blocking(|tx| count(tx, TWICE, b"somebody", now))
    }

    #[test]
    fn the_third_try_in_a_minute_has_to_wait_for_the_window_to_end() {
        let database = Database::open(Path::new(":memory:")).unwrap();
        assert_eq!(try_at(&database, 100), Ok(()));
        assert_eq!(try_at(&database, 110), Ok(()));
        assert_eq!(try_at(&database, 120), Err(Problem::RateLimited { retry_after_s: 40 }));
        assert_eq!(try_at(&database, 159), Err(Problem::RateLimited { retry_after_s: 1 }));
        assert_eq!(try_at(&database, 160), Ok(()));
    }

    #[test]
    fn one_right_try_forgets_the_wrong_ones() {
        let database = Database::open(Path::new(":memory:")).unwrap();
        assert_eq!(try_at(&database, 100), Ok(()));
        assert_eq!(try_at(&database, 100), Ok(()));
        database.transaction_blocking(|tx| reset(tx, TWICE, b"somebody")).unwrap();
        assert_eq!(try_at(&database, 100), Ok(()));
    }

    #[test]
    fn one_right_try_that_is_taken_back_leaves_the_wrong_ones() {
        let database = Database::open(Path::new(":memory:")).unwrap();
        assert_eq!(try_at(&database, 100), Ok(()));
        assert_eq!(try_at(&database, 100), Ok(()));
        database.transaction_blocking(|tx| take_back(tx, TWICE, b"somebody")).unwrap();
        assert_eq!(try_at(&database, 100), Ok(()));
        assert_eq!(try_at(&database, 100), Err(Problem::RateLimited { retry_after_s: 60 }));
    }

    #[test]
    fn an_ipv6_subscriber_counts_as_one_client() {
        let subject = |text: &str| address_subject(text.parse().unwrap());
        assert_eq!(subject("2001:db8::1"), subject("2001:db8::2"));
        assert_ne!(subject("2001:db8::1"), subject("2001:db8:0:1::1"));
        assert_eq!(subject("::ffff:192.0.2.1"), subject("192.0.2.1"));
    }
}
