//! What the examples have in common: the user, the device, and what the backend sent.

use crate::flow::prompt::{Kind, Pending, Prefetched, Prompt, Stage};
use crate::flow::secret::Secret;
use crate::flow::target::Target;
use crate::flow::wait::Wait;
use crate::wire::{
    Base64Url, CodeSent, CreationOptions, CredentialParameters, RelyingParty, RelyingPartyUser,
    RequestOptions,
};
use crate::{Attempt, Device};

/// Name of the account.
pub(crate) const NAME: &str = "ada@example.com";

/// Display name of the user.
pub(crate) const DISPLAY_NAME: &str = "Ada Lovelace";

/// The code that is typed.
pub(crate) const CODE: &str = "123456";

/// A browser with the usual capabilities.
pub(crate) const DEVICE: Device = Device {
    webauthn: true,
    conditional_get: Some(true),
    platform_authenticator: Some(true),
    hybrid_transport: Some(true),
    immediate_get: Some(false),
    conditional_create: Some(false),
};

/// The password that is typed.
pub(crate) fn password() -> Secret {
    Secret::new("correct horse battery staple".to_owned())
}

/// Options for using a passkey.
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

/// Options for creating a passkey.
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

/// The code that the page asks for.
pub(crate) fn code_sent() -> CodeSent {
    CodeSent { sent_to: Some("•••• 42".to_owned()), digits: 6 }
}

/// The options are ready, and nothing has been requested yet.
pub(crate) fn fetched<K: Kind>(options: K::Options) -> Prompt<K> {
    Prompt { options: Prefetched::Ready(Attempt::default(), Box::new(options)), ..Prompt::default() }
}

/// Another device is being chosen, with the options ready.
pub(crate) fn choosing<K: Kind>(options: K::Options) -> Prompt<K> {
    Prompt { stage: Stage::Choosing, ..fetched(options) }
}

/// The prompt waits for its options.
pub(crate) fn opening<K: Kind>(target: Target) -> Prompt<K> {
    Prompt {
        stage: Stage::Opening(target),
        options: Prefetched::Fetching(Attempt::default()),
        ..Prompt::default()
    }
}

/// The prompt is open.
pub(crate) fn prompting<K: Kind>(target: Target, options: K::Options, wait: Wait) -> Prompt<K> {
    Prompt {
        stage: Stage::Open { target, options: Box::new(options), retried: false, wait },
        pending: Pending::Modal(Attempt::default()),
        ..Prompt::default()
    }
}
