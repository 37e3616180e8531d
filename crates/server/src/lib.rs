//! The reference backend: real passkeys, passwords and codes behind Latchkey's native contract, in one process
//! with an embedded database. `CONTRACT.md` says what it answers.

mod account_api;
mod accounts;
mod app;
mod assertion;
mod attestation;
mod authenticator_data;
mod base64url;
mod calls;
mod challenges;
mod clock;
mod codes;
pub mod config;
mod connection;
mod csrf;
mod database;
mod dev;
mod enumeration;
mod faults;
mod flows;
mod passkeys;
mod passwords;
pub mod problem;
mod rate_limit;
mod relying_party;
mod render;
mod request;
mod secret;
mod security_headers;
pub mod seeds;
pub mod server;
mod sessions;
mod sign_in;
mod signed_in;
mod static_files;
