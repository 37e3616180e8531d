//! The native contract's bodies for administrators (`crates/server/CONTRACT.md`).

use serde::{Deserialize, Serialize};

use super::null::null_as_absent;
use super::{Passkey, Role};

/// A page of the list of accounts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UserPage {
    /// The accounts on this page.
    pub users: Vec<AdminUser>,
    /// The number of accounts on all pages.
    pub total: u32,
    /// The number of this page, starting at 1.
    pub page: u32,
    /// The maximum number of accounts on a page.
    pub page_size: u32,
}

/// An account as an administrator sees it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AdminUser {
    /// The ID that names the account in calls.
    pub id: String,
    /// The account's name.
    pub name: String,
    /// The user's display name.
    pub display_name: String,
    /// What the account may do.
    pub role: Role,
    /// The number of passkeys that the account has.
    pub passkeys: u32,
    /// The time of the last sign-in, as RFC 3339; absent if there was none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_sign_in_at: Option<String>,
}

/// The content of an account's Security tab.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UserSecurity {
    /// The account.
    pub user: AdminUser,
    /// The account's passkeys, the newest last.
    pub passkeys: Vec<Passkey>,
    /// The number of passkeys that the account may have.
    pub limit: u32,
    /// Whether the administrator's role allows removing the passkeys.
    pub may_remove: bool,
    /// What was done to the passkeys, the newest entry first.
    #[serde(default, deserialize_with = "null_as_absent")]
    pub audit: Vec<AuditEntry>,
}

/// Who did what to an account's passkeys, when, and why.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AuditEntry {
    /// The time, as RFC 3339.
    pub at: String,
    /// The display name of the user who did it.
    pub by: String,
    /// The name of that user's account.
    pub by_name: String,
    /// What was done.
    pub action: AuditAction,
    /// The passkey's name, if it was a single one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passkey: Option<String>,
    /// The reason, if an administrator did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// What was done to passkeys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AuditAction {
    /// A passkey was created.
    Created,
    /// A passkey was renamed.
    Renamed,
    /// A passkey was removed.
    Removed,
    /// All passkeys were removed.
    RemovedAll,
}

/// An administrator's reason for removing a passkey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemovalReason {
    /// The reason, in the administrator's words.
    pub reason: String,
}

/// Counts over all accounts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Counts {
    /// The number of days over which sign-ins and failures are counted.
    pub days: u32,
    /// The number of accounts.
    pub users: u32,
    /// The number of accounts that have a passkey.
    pub users_with_passkey: u32,
    /// The number of sign-ins.
    pub sign_ins: u32,
    /// The number of sign-ins with a passkey.
    pub sign_ins_with_passkey: u32,
    /// How often each documented state was shown.
    pub failures: Vec<FailureCount>,
}

/// How often a documented state was shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailureCount {
    /// The state's id: `A1` to `B5`.
    pub state: String,
    /// The number of times that the state was shown.
    pub count: u32,
}
