//! `PublicKeyCredentialCreationOptionsJSON` (WebAuthn Level 3 §5.1.9).

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::null::null_as_absent;
use super::{Base64Url, CredentialDescriptor};

/// The options of a registration ceremony.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CreationOptions {
    /// The relying party that the passkey is for.
    pub rp: RelyingParty,
    /// The user whose passkey it is.
    pub user: RelyingPartyUser,
    /// The challenge of this ceremony.
    pub challenge: Base64Url,
    /// Acceptable algorithms, the preferred one first.
    pub pub_key_cred_params: Vec<CredentialParameters>,
    /// The timeout in milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timeout: Option<u32>,
    /// Credentials whose authenticators must not be used again.
    #[serde(default, deserialize_with = "null_as_absent", skip_serializing_if = "Vec::is_empty")]
    pub exclude_credentials: Vec<CredentialDescriptor>,
    /// The requirements on the authenticator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authenticator_selection: Option<AuthenticatorSelection>,
    /// Hints for the browser: `security-key`, `client-device` or `hybrid`. Unknown ones are passed on.
    #[serde(default, deserialize_with = "null_as_absent", skip_serializing_if = "Vec::is_empty")]
    pub hints: Vec<String>,
    /// The attestation conveyance preference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attestation: Option<String>,
    /// Preferred attestation statement formats.
    #[serde(default, deserialize_with = "null_as_absent", skip_serializing_if = "Vec::is_empty")]
    pub attestation_formats: Vec<String>,
    /// Client extension inputs, passed on unchanged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extensions: Option<Map<String, Value>>,
}

impl CreationOptions {
    /// Returns whether any algorithm of type `public-key` is acceptable.
    pub fn offers_public_key(&self) -> bool {
        self.pub_key_cred_params.iter().any(|parameters| parameters.kind == "public-key")
    }

    /// Returns whether user verification is required.
    pub fn requires_user_verification(&self) -> bool {
        self.authenticator_selection
            .as_ref()
            .is_some_and(|selection| selection.user_verification.as_deref() == Some("required"))
    }

    /// Returns whether a discoverable credential is required.
    pub fn requires_resident_key(&self) -> bool {
        self.authenticator_selection.as_ref().is_some_and(|selection| {
            selection.resident_key.as_deref() == Some("required") || selection.require_resident_key
        })
    }
}

/// `PublicKeyCredentialRpEntity` (§5.4.2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelyingParty {
    /// The relying party's domain; if absent, that of the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The name shown in prompts.
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
    /// The user's display name.
    pub display_name: String,
}

/// `PublicKeyCredentialParameters` (§5.3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CredentialParameters {
    /// The credential's type. Browsers ignore types other than `public-key`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The COSE identifier of the algorithm.
    pub alg: i32,
}

/// `AuthenticatorSelectionCriteria` (§5.4.4).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AuthenticatorSelection {
    /// `platform` or `cross-platform`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authenticator_attachment: Option<String>,
    /// Whether the credential has to be discoverable, as in WebAuthn's `residentKey`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resident_key: Option<String>,
    /// The same requirement, as expressed in Level 1.
    #[serde(default, deserialize_with = "null_as_absent")]
    pub require_resident_key: bool,
    /// Whether the user has to be verified, as in WebAuthn's `userVerification`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_verification: Option<String>,
}
