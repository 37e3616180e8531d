//! A software authenticator with at most one passkey, behind a WebAuthn client.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use passkey::{
    authenticator::{Authenticator as Device, UiHint, UserCheck, UserValidationMethod},
    client::{Client, DefaultClientData},
    crypto::rust_crypto::RustCryptoBackend,
    types::{
        Passkey,
        ctap2::{Aaguid, Ctap2Error},
        webauthn::{CredentialCreationOptions, CredentialRequestOptions},
    },
};
use serde_json::{Value, json};
use url::Url;

/// A user who always touches the authenticator, and passes user verification if it is requested.
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

const AAGUID: [u8; 16] = *b"latchkey-testing";

/// An authenticator and the client in front of it.
pub(crate) struct Authenticator {
    pub(crate) passkey: Option<Passkey>,
}

impl Authenticator {
    pub(crate) fn new() -> Self {
        Self { passkey: None }
    }

    /// `navigator.credentials.create()`
    pub(crate) async fn create(&mut self, origin: &str, options: &Value) -> Value {
        let mut device = Device::new(Aaguid(AAGUID), None, Consent, RustCryptoBackend);
        device.set_make_credentials_with_signature_counter(true);
        let mut client = Client::new(device).allows_insecure_localhost(true);
        let request: CredentialCreationOptions =
            serde_json::from_value(json!({ "publicKey": options })).unwrap();
        let origin = Url::parse(origin).unwrap();
        let created = client.register(&origin, request, DefaultClientData).await.unwrap();
        self.passkey.clone_from(client.authenticator().store());
        serde_json::to_value(created).unwrap()
    }

    /// `navigator.credentials.create()` with conditional mediation: a password manager doesn't ask the user,
    /// so the flags for user presence and user verification are clear.
    pub(crate) async fn create_quietly(&mut self, origin: &str, options: &Value) -> Value {
        const PRESENT_AND_VERIFIED: u8 = 0x05;
        let mut created = self.create(origin, options).await;
        let decode = |text: &Value| URL_SAFE_NO_PAD.decode(text.as_str().unwrap()).unwrap();
        let mut object = decode(&created["response"]["attestationObject"]);
        let data = decode(&created["response"]["authenticatorData"]);
        let at = object.windows(data.len()).position(|window| window == data).unwrap();
        object[at + 32] &= !PRESENT_AND_VERIFIED;
        created["response"]["attestationObject"] = URL_SAFE_NO_PAD.encode(object).into();
        created
    }

    /// `navigator.credentials.get()`
    pub(crate) async fn get(&mut self, origin: &str, options: &Value) -> Value {
        let mut options = options.clone();
        // An empty list, like an absent one, means a discoverable credential.
        if options["allowCredentials"] == json!([]) {
            options.as_object_mut().unwrap().remove("allowCredentials");
        }
        let device = Device::new(Aaguid(AAGUID), self.passkey.clone(), Consent, RustCryptoBackend);
        let mut client = Client::new(device).allows_insecure_localhost(true);
        let request: CredentialRequestOptions =
            serde_json::from_value(json!({ "publicKey": options })).unwrap();
        let origin = Url::parse(origin).unwrap();
        let got = client.authenticate(&origin, request, DefaultClientData).await.unwrap();
        self.passkey.clone_from(client.authenticator().store());
        serde_json::to_value(got).unwrap()
    }

    /// `navigator.credentials.get()` with an authenticator that doesn't verify the user.
    pub(crate) async fn get_unverified(&mut self, origin: &str, options: &Value) -> Value {
        let mut options = options.clone();
        options["userVerification"] = "discouraged".into();
        self.get(origin, &options).await
    }
}
