//! Journeys through Latchkey in real browsers. Run them by `cargo xtask test`.
#![expect(clippy::unwrap_used, reason = "a test fails where something is missing")]

mod account_name;
mod addresses;
mod administration;
mod another_device;
mod authenticators;
mod autofill;
mod bad_answers;
mod cancel;
mod causes;
mod deferral;
mod double_press;
mod forms;
mod harness;
mod idle;
mod keyboard;
mod offline;
mod outage_in_sign_in;
mod outage_signed_in;
mod page_server;
mod passkey_way;
mod password_managers;
mod quiet_requests;
mod reports;
mod screens;
mod security;
mod security_headers;
mod signals;
mod slow_answers;
mod states;
mod steps;
mod stopped;
mod unknown_account;
mod waiting;
mod without_passkeys;
