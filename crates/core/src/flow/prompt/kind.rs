//! The two kinds of ceremonies.

use std::fmt::Debug;

use crate::Problem;
use crate::classify::Context;
use crate::flow::target::Target;
use crate::problem::Operation;
use crate::wire::{
    AuthenticationResponse, CreationOptions, RegistrationResponse, RequestOptions, user_verified,
};

/// What distinguishes using a passkey from creating one.
pub trait Kind: Clone + Debug + PartialEq + Eq + 'static {
    /// The options passed to the browser.
    type Options: Clone + Debug + PartialEq + Eq;
    /// What the authenticator makes of them.
    type Credential: Clone + Debug + PartialEq + Eq;
    /// What a failure is classified as.
    const OPERATION: Operation;
    /// Whether a conditional request is made only once. The autofill waits until a passkey is chosen in it; a
    /// password manager that was asked to create a passkey by itself has decided.
    const CONDITIONAL_ONCE: bool;

    /// Directs the request to these authenticators.
    fn direct(target: Target, options: &mut Self::Options);

    /// Whether a browser could follow these options at all.
    fn is_usable(options: &Self::Options) -> bool;

    /// Adds to the circumstances of a failure what the options required.
    fn required(options: &Self::Options, context: Context) -> Context;

    /// Returns why the credential can't be used although the ceremony succeeded; `None` if it can.
    fn flaw(credential: &Self::Credential, options: &Self::Options) -> Option<Problem>;

    /// Returns the relying party's domain; `None` means that of the page.
    fn rp_id(options: &Self::Options) -> Option<&str>;
}

/// Using a passkey: `navigator.credentials.get()`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assertion {}

/// Creating a passkey: `navigator.credentials.create()`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attestation {}

impl Kind for Assertion {
    type Options = RequestOptions;
    type Credential = AuthenticationResponse;
    const OPERATION: Operation = Operation::SignIn;
    const CONDITIONAL_ONCE: bool = false;

    fn direct(target: Target, options: &mut RequestOptions) {
        target.direct_request(options);
    }

    fn is_usable(_: &RequestOptions) -> bool {
        true
    }

    fn required(options: &RequestOptions, context: Context) -> Context {
        Context { user_verification_required: options.requires_user_verification(), ..context }
    }

    fn flaw(assertion: &AuthenticationResponse, options: &RequestOptions) -> Option<Problem> {
        let verified = user_verified(&assertion.response.authenticator_data);
        (options.requires_user_verification() && !verified).then_some(Problem::UserNotVerified)
    }

    fn rp_id(options: &RequestOptions) -> Option<&str> {
        options.rp_id.as_deref()
    }
}

impl Kind for Attestation {
    type Options = CreationOptions;
    type Credential = RegistrationResponse;
    const OPERATION: Operation = Operation::SetUp;
    const CONDITIONAL_ONCE: bool = true;

    fn direct(target: Target, options: &mut CreationOptions) {
        target.direct_creation(options);
    }

    fn is_usable(options: &CreationOptions) -> bool {
        options.offers_public_key()
    }

    fn required(options: &CreationOptions, context: Context) -> Context {
        Context {
            user_verification_required: options.requires_user_verification(),
            resident_key_required: options.requires_resident_key(),
            excludes_credentials: !options.exclude_credentials.is_empty(),
            ..context
        }
    }

    fn flaw(_: &RegistrationResponse, _: &CreationOptions) -> Option<Problem> {
        // The backend checks it, and has the attestation object that says more than the flags.
        None
    }

    fn rp_id(options: &CreationOptions) -> Option<&str> {
        options.rp.id.as_deref()
    }
}
