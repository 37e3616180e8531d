//! The calls of signing in and setting up a passkey.

use serde_json::{Error, from_str};

use super::{Call, Operation, OptionsOf, Parts, options};
use crate::flow::secret::Secret;
use crate::route::FlowId;
use crate::wire::{
    AttestationResultAnswer, AuthenticationResponse, CodeAnswer, CodeRequest, CodeSent, CreationOptions,
    IdentifyAnswer, IdentifyRequest, NewPasskey, OptionsRequest, PasswordRequest, RegistrationResponse,
    RequestOptions, SignInAnswer,
};

/// Fetches the options of an authentication ceremony.
pub struct FetchAssertionOptions {
    /// The sign-in or set-up that it belongs to.
    pub flow: Option<FlowId>,
    /// The account; without it, any of the browser's passkeys may be used.
    pub username: Option<String>,
}

impl Call for FetchAssertionOptions {
    type Answer = OptionsOf<RequestOptions>;

    const OPERATION: Operation = Operation::AssertionOptions;

    fn parts(self) -> Parts {
        Parts::of(Self::OPERATION).with(&OptionsRequest { username: self.username }).within(self.flow)
    }

    fn read(text: &str) -> Result<Self::Answer, Error> {
        options(text)
    }
}

/// Signs a user in with the result of an authentication ceremony.
pub struct SubmitAssertion {
    /// The sign-in or set-up that it belongs to.
    pub flow: Option<FlowId>,
    /// The result.
    pub assertion: Box<AuthenticationResponse>,
}

impl Call for SubmitAssertion {
    type Answer = SignInAnswer;

    const OPERATION: Operation = Operation::AssertionResult;

    fn parts(self) -> Parts {
        Parts::of(Self::OPERATION).with(&self.assertion).within(self.flow)
    }

    fn read(text: &str) -> Result<Self::Answer, Error> {
        from_str(text)
    }
}

/// Fetches the options of a registration ceremony.
pub struct FetchAttestationOptions {
    /// The sign-in or set-up that it belongs to.
    pub flow: Option<FlowId>,
}

impl Call for FetchAttestationOptions {
    type Answer = OptionsOf<CreationOptions>;

    const OPERATION: Operation = Operation::AttestationOptions;

    fn parts(self) -> Parts {
        Parts::of(Self::OPERATION).with_nothing().within(self.flow)
    }

    fn read(text: &str) -> Result<Self::Answer, Error> {
        options(text)
    }
}

/// Creates a passkey with the result of a registration ceremony.
pub struct SubmitAttestation {
    /// The sign-in or set-up that it belongs to.
    pub flow: Option<FlowId>,
    /// The result.
    pub credential: Box<RegistrationResponse>,
}

impl Call for SubmitAttestation {
    type Answer = NewPasskey;

    const OPERATION: Operation = Operation::AttestationResult;

    fn parts(self) -> Parts {
        Parts::of(Self::OPERATION).with(&self.credential).within(self.flow)
    }

    fn read(text: &str) -> Result<Self::Answer, Error> {
        from_str::<AttestationResultAnswer>(text).map(|answer| answer.passkey)
    }
}

/// Fetches the options of a ceremony that verifies a user who is already signed in.
pub struct FetchVerificationOptions {
    /// The sign-in or set-up that it belongs to.
    pub flow: Option<FlowId>,
    /// The account.
    pub username: String,
}

impl Call for FetchVerificationOptions {
    type Answer = OptionsOf<RequestOptions>;

    const OPERATION: Operation = Operation::VerificationOptions;

    fn parts(self) -> Parts {
        Parts::of(Self::OPERATION).with(&OptionsRequest { username: Some(self.username) }).within(self.flow)
    }

    fn read(text: &str) -> Result<Self::Answer, Error> {
        options(text)
    }
}

/// Finds out how an account signs in.
pub struct Identify {
    /// The sign-in or set-up that it belongs to.
    pub flow: Option<FlowId>,
    /// The account.
    pub username: String,
}

impl Call for Identify {
    type Answer = IdentifyAnswer;

    const OPERATION: Operation = Operation::Identify;

    fn parts(self) -> Parts {
        Parts::of(Self::OPERATION).with(&IdentifyRequest { username: self.username }).within(self.flow)
    }

    fn read(text: &str) -> Result<Self::Answer, Error> {
        from_str(text)
    }
}

/// Checks a password.
pub struct CheckPassword {
    /// The sign-in or set-up that it belongs to.
    pub flow: Option<FlowId>,
    /// The account.
    pub username: String,
    /// What was typed.
    pub password: Secret,
}

impl Call for CheckPassword {
    type Answer = SignInAnswer;

    const OPERATION: Operation = Operation::Password;

    fn parts(self) -> Parts {
        let body = PasswordRequest { username: self.username, password: self.password.expose() };
        Parts::of(Self::OPERATION).with(&body).within(self.flow)
    }

    fn read(text: &str) -> Result<Self::Answer, Error> {
        from_str(text)
    }
}

/// Checks a code.
pub struct CheckCode {
    /// The sign-in or set-up that it belongs to.
    pub flow: Option<FlowId>,
    /// What was typed.
    pub code: Secret,
}

impl Call for CheckCode {
    type Answer = SignInAnswer;

    const OPERATION: Operation = Operation::Code;

    fn parts(self) -> Parts {
        Parts::of(Self::OPERATION).with(&CodeRequest { code: self.code.expose() }).within(self.flow)
    }

    fn read(text: &str) -> Result<Self::Answer, Error> {
        from_str(text)
    }
}

/// Sends another code.
pub struct ResendCode {
    /// The sign-in or set-up that it belongs to.
    pub flow: Option<FlowId>,
}

impl Call for ResendCode {
    type Answer = CodeSent;

    const OPERATION: Operation = Operation::ResendCode;

    fn parts(self) -> Parts {
        Parts::of(Self::OPERATION).with_nothing().within(self.flow)
    }

    fn read(text: &str) -> Result<Self::Answer, Error> {
        from_str::<CodeAnswer>(text).map(|answer| answer.code)
    }
}

/// Defers setting up a passkey.
pub struct Defer;

impl Call for Defer {
    type Answer = ();

    const OPERATION: Operation = Operation::Deferral;

    fn parts(self) -> Parts {
        Parts::of(Self::OPERATION).with_nothing()
    }

    fn read(_: &str) -> Result<Self::Answer, Error> {
        Ok(())
    }
}
