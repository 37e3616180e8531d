//! `RegistrationResponseJSON` and `AuthenticationResponseJSON` (WebAuthn Level 3 §5.1.8).

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Base64Url;
use super::null::null_as_absent;

/// The only type of credential that exists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum CredentialType {
    /// `public-key`.
    #[default]
    #[serde(rename = "public-key")]
    PublicKey,
}

/// A new credential, as sent to the backend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RegistrationResponse {
    /// The credential ID.
    pub id: Base64Url,
    /// The credential ID again: the encoding of the raw bytes.
    pub raw_id: Base64Url,
    /// The authenticator's response.
    pub response: AttestationResponse,
    /// `platform` or `cross-platform`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authenticator_attachment: Option<String>,
    /// Client extension outputs.
    #[serde(default, deserialize_with = "null_as_absent")]
    pub client_extension_results: Map<String, Value>,
    /// The credential's type.
    #[serde(rename = "type")]
    pub kind: CredentialType,
    /// `conditional` if a password manager created the credential without asking, in which case the user was
    /// neither seen nor verified (§7.1, step 14). Not a member of the specification's dictionary; absent
    /// otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mediation: Option<String>,
}

/// `AuthenticatorAttestationResponseJSON`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AttestationResponse {
    /// The client data, as signed by the authenticator.
    #[serde(rename = "clientDataJSON")]
    pub client_data_json: Base64Url,
    /// The attestation object, which contains the public key.
    pub attestation_object: Base64Url,
    /// How the authenticator can be reached.
    #[serde(default, deserialize_with = "null_as_absent", skip_serializing_if = "Vec::is_empty")]
    pub transports: Vec<String>,
}

/// An assertion, as sent to the backend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AuthenticationResponse {
    /// The credential ID.
    pub id: Base64Url,
    /// The credential ID again: the encoding of the raw bytes.
    pub raw_id: Base64Url,
    /// The authenticator's response.
    pub response: AssertionResponse,
    /// `platform` or `cross-platform`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authenticator_attachment: Option<String>,
    /// Client extension outputs.
    #[serde(default, deserialize_with = "null_as_absent")]
    pub client_extension_results: Map<String, Value>,
    /// The credential's type.
    #[serde(rename = "type")]
    pub kind: CredentialType,
}

/// `AuthenticatorAssertionResponseJSON`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AssertionResponse {
    /// The client data, as signed by the authenticator.
    #[serde(rename = "clientDataJSON")]
    pub client_data_json: Base64Url,
    /// The authenticator data, including the flags.
    pub authenticator_data: Base64Url,
    /// The signature that the authenticator made.
    pub signature: Base64Url,
    /// The user handle of a discoverable credential.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_handle: Option<Base64Url>,
}
