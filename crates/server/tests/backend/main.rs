//! The whole backend through its front door: HTTP over TCP, with a software authenticator on the other side.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test's helper may fail like the test itself")]

mod accounts_stay_hidden;
mod administration;
mod authenticator;
mod browser;
mod counting;
mod crowd;
mod deferral;
mod described;
mod description;
mod faults;
mod managing;
mod password_and_code;
mod process;
mod protection;
mod setting_up;
mod signing_in;
mod static_files;
mod verification;
