//! The native contract's bodies for managing passkeys (`crates/server/CONTRACT.md`).

use serde::{Deserialize, Serialize};

use super::User;
use super::null::null_as_absent;
use crate::user_agent::{Browser, System};

/// What an account may do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// A user of the site.
    #[default]
    User,
    /// An administrator of the site.
    SuperUser,
    /// An administrator who may view everything and change nothing.
    Viewer,
}

/// The session of a signed-in user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Session {
    /// The signed-in user.
    pub user: User,
    /// The number of passkeys that the account has.
    #[serde(default, deserialize_with = "null_as_absent")]
    pub passkeys: u32,
    /// What the account may do.
    #[serde(default, deserialize_with = "null_as_absent")]
    pub role: Role,
    /// The number of seconds for which the last sign-in or verification still counts as fresh.
    #[serde(default, deserialize_with = "null_as_absent")]
    pub fresh_for_s: u32,
}

/// The account's passkeys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PasskeyList {
    /// The passkeys, the newest last.
    pub passkeys: Vec<Passkey>,
    /// The number of passkeys that the account may have.
    #[serde(default = "documented_limit")]
    pub limit: u32,
    /// The ID of the relying party that they are for; absent if the backend doesn't say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rp_id: Option<String>,
    /// The user handle that they are stored under, as base64url; absent if the backend doesn't say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_handle: Option<String>,
}

impl PasskeyList {
    /// Returns the relying party's ID and the user handle, if the backend provides both. What can be signaled
    /// to the browser refers to them.
    pub fn owner(&self) -> Option<(String, String)> {
        self.rp_id.clone().zip(self.user_handle.clone())
    }
}

/// The documented limit: five passkeys per user.
pub const DOCUMENTED_LIMIT: u32 = 5;

fn documented_limit() -> u32 {
    DOCUMENTED_LIMIT
}

/// A passkey of an account.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Passkey {
    /// The ID that names the passkey in calls.
    pub id: String,
    /// The credential ID as base64url, if it isn't what names the passkey in calls.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credential_id: Option<String>,
    /// The name that the user gave the passkey.
    pub name: String,
    /// The time of creation, as RFC 3339; absent if the backend doesn't say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<String>,
    /// The time of the last use, as RFC 3339; absent if it was never used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_used_at: Option<String>,
    /// The browser and system that last signed in with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_used_on: Option<UsedOn>,
    /// How its authenticator can be reached.
    #[serde(default, deserialize_with = "null_as_absent")]
    pub transports: Vec<String>,
    /// `platform` or `cross-platform`, as reported by the browser when it was created.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attachment: Option<String>,
    /// Whether it may be kept in sync (WebAuthn Level 3 §6.1.3).
    #[serde(default, deserialize_with = "null_as_absent")]
    pub backup_eligible: bool,
    /// Whether its provider keeps it in sync.
    #[serde(default, deserialize_with = "null_as_absent")]
    pub backed_up: bool,
    /// The model of its authenticator, as a UUID; absent if the authenticator doesn't say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aaguid: Option<String>,
}

impl Passkey {
    /// Returns the credential ID, as base64url.
    pub fn credential_id(&self) -> &str {
        self.credential_id.as_deref().unwrap_or(&self.id)
    }

    /// Whether it is one of the passkeys with these credential IDs.
    pub fn is_among(&self, credential_ids: &[String]) -> bool {
        credential_ids.iter().any(|id| id == self.credential_id())
    }
}

/// A browser on a system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct UsedOn {
    /// The browser in which the passkey was used.
    pub browser: Browser,
    /// The operating system that the browser ran on.
    pub system: System,
}

/// A new name for a passkey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyName {
    /// The passkey's new name.
    pub name: String,
}

/// A new display name for a user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DisplayName {
    /// The user's new display name.
    pub display_name: String,
}

/// A user's account as it is now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserAnswer {
    /// The account with its current names.
    pub user: User,
}

/// A password with which to verify the signed-in user.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerificationPassword {
    /// The password as typed.
    pub password: String,
}
