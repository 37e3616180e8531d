//! A software authenticator with at most one passkey, behind a WebAuthn client.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use passkey::authenticator::{Authenticator as Device, UiHint, UserCheck, UserValidationMethod};
use passkey::client::{Client, ClientData, DefaultClientData, DefaultClientDataWithCustomHash};
use passkey::crypto::rust_crypto::RustCryptoBackend;
use passkey::types::Passkey;
use passkey::types::ctap2::{Aaguid, Ctap2Error};
use passkey::types::webauthn::{CredentialCreationOptions, CredentialRequestOptions};
use pollster::block_on;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use url::Url;

/// The AAGUID of the software authenticator.
const AAGUID: [u8; 16] = *b"latchkey-conform";

/// A user who always touches the authenticator, and is verified if that is requested.
struct Consent;

#[async_trait::async_trait]
impl UserValidationMethod for Consent {
    type PasskeyItem = Passkey;

    async fn check_user<'a>(
        &self,
        _hint: UiHint<'a, Passkey>,
        presence: bool,
        verification: bool,
    ) -> Result<UserCheck, Ctap2Error> {
        Ok(UserCheck { presence, verification })
    }

    fn is_presence_enabled(&self) -> bool {
        true
    }

    fn is_verification_enabled(&self) -> Option<bool> {
        Some(true)
    }
}

/// An authenticator used by pages of one origin.
pub(crate) struct Authenticator {
    origin: String,
    passkey: Option<Passkey>,
}

impl Authenticator {
    pub(crate) fn new(origin: &str) -> Self {
        Self { origin: origin.to_owned(), passkey: None }
    }

    /// Creates one with a passkey for the site that the site doesn't know.
    pub(crate) fn with_unknown_passkey(origin: &str, rp_id: &str) -> Result<Self, String> {
        let mut authenticator = Self::new(origin);
        let options = json!({
            "challenge": random(), "rp": { "id": rp_id, "name": rp_id },
            "user": { "id": random(), "name": "nobody", "displayName": "nobody" },
            "pubKeyCredParams": [{ "type": "public-key", "alg": -7 }],
            "authenticatorSelection": { "residentKey": "required", "userVerification": "required" },
        });
        authenticator.create(&options)?;
        Ok(authenticator)
    }

    /// Returns the credential ID as base64url.
    pub(crate) fn credential_id(&self) -> Option<String> {
        self.passkey.as_ref().map(|passkey| URL_SAFE_NO_PAD.encode(&*passkey.credential_id))
    }

    /// Does what `navigator.credentials.create()` does.
    pub(crate) fn create(&mut self, options: &Value) -> Result<Value, String> {
        let mut client = Client::new(self.device()).allows_insecure_localhost(true);
        let request: CredentialCreationOptions = serde_json::from_value(json!({ "publicKey": options }))
            .map_err(|error| format!("the options can't be read: {error}"))?;
        let origin = self.url()?;
        let created = block_on(client.register(&origin, request, DefaultClientData))
            .map_err(|error| refusal(&error))?;
        self.passkey.clone_from(client.authenticator().store());
        serde_json::to_value(created).map_err(|error| error.to_string())
    }

    /// Does what `navigator.credentials.get()` does. The passkey answers whatever `allowCredentials` lists:
    /// what a backend makes of an ID that it didn't ask for is for the check to find out.
    pub(crate) fn get(&mut self, options: &Value) -> Result<Value, String> {
        self.get_with(options, DefaultClientData)
    }

    /// Does the same with an authenticator that doesn't verify the user.
    pub(crate) fn get_unverified(&mut self, options: &Value) -> Result<Value, String> {
        let mut options = options.clone();
        options["userVerification"] = "discouraged".into();
        self.get(&options)
    }

    /// Does the same with client data that names another origin, all of it signed correctly.
    pub(crate) fn get_from(&mut self, origin: &str, options: &Value) -> Result<Value, String> {
        let client_data = json!({
            "type": "webauthn.get", "challenge": options["challenge"], "origin": origin, "crossOrigin": false,
        })
        .to_string();
        let hash = Sha256::digest(client_data.as_bytes()).to_vec();
        let mut got = self.get_with(options, DefaultClientDataWithCustomHash(hash))?;
        got["response"]["clientDataJSON"] = URL_SAFE_NO_PAD.encode(client_data).into();
        Ok(got)
    }

    fn get_with(&mut self, options: &Value, client_data: impl ClientData<()>) -> Result<Value, String> {
        let mut options = options.clone();
        if let Some(options) = options.as_object_mut() {
            options.remove("allowCredentials");
        }
        let mut client = Client::new(self.device()).allows_insecure_localhost(true);
        let request: CredentialRequestOptions = serde_json::from_value(json!({ "publicKey": options }))
            .map_err(|error| format!("the options can't be read: {error}"))?;
        let origin = self.url()?;
        let got =
            block_on(client.authenticate(&origin, request, client_data)).map_err(|error| refusal(&error))?;
        // The signature counter has increased.
        self.passkey.clone_from(client.authenticator().store());
        serde_json::to_value(got).map_err(|error| error.to_string())
    }

    fn device(&self) -> Device<Option<Passkey>, Consent, RustCryptoBackend> {
        let mut device = Device::new(Aaguid(AAGUID), self.passkey.clone(), Consent, RustCryptoBackend);
        device.set_make_credentials_with_signature_counter(true);
        device
    }

    fn url(&self) -> Result<Url, String> {
        Url::parse(&self.origin).map_err(|error| error.to_string())
    }
}

fn refusal(error: &passkey::client::WebauthnError) -> String {
    format!("a browser would refuse the options: {error:?}")
}

/// Returns 16 random bytes as base64url.
pub(crate) fn random() -> String {
    URL_SAFE_NO_PAD.encode(rand::random::<[u8; 16]>())
}
