//! A month of a crowd's sign-ins and failures.

use latchkey_core::{
    Problem as State,
    problem::Operation,
    report::{ElapsedBucket, Report},
    user_agent::Browser,
};
use rusqlite::Transaction;

use super::dice::Dice;
use crate::{
    counts::{self, DAYS, Method},
    problem::Problem,
};

/// How often a state is shown in 10 000 sign-ins, in which ceremony, and how long after its start.
const STATES: [(State, Operation, u32, ElapsedBucket); 12] = [
    (State::SignInUnavailable, Operation::SignIn, 12, ElapsedBucket::Under1S),
    (State::NotFoundOrCanceled, Operation::SignIn, 640, ElapsedBucket::From1To10S),
    (State::SignInTimedOut, Operation::SignIn, 95, ElapsedBucket::Over60S),
    (State::NotOnThisDevice, Operation::SignIn, 130, ElapsedBucket::From1To10S),
    (State::UserNotVerified, Operation::SignIn, 48, ElapsedBucket::From10To60S),
    (State::SetUpCanceled, Operation::SetUp, 210, ElapsedBucket::From10To60S),
    (State::SetUpTimedOut, Operation::SetUp, 40, ElapsedBucket::Over60S),
    (State::AlreadyRegistered, Operation::SetUp, 25, ElapsedBucket::From1To10S),
    (State::SessionExpired, Operation::SignIn, 160, ElapsedBucket::Over60S),
    (State::NotSupported, Operation::SignIn, 35, ElapsedBucket::Under1S),
    (State::NotCompleted, Operation::SetUp, 18, ElapsedBucket::From10To60S),
    (State::NoCompatibleDevice, Operation::SignIn, 22, ElapsedBucket::From1To10S),
];

/// Browsers, and their share of users in percent.
const BROWSERS: [(Browser, u32); 6] = [
    (Browser::Chrome, 48),
    (Browser::Safari, 24),
    (Browser::Edge, 14),
    (Browser::Firefox, 9),
    (Browser::SamsungInternet, 3),
    (Browser::Opera, 2),
];

/// Adds the sign-ins and failures of a crowd of this size on the days that administrators see.
pub(super) fn plant(tx: &Transaction<'_>, users: u32, now: i64) -> Result<(), Problem> {
    let today = counts::day(now);
    let mut dice = Dice::of(users);
    for ago in 0..u32::try_from(DAYS).unwrap_or_default() {
        let day = today - i64::from(ago);
        // Day 0 of the epoch was a Thursday.
        let at_the_weekend = matches!((day + 4).rem_euclid(7), 0 | 6);
        let usual = users / if at_the_weekend { 40 } else { 25 };
        let sign_ins = usual + dice.below(usual / 8 + 1);
        // The share of passkeys grows from about 30% to 45%.
        let with_passkey = sign_ins * (45 - ago / 2) / 100;
        counts::add_sign_ins(tx, day, Method::Passkey, with_passkey)?;
        counts::add_sign_ins(tx, day, Method::Password, sign_ins - with_passkey)?;
        for (state, operation, rate, elapsed) in STATES {
            for (browser, share) in BROWSERS {
                let met = sign_ins * rate / 10_000 * share / 100 + dice.below(2);
                if met > 0 {
                    let report = Report { state, browser, ceremony: operation.into(), elapsed };
                    counts::add_failures(tx, day, report, met)?;
                }
            }
        }
    }
    Ok(())
}
