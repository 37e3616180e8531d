//! What the examples have in common: who is shown, on which device, and what the backend sent.

use crate::flow::ceremony::{Ceremony, Pending};
use crate::flow::prefetched::Prefetched;
use crate::flow::secret::Secret;
use crate::wire::{
    Base64Url, CodeSent, CreationOptions, CredentialParameters, RelyingParty, RelyingPartyUser,
    RequestOptions,
};
use crate::{Attempt, Device};

/// The account's name.
pub(crate) const NAME: &str = "ada@example.com";

/// The person's name.
pub(crate) const DISPLAY_NAME: &str = "Ada Lovelace";

/// What is typed as the code.
pub(crate) const CODE: &str = "123456";

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
pub(crate) fn request_options() -> RequestOptions {
    RequestOptions {
        challenge: Base64Url::encode(b"only an example"),
        timeout: None,
        rp_id: Some("example.com".to_owned()),
        allow_credentials: Vec::new(),
        user_verification: Some("required".to_owned()),
        hints: Vec::new(),
        extensions: None,
    }
}

/// With what the browser is asked for a new passkey.
pub(crate) fn creation_options() -> CreationOptions {
    CreationOptions {
        rp: RelyingParty { id: Some("example.com".to_owned()), name: "Example".to_owned() },
        user: RelyingPartyUser {
            id: Base64Url::encode(b"ada"),
            name: NAME.to_owned(),
            display_name: DISPLAY_NAME.to_owned(),
        },
        challenge: Base64Url::encode(b"only an example"),
        pub_key_cred_params: vec![CredentialParameters { kind: "public-key".to_owned(), alg: -7 }],
        timeout: None,
        exclude_credentials: Vec::new(),
        authenticator_selection: None,
        hints: Vec::new(),
        attestation: None,
        attestation_formats: Vec::new(),
        extensions: None,
    }
}

/// The code that is waited for.
pub(crate) fn code_sent() -> CodeSent {
    CodeSent { sent_to: Some("•••• 42".to_owned()), digits: 6 }
}

/// The options are there, and nothing is asked yet.
pub(crate) fn fetched<O>(options: O) -> Ceremony<O> {
    Ceremony { pending: Pending::None, options: Prefetched::Ready(Attempt::default(), Box::new(options)) }
}

/// The options are on their way.
pub(crate) fn fetching<O>() -> Ceremony<O> {
    Ceremony { pending: Pending::None, options: Prefetched::Fetching(Attempt::default()) }
}

/// The prompt is open.
pub(crate) fn prompting<O>() -> Ceremony<O> {
    Ceremony { pending: Pending::Modal(Attempt::default()), options: Prefetched::None }
}
