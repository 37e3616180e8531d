//! Virtual authenticators, which hold passkeys and answer in place of a user.
//!
//! Source: <https://www.w3.org/TR/webauthn-3/#sctn-automation>

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::browser::Browser;

/// The properties of an authenticator, and how its user behaves.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_excessive_bools, reason = "the members are those of the specification")]
pub struct AuthenticatorKind {
    protocol: &'static str,
    transport: &'static str,
    /// Whether it can store discoverable credentials.
    pub has_resident_key: bool,
    /// Whether it can verify its user.
    pub has_user_verification: bool,
    /// Whether user verification succeeds.
    pub is_user_verified: bool,
    /// Whether the user consents.
    pub is_user_consenting: bool,
}

impl AuthenticatorKind {
    /// An authenticator that is built into the device, such as a fingerprint reader.
    pub const PLATFORM: Self = Self::over("internal");
    /// A phone nearby.
    pub const PHONE: Self = Self::over("hybrid");
    /// A security key with a PIN or its own fingerprint reader.
    pub const SECURITY_KEY: Self = Self::over("usb");
    /// A security key that can't store discoverable credentials, and so no passkeys.
    pub const SECOND_FACTOR_KEY: Self = Self { has_resident_key: false, ..Self::SECURITY_KEY };

    const fn over(transport: &'static str) -> Self {
        Self {
            protocol: "ctap2",
            transport,
            has_resident_key: true,
            has_user_verification: true,
            is_user_verified: true,
            is_user_consenting: true,
        }
    }
}

/// A virtual authenticator in a browser.
pub struct Authenticator<'a> {
    browser: &'a Browser,
    id: String,
}

/// A credential in WebDriver's format, in which binary values are base64url.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Credential {
    /// The credential ID.
    pub credential_id: String,
    /// Whether it is discoverable.
    pub is_resident_credential: bool,
    /// The ID of the relying party that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rp_id: Option<String>,
    /// The private key in PKCS #8 format.
    pub private_key: String,
    /// The handle of the user that it belongs to, if it is discoverable.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_handle: Option<String>,
    /// The number of signatures that it has made.
    pub sign_count: u32,
}

impl Browser {
    /// Adds a virtual authenticator.
    ///
    /// # Panics
    /// If the browser has none, like `WebKitGTK`.
    #[track_caller]
    pub fn add_authenticator(&self, kind: AuthenticatorKind) -> Authenticator<'_> {
        let id = self.command("POST", "webauthn/authenticator", Some(json!(kind)));
        let id = id.as_str().expect("an authenticator's ID should be a string").to_owned();
        self.context.borrow_mut().authenticators.push(id.clone());
        Authenticator { browser: self, id }
    }
}

impl Authenticator<'_> {
    /// Removes the authenticator, as when a security key is pulled out.
    ///
    /// # Panics
    /// If it is no longer there.
    #[track_caller]
    pub fn remove(self) {
        self.browser.command("DELETE", &self.path(""), None);
        self.browser.context.borrow_mut().authenticators.retain(|id| *id != self.id);
    }

    /// Returns its credentials.
    ///
    /// # Panics
    /// If the browser doesn't answer.
    #[track_caller]
    pub fn credentials(&self) -> Vec<Credential> {
        let credentials = self.browser.command("GET", &self.path("/credentials"), None);
        serde_json::from_value(credentials).expect("credentials should be as specified")
    }

    /// Returns the display names of the users whose credentials it holds. Chromium only.
    ///
    /// # Panics
    /// In another browser.
    #[track_caller]
    pub fn display_names(&self) -> Vec<String> {
        // ChromeDriver's IDs are those of the DevTools protocol.
        let answer = self.browser.cdp("WebAuthn.getCredentials", &json!({ "authenticatorId": self.id }));
        let credentials = answer["credentials"].as_array().expect("credentials should be a list").clone();
        let name = |credential: &Value| credential["userDisplayName"].as_str().unwrap_or_default().to_owned();
        credentials.iter().map(name).collect()
    }

    /// Adds a credential, such as one from another browser's authenticator.
    ///
    /// # Panics
    /// If the authenticator refuses.
    #[track_caller]
    pub fn add_credential(&self, credential: &Credential) {
        self.browser.command("POST", &self.path("/credential"), Some(json!(credential)));
    }

    /// Removes one credential.
    ///
    /// # Panics
    /// If it is not there.
    #[track_caller]
    pub fn remove_credential(&self, credential: &Credential) {
        self.browser.command(
            "DELETE",
            &self.path(&format!("/credentials/{}", credential.credential_id)),
            None,
        );
    }

    /// Removes all credentials.
    ///
    /// # Panics
    /// If the browser refuses.
    #[track_caller]
    pub fn remove_credentials(&self) {
        self.browser.command("DELETE", &self.path("/credentials"), None);
    }

    /// Sets whether user verification succeeds from now on.
    ///
    /// # Panics
    /// If the browser refuses.
    #[track_caller]
    pub fn set_user_verified(&self, verified: bool) {
        self.browser.command("POST", &self.path("/uv"), Some(json!({ "isUserVerified": verified })));
    }

    /// Sets whether the user answers prompts at once (`true`, the default) or lets them wait. Chromium only.
    ///
    /// # Panics
    /// In another browser.
    #[track_caller]
    pub fn set_person_answers(&self, answers: bool) {
        // ChromeDriver's IDs are those of the DevTools protocol.
        let params = json!({ "authenticatorId": self.id, "enabled": answers });
        self.browser.cdp("WebAuthn.setAutomaticPresenceSimulation", &params);
    }

    fn path(&self, below: &str) -> String {
        format!("webauthn/authenticator/{}{below}", self.id)
    }
}
