//! `PublicKeyCredentialRequestOptionsJSON` (WebAuthn Level 3 §5.1.10).

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Base64Url;
use super::null::null_as_absent;

/// The options of an authentication ceremony.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RequestOptions {
    /// The challenge of this ceremony.
    pub challenge: Base64Url,
    /// The timeout in milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timeout: Option<u32>,
    /// The relying party's domain; if absent, that of the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rp_id: Option<String>,
    /// The credentials that may be used; if empty, any discoverable one.
    #[serde(default, deserialize_with = "null_as_absent", skip_serializing_if = "Vec::is_empty")]
    pub allow_credentials: Vec<CredentialDescriptor>,
    /// Whether the user has to be verified, as in WebAuthn's `userVerification`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_verification: Option<String>,
    /// Hints for the browser: `security-key`, `client-device` or `hybrid`. Unknown ones are passed on.
    #[serde(default, deserialize_with = "null_as_absent", skip_serializing_if = "Vec::is_empty")]
    pub hints: Vec<String>,
    /// Client extension inputs, passed on unchanged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extensions: Option<Map<String, Value>>,
}

impl RequestOptions {
    /// Returns whether user verification is required.
    pub fn requires_user_verification(&self) -> bool {
        self.user_verification.as_deref() == Some("required")
    }
}

/// `PublicKeyCredentialDescriptorJSON` (§5.1.9).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CredentialDescriptor {
    /// The credential's type.
    #[serde(rename = "type")]
    pub kind: String,
    /// The credential ID.
    pub id: Base64Url,
    /// How its authenticator can be reached. Unknown transports are passed on.
    #[serde(default, deserialize_with = "null_as_absent", skip_serializing_if = "Vec::is_empty")]
    pub transports: Vec<String>,
}
