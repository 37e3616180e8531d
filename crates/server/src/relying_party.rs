//! The relying party: its WebAuthn options, and the verification of the responses.

use std::{borrow::Cow, time::Duration};

use serde_json::{Value, json};
use url::Url;
use webauthn_rs_core::{
    WebauthnCore,
    error::WebauthnError,
    proto::{
        AttestationConveyancePreference, AuthenticationResult, AuthenticationState, AuthenticatorAttachment,
        COSEAlgorithm, Credential, PublicKeyCredential, RegisterPublicKeyCredential, RegistrationState,
        RequestRegistrationExtensions, UserVerificationPolicy,
    },
};

use crate::{
    accounts::Account,
    base64url, challenges,
    client_data::{self, FrameAncestors},
    passkeys::StoredPasskey,
    problem::Problem,
};

/// The relying party's name, as users see it.
const NAME: &str = "Latchkey";

/// The relying party of one origin.
#[derive(Debug, Clone)]
pub(crate) struct RelyingParty {
    /// The RP ID, which is the origin's host.
    pub(crate) id: String,
    /// The origins whose pages may frame the ceremonies.
    frame_ancestors: FrameAncestors,
    core: WebauthnCore,
}

impl RelyingParty {
    /// Creates the relying party of this origin; `None` for an origin without a host.
    pub(crate) fn new(origin: &Url, frame_ancestors: &[Url]) -> Option<Self> {
        let id = origin.host_str()?;
        // The options tell the client to wait for as long as the challenge is valid.
        let timeout = Duration::from_secs(u64::from(challenges::LIFETIME_S));
        let core = WebauthnCore::new_unsafe_experts_only(
            NAME,
            id,
            vec![origin.clone()],
            timeout,
            Some(false),
            Some(false),
        );
        Some(Self { id: id.to_owned(), frame_ancestors: FrameAncestors::new(frame_ancestors), core })
    }

    /// Builds `PublicKeyCredentialRequestOptionsJSON` for these passkeys, or for a discoverable credential if
    /// there are none.
    pub(crate) fn request_options(
        &self,
        passkeys: &[StoredPasskey],
    ) -> Result<(Value, AuthenticationState), Problem> {
        let builder = self
            .core
            .new_challenge_authenticate_builder(Vec::new(), Some(UserVerificationPolicy::Required))
            .map_err(unbuilt)?;
        let (response, state) = self.core.generate_challenge_authenticate(builder).map_err(unbuilt)?;
        let mut options = serde_json::to_value(response.public_key)?;
        set(&mut options, "allowCredentials", descriptors(passkeys));
        Ok((options, state))
    }

    /// Verifies an assertion against one passkey.
    pub(crate) fn verify_assertion(
        &self,
        response: &PublicKeyCredential,
        state: &AuthenticationState,
        credential: &Credential,
    ) -> Result<AuthenticationResult, Problem> {
        self.frame_ancestors.check(response.response.client_data_json.as_ref())?;
        self.core.authenticate_single_credential(response, state, credential).map_err(|error| {
            tracing::info!(%error, "an assertion did not verify");
            if error == WebauthnError::UserNotVerified {
                Problem::UserVerificationFailed
            } else if error == WebauthnError::MismatchedChallenge {
                Problem::SessionExpired
            } else {
                Problem::VerificationFailed
            }
        })
    }

    /// Builds `PublicKeyCredentialCreationOptionsJSON` for a new passkey of the account, which already has
    /// these.
    pub(crate) fn creation_options(
        &self,
        account: &Account,
        passkeys: &[StoredPasskey],
        attachment: Option<AuthenticatorAttachment>,
    ) -> Result<(Value, RegistrationState), Problem> {
        let builder = self
            .core
            .new_challenge_register_builder(&account.user_handle, &account.name, &account.display_name)
            .map_err(unbuilt)?
            .attestation(AttestationConveyancePreference::None)
            .user_verification_policy(UserVerificationPolicy::Required)
            .require_resident_key(true)
            .authenticator_attachment(attachment)
            .credential_algorithms(COSEAlgorithm::secure_algs())
            .extensions(Some(extensions()));
        let (response, state) = self.core.generate_challenge_register(builder).map_err(unbuilt)?;
        let mut options = serde_json::to_value(response.public_key)?;
        set(&mut options, "excludeCredentials", descriptors(passkeys));
        Ok((options, state))
    }

    /// Verifies an attestation.
    pub(crate) fn verify_attestation(
        &self,
        response: &RegisterPublicKeyCredential,
        state: &RegistrationState,
    ) -> Result<Credential, Problem> {
        let client_data = response.response.client_data_json.as_ref();
        self.frame_ancestors.check(client_data).map_err(|_| Problem::DeviceActivationFailed)?;
        let mut response = Cow::Borrowed(response);
        if let Some(unframed) = client_data::unframed(client_data) {
            response.to_mut().response.client_data_json = unframed;
        }
        self.core.register_credential(&response, state, None).map_err(|error| {
            tracing::info!(%error, "an attestation did not verify");
            if error == WebauthnError::MismatchedChallenge {
                Problem::SessionExpired
            } else {
                Problem::DeviceActivationFailed
            }
        })
    }
}

fn extensions() -> RequestRegistrationExtensions {
    RequestRegistrationExtensions {
        cred_protect: None,
        uvm: None,
        cred_props: Some(true),
        min_pin_length: None,
        hmac_create_secret: None,
    }
}

/// Builds descriptors with the transports that the browser reported at registration, whether or not a library
/// knows them.
fn descriptors(passkeys: &[StoredPasskey]) -> Value {
    passkeys
        .iter()
        .map(|passkey| {
            json!({
                "type": "public-key",
                "id": base64url::encode(&passkey.credential.cred_id),
                "transports": passkey.reach.transports,
            })
        })
        .collect()
}

/// Sets a member of a JSON object.
pub(crate) fn set(object: &mut Value, member: &str, value: Value) {
    if let Value::Object(members) = object {
        members.insert(member.to_owned(), value);
    }
}

#[expect(clippy::needless_pass_by_value, reason = "`map_err` passes it by value")]
fn unbuilt(error: WebauthnError) -> Problem {
    tracing::error!(%error, "the options could not be built");
    Problem::Internal
}
