//! What goes over the wire: the JSON forms of WebAuthn Level 3 and the native contract's own bodies.
//!
//! The types are closed: anything that doesn't fit them is a malformed answer. Members that they don't name
//! are ignored, as for any WebIDL dictionary.

mod administration;
mod authenticator_data;
mod base64url;
mod creation;
mod credential;
mod management;
mod native;
mod null;
mod request;
#[cfg(test)]
mod tests;

pub use administration::{
    AdminUser, AuditAction, AuditEntry, Counts, FailureCount, RemovalReason, UserPage, UserSecurity,
};
pub use authenticator_data::user_verified;
pub use base64url::Base64Url;
pub use creation::{
    AuthenticatorSelection, CreationOptions, CredentialParameters, RelyingParty, RelyingPartyUser,
};
pub use credential::{
    AssertionResponse, AttestationResponse, AuthenticationResponse, CredentialType, RegistrationResponse,
};
pub use management::{
    DOCUMENTED_LIMIT, DisplayName, Passkey, PasskeyList, PasskeyName, Role, Session, UsedOn, UserAnswer,
    VerificationPassword,
};
pub use native::{
    AttestationResultAnswer, CodeAnswer, CodeRequest, CodeSent, FlowAnswer, IdentifyAnswer, IdentifyRequest,
    NewPasskey, NextStep, OptionsRequest, PasswordRequest, ProblemDetails, SignInAnswer, SignedIn, User,
};
pub use request::{CredentialDescriptor, RequestOptions};
