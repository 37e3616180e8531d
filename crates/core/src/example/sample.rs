//! What the examples have in common: who is shown, on which device, and what the backend sent.

use crate::Device;
use crate::flow::secret::Secret;
use crate::wire::{Base64Url, RequestOptions};

/// The account's name.
pub(crate) const NAME: &str = "ada@example.com";

/// A browser that can do what most can.
pub(crate) const DEVICE: Device = Device {
    webauthn: true,
    conditional_get: Some(true),
    platform_authenticator: Some(true),
    hybrid_transport: Some(true),
    immediate_get: Some(false),
    conditional_create: Some(false),
};

/// What is typed as the password.
pub(crate) fn password() -> Secret {
    Secret::new("correct horse battery staple".to_owned())
}

/// With what the browser is asked for a passkey.
pub(crate) fn request_options() -> Box<RequestOptions> {
    Box::new(RequestOptions {
        challenge: Base64Url::encode(b"only an example"),
        timeout: None,
        rp_id: Some("example.com".to_owned()),
        allow_credentials: Vec::new(),
        user_verification: Some("required".to_owned()),
        hints: Vec::new(),
        extensions: None,
    })
}
