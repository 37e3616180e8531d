//! What the browser says of itself and its device.

/// The capabilities that decide which ways are offered. `None` means that the browser doesn't tell.
///
/// Sources: `PublicKeyCredential`, `PublicKeyCredential.getClientCapabilities()` (WebAuthn Level 3 §5.1.7),
/// `isUserVerifyingPlatformAuthenticatorAvailable()` and `isConditionalMediationAvailable()`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Device {
    /// `PublicKeyCredential` and `navigator.credentials` exist, and the context is secure.
    pub webauthn: bool,
    /// The browser offers passkeys in the autofill of a text field (`conditionalGet`).
    pub conditional_get: Option<bool>,
    /// A user-verifying platform authenticator is there and set up.
    pub platform_authenticator: Option<bool>,
    /// The browser can use a phone nearby (`hybridTransport`).
    pub hybrid_transport: Option<bool>,
    /// The browser tells at once whether it has a passkey of its own (`immediateGet`).
    pub immediate_get: Option<bool>,
    /// The browser can create a passkey quietly after a sign-in with a password (`conditionalCreate`).
    pub conditional_create: Option<bool>,
}

impl Device {
    /// A browser without WebAuthn.
    pub const WITHOUT_PASSKEYS: Self = Self {
        webauthn: false,
        conditional_get: Some(false),
        platform_authenticator: Some(false),
        hybrid_transport: Some(false),
        immediate_get: Some(false),
        conditional_create: Some(false),
    };

    /// A browser that has WebAuthn and has not said more yet.
    pub const UNKNOWN: Self = Self {
        webauthn: true,
        conditional_get: None,
        platform_authenticator: None,
        hybrid_transport: None,
        immediate_get: None,
        conditional_create: None,
    };
}
