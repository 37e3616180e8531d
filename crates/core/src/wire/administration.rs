//! The native contract's bodies for administrators (`crates/server/CONTRACT.md`).

use serde::{Deserialize, Serialize};

use super::null::null_as_absent;
use super::{Passkey, Role};

/// A page of the accounts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UserPage {
    /// The accounts on it.
    pub users: Vec<AdminUser>,
    /// How many there are on all pages.
    pub total: u32,
    /// Which page this is, from 1.
    pub page: u32,
    /// How many stand on a page.
    pub page_size: u32,
}

/// An account as an administrator sees it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AdminUser {
    /// Names it in calls.
    pub id: String,
    /// The account's name.
    pub name: String,
    /// The person's name.
    pub display_name: String,
    /// What it may do.
    pub role: Role,
    /// How many passkeys it has.
    pub passkeys: u32,
    /// RFC 3339; absent if nobody ever signed in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_sign_in_at: Option<String>,
}

/// The Security tab of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UserSecurity {
    /// The account.
    pub user: AdminUser,
    /// Its passkeys, the newest last.
    pub passkeys: Vec<Passkey>,
    /// How many it may have.
    pub limit: u32,
    /// Whether the administrator's role allows removing them.
    pub may_remove: bool,
    /// What was done to them, the newest first.
    #[serde(default, deserialize_with = "null_as_absent")]
    pub audit: Vec<AuditEntry>,
}

/// Who did what to an account's passkeys, when, and why.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AuditEntry {
    /// RFC 3339.
    pub at: String,
    /// The name of the person who did it.
    pub by: String,
    /// The name of that person's account.
    pub by_name: String,
    /// What was done.
    pub action: AuditAction,
    /// The passkey's name, where it was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passkey: Option<String>,
    /// Why, where an administrator did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// What was done to passkeys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AuditAction {
    /// One was created.
    Created,
    /// One got another name.
    Renamed,
    /// One was removed.
    Removed,
    /// All were removed.
    RemovedAll,
}

/// Why an administrator removes a passkey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemovalReason {
    /// In the administrator's words.
    pub reason: String,
}

/// What is counted over all accounts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Counts {
    /// Over how many days sign-ins and failures are counted.
    pub days: u32,
    /// Accounts.
    pub users: u32,
    /// Accounts that have a passkey.
    pub users_with_passkey: u32,
    /// Sign-ins.
    pub sign_ins: u32,
    /// Sign-ins with a passkey.
    pub sign_ins_with_passkey: u32,
    /// How often each documented state was shown.
    pub failures: Vec<FailureCount>,
}

/// How often a documented state was shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailureCount {
    /// The state's id: `A1` to `B5`.
    pub state: String,
    /// How often.
    pub count: u32,
}
