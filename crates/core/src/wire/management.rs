//! The native contract's bodies for managing passkeys (`crates/server/CONTRACT.md`).

use serde::{Deserialize, Serialize};

use super::User;
use super::null::null_as_absent;
use crate::user_agent::{Browser, System};

/// What an account may do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Uses the site.
    #[default]
    User,
    /// Administers it.
    SuperUser,
    /// Looks at everything and changes nothing.
    Viewer,
}

/// The session of a signed-in person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Session {
    /// Who.
    pub user: User,
    /// How many passkeys the account has.
    #[serde(default, deserialize_with = "null_as_absent")]
    pub passkeys: u32,
    /// What the account may do.
    #[serde(default, deserialize_with = "null_as_absent")]
    pub role: Role,
    /// Seconds for which the last sign-in or verification still counts as fresh.
    #[serde(default, deserialize_with = "null_as_absent")]
    pub fresh_for_s: u32,
}

/// The account's passkeys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PasskeyList {
    /// The passkeys, the newest last.
    pub passkeys: Vec<Passkey>,
    /// How many there may be.
    #[serde(default = "documented_limit")]
    pub limit: u32,
    /// The relying party that they are for; absent where a backend doesn't tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rp_id: Option<String>,
    /// The user handle that they are stored under, as base64url; absent where a backend doesn't tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_handle: Option<String>,
}

impl PasskeyList {
    /// Relying party and user handle, where the backend tells both: what the browser can be told is about them.
    pub fn owner(&self) -> Option<(String, String)> {
        self.rp_id.clone().zip(self.user_handle.clone())
    }
}

/// Documented: five passkeys per user.
pub const DOCUMENTED_LIMIT: u32 = 5;

fn documented_limit() -> u32 {
    DOCUMENTED_LIMIT
}

/// A passkey of an account.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Passkey {
    /// Names it in calls.
    pub id: String,
    /// The credential id as base64url, where it isn't what names the passkey in calls.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credential_id: Option<String>,
    /// What the person calls it.
    pub name: String,
    /// RFC 3339; absent where a backend doesn't tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<String>,
    /// RFC 3339; absent if it was never used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_used_at: Option<String>,
    /// Where somebody last signed in with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_used_on: Option<UsedOn>,
    /// How its authenticator can be reached.
    #[serde(default, deserialize_with = "null_as_absent")]
    pub transports: Vec<String>,
    /// `platform` or `cross-platform`, as the browser said when it was created.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attachment: Option<String>,
    /// It may be kept in sync (WebAuthn Level 3 §6.1.3).
    #[serde(default, deserialize_with = "null_as_absent")]
    pub backup_eligible: bool,
    /// It is kept in sync by its provider.
    #[serde(default, deserialize_with = "null_as_absent")]
    pub backed_up: bool,
    /// The model of its authenticator, as a UUID; absent where it doesn't tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aaguid: Option<String>,
}

impl Passkey {
    /// The credential id, as base64url.
    pub fn credential_id(&self) -> &str {
        self.credential_id.as_deref().unwrap_or(&self.id)
    }
}

/// A browser on a system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct UsedOn {
    /// The browser.
    pub browser: Browser,
    /// The system.
    pub system: System,
}

/// A new name for a passkey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyName {
    /// The name.
    pub name: String,
}

/// A new name for a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DisplayName {
    /// The name.
    pub display_name: String,
}

/// A person's account as it is now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserAnswer {
    /// The account.
    pub user: User,
}

/// A password to verify the signed-in person with.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerificationPassword {
    /// The password.
    pub password: String,
}
