//! The locations of the native contract's calls (`crates/server/CONTRACT.md`). The app knows them without a
//! profile.

use super::Operation;

impl Operation {
    /// Returns the method and path of the operation's native call, with variables written as in a profile.
    pub fn native_call(self) -> (&'static str, &'static str) {
        match self {
            Self::AssertionOptions | Self::VerificationOptions => ("POST", "/assertion/options"),
            Self::AssertionResult => ("POST", "/assertion/result"),
            Self::AttestationOptions => ("POST", "/attestation/options"),
            Self::AttestationResult => ("POST", "/attestation/result"),
            Self::Identify => ("POST", "/sign-in/identify"),
            Self::Password => ("POST", "/sign-in/password"),
            Self::Code => ("POST", "/sign-in/code"),
            Self::ResendCode => ("POST", "/sign-in/code/resend"),
            Self::Session => ("GET", "/session"),
            Self::EndSession => ("DELETE", "/session"),
            Self::RenameAccount => ("PATCH", "/account"),
            Self::Deferral => ("POST", "/passkeys/deferral"),
            Self::Passkeys => ("GET", "/passkeys"),
            Self::RenamePasskey => ("PATCH", "/passkeys/$id"),
            Self::RemovePasskey => ("DELETE", "/passkeys/$id"),
            Self::VerifyByPassword => ("POST", "/session/verification/password"),
            Self::VerifyByPasskey => ("POST", "/session/verification/passkey"),
            Self::Users => ("GET", "/admin/users"),
            Self::User => ("GET", "/admin/users/$user"),
            Self::RemovePasskeyOf => ("DELETE", "/admin/users/$user/passkeys/$id"),
            Self::RemoveAllPasskeysOf => ("DELETE", "/admin/users/$user/passkeys"),
            Self::Counts => ("GET", "/admin/counts"),
        }
    }
}
