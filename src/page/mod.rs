//! The pages. Each connects a flow to its views.

pub(crate) mod account;
pub(crate) mod address;
pub(crate) mod admin;
pub(crate) mod not_found;
pub(crate) mod prompting;
pub(crate) mod reporting;
pub(crate) mod security;
pub(crate) mod session;
pub(crate) mod set_up;
pub(crate) mod sign_in;
pub(crate) mod verification;
