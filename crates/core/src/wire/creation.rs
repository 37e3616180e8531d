//! `PublicKeyCredentialCreationOptionsJSON` (WebAuthn Level 3 §5.1.9).

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::null::null_as_absent;
use super::{Base64Url, CredentialDescriptor};

/// The options of a registration ceremony.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CreationOptions {
    /// Whom the passkey is for.
    pub rp: RelyingParty,
    /// Whose it is.
    pub user: RelyingPartyUser,
    /// The challenge.
    pub challenge: Base64Url,
    /// Acceptable algorithms, the preferred one first.
    pub pub_key_cred_params: Vec<CredentialParameters>,
    /// Milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timeout: Option<u32>,
    /// Credentials whose authenticators shall not be used again.
    #[serde(default, deserialize_with = "null_as_absent", skip_serializing_if = "Vec::is_empty")]
    pub exclude_credentials: Vec<CredentialDescriptor>,
    /// What the authenticator must be able to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authenticator_selection: Option<AuthenticatorSelection>,
    /// `security-key`, `client-device` or `hybrid`; unknown ones are passed on.
    #[serde(default, deserialize_with = "null_as_absent", skip_serializing_if = "Vec::is_empty")]
    pub hints: Vec<String>,
    /// The attestation conveyance preference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attestation: Option<String>,
    /// Preferred attestation statement formats.
    #[serde(default, deserialize_with = "null_as_absent", skip_serializing_if = "Vec::is_empty")]
    pub attestation_formats: Vec<String>,
    /// Client extension inputs, passed on as they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extensions: Option<Map<String, Value>>,
}

impl CreationOptions {
    /// Whether any algorithm of type `public-key` is acceptable.
    pub fn offers_public_key(&self) -> bool {
        self.pub_key_cred_params.iter().any(|parameters| parameters.kind == "public-key")
    }

    /// Whether user verification is required.
    pub fn requires_user_verification(&self) -> bool {
        self.authenticator_selection
            .as_ref()
            .is_some_and(|selection| selection.user_verification.as_deref() == Some("required"))
    }

    /// Whether a discoverable credential is required.
    pub fn requires_resident_key(&self) -> bool {
        self.authenticator_selection.as_ref().is_some_and(|selection| {
            selection.resident_key.as_deref() == Some("required") || selection.require_resident_key
        })
    }
}

/// `PublicKeyCredentialRpEntity` (§5.4.2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelyingParty {
    /// The domain; absent means that of the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The name that prompts show.
    pub name: String,
}

/// `PublicKeyCredentialUserEntityJSON` (§5.1.9).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RelyingPartyUser {
    /// The user handle.
    pub id: Base64Url,
    /// The account's name.
    pub name: String,
    /// The person's name.
    pub display_name: String,
}

/// `PublicKeyCredentialParameters` (§5.3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CredentialParameters {
    /// The credential's type; other types than `public-key` are ignored by browsers.
    #[serde(rename = "type")]
    pub kind: String,
    /// The COSE algorithm.
    pub alg: i32,
}

/// `AuthenticatorSelectionCriteria` (§5.4.4).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AuthenticatorSelection {
    /// `platform` or `cross-platform`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authenticator_attachment: Option<String>,
    /// Whether the credential is to be discoverable.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resident_key: Option<String>,
    /// The same in the words of Level 1.
    #[serde(default, deserialize_with = "null_as_absent")]
    pub require_resident_key: bool,
    /// Whether the user is to be verified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_verification: Option<String>,
}
