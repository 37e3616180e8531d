//! What the browser reports about itself and its device.

/// The capabilities that decide which ways to use a passkey are offered. `None` means that the browser
/// doesn't say.
///
/// Sources: `PublicKeyCredential`, `PublicKeyCredential.getClientCapabilities()` (WebAuthn Level 3 §5.1.7),
/// `isUserVerifyingPlatformAuthenticatorAvailable()` and `isConditionalMediationAvailable()`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Device {
    /// Whether `PublicKeyCredential` and `navigator.credentials` exist and the context is secure.
    pub webauthn: bool,
    /// Whether the browser offers passkeys in the autofill of a text field (`conditionalGet`).
    pub conditional_get: Option<bool>,
    /// Whether a user-verifying platform authenticator is present and set up.
    pub platform_authenticator: Option<bool>,
    /// Whether the browser can use a nearby phone (`hybridTransport`).
    pub hybrid_transport: Option<bool>,
    /// Whether the browser says right away if it has a local passkey (`immediateGet`).
    pub immediate_get: Option<bool>,
    /// Whether the browser can quietly create a passkey after a sign-in with a password
    /// (`conditionalCreate`).
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

    /// A browser that has WebAuthn and hasn't reported anything else yet.
    pub const UNKNOWN: Self = Self {
        webauthn: true,
        conditional_get: None,
        platform_authenticator: None,
        hybrid_transport: None,
        immediate_get: None,
        conditional_create: None,
    };
}
