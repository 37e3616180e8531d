//! What a page requests from a backend, by the names that profiles use.

use crate::problem::Operation as Ceremony;

/// Something that a page requests from a backend. It may take several calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operation {
    /// The options of an authentication ceremony.
    AssertionOptions,
    /// The result of an authentication ceremony, which signs a user in.
    AssertionResult,
    /// The options of a registration ceremony.
    AttestationOptions,
    /// The result of a registration ceremony, which creates a passkey.
    AttestationResult,
    /// Finds out how an account signs in.
    Identify,
    /// Checks a password.
    Password,
    /// Checks a code.
    Code,
    /// Sends another code.
    ResendCode,
    /// Finds out who is signed in.
    Session,
    /// Ends the session.
    EndSession,
    /// Changes a user's display name.
    RenameAccount,
    /// Defers setting up a passkey.
    Deferral,
    /// Lists the signed-in user's passkeys.
    Passkeys,
    /// Changes a passkey's name.
    RenamePasskey,
    /// Removes a passkey.
    RemovePasskey,
    /// The options of a ceremony that verifies a user who is already signed in.
    VerificationOptions,
    /// Verifies the signed-in user by password.
    VerifyByPassword,
    /// Verifies the signed-in user by passkey.
    VerifyByPasskey,
    /// Lists the accounts.
    Users,
    /// Loads an account's Security tab.
    User,
    /// Removes another user's passkey.
    RemovePasskeyOf,
    /// Removes all of another user's passkeys.
    RemoveAllPasskeysOf,
    /// Loads the counts over all accounts.
    Counts,
}

/// The operations' names in profiles, in the order of the operations.
pub(super) const NAMES: [&str; 23] = [
    "assertion.options",
    "assertion.result",
    "attestation.options",
    "attestation.result",
    "sign-in.identify",
    "sign-in.password",
    "sign-in.code",
    "sign-in.code.resend",
    "session.get",
    "session.end",
    "account.rename",
    "passkeys.deferral",
    "passkeys.list",
    "passkeys.rename",
    "passkeys.delete",
    "verification.options",
    "verification.password",
    "verification.passkey",
    "admin.users",
    "admin.user",
    "admin.remove",
    "admin.remove-all",
    "admin.counts",
];

impl Operation {
    /// All operations, in order.
    pub const ALL: [Self; 23] = [
        Self::AssertionOptions,
        Self::AssertionResult,
        Self::AttestationOptions,
        Self::AttestationResult,
        Self::Identify,
        Self::Password,
        Self::Code,
        Self::ResendCode,
        Self::Session,
        Self::EndSession,
        Self::RenameAccount,
        Self::Deferral,
        Self::Passkeys,
        Self::RenamePasskey,
        Self::RemovePasskey,
        Self::VerificationOptions,
        Self::VerifyByPassword,
        Self::VerifyByPasskey,
        Self::Users,
        Self::User,
        Self::RemovePasskeyOf,
        Self::RemoveAllPasskeysOf,
        Self::Counts,
    ];

    /// Returns the operation's name in profiles.
    pub fn name(self) -> &'static str {
        let index = Self::ALL.iter().position(|operation| *operation == self);
        index.and_then(|index| NAMES.get(index)).copied().unwrap_or_default()
    }

    /// Returns the operation that has this name in profiles.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|operation| operation.name() == name)
    }

    /// Returns whether the operation signs a user in, or leads to a further step of signing in.
    pub fn signs_in(self) -> bool {
        matches!(self, Self::AssertionResult | Self::Password | Self::Code)
    }

    /// Returns the ceremony that the operation is part of, if any.
    pub(super) fn ceremony(self) -> Option<Ceremony> {
        match self {
            Self::AssertionOptions
            | Self::AssertionResult
            | Self::VerificationOptions
            | Self::VerifyByPasskey => Some(Ceremony::SignIn),
            Self::AttestationOptions | Self::AttestationResult => Some(Ceremony::SetUp),
            Self::Identify
            | Self::Password
            | Self::Code
            | Self::ResendCode
            | Self::Session
            | Self::EndSession
            | Self::RenameAccount
            | Self::Deferral
            | Self::Passkeys
            | Self::RenamePasskey
            | Self::RemovePasskey
            | Self::VerifyByPassword
            | Self::Users
            | Self::User
            | Self::RemovePasskeyOf
            | Self::RemoveAllPasskeysOf
            | Self::Counts => None,
        }
    }

    /// Returns whether a ceremony starts with this operation.
    pub fn gives_options(self) -> bool {
        matches!(self, Self::AssertionOptions | Self::AttestationOptions | Self::VerificationOptions)
    }

    /// Returns whether the operation submits a credential.
    pub fn takes_credential(self) -> bool {
        matches!(self, Self::AssertionResult | Self::AttestationResult | Self::VerifyByPasskey)
    }

    /// Returns the variables that the operation's calls may use, in addition to settings and what earlier
    /// answers kept.
    pub(super) fn variables(self) -> &'static [&'static str] {
        match self {
            Self::AssertionOptions | Self::VerificationOptions | Self::Identify => &["flow", "username"],
            Self::AttestationOptions => &["flow"],
            Self::AssertionResult | Self::AttestationResult | Self::VerifyByPasskey => {
                &["flow", "credential"]
            }
            Self::Password => &["flow", "username", "password"],
            Self::Code => &["flow", "code"],
            Self::ResendCode => &["flow"],
            Self::VerifyByPassword => &["password"],
            Self::RenameAccount => &["displayName"],
            Self::RenamePasskey => &["id", "name"],
            Self::RemovePasskey => &["id"],
            Self::Users => &["search", "sort", "order", "page"],
            Self::User => &["user"],
            Self::RemovePasskeyOf => &["user", "id", "reason"],
            Self::RemoveAllPasskeysOf => &["user", "reason"],
            Self::Session | Self::EndSession | Self::Deferral | Self::Passkeys | Self::Counts => &[],
        }
    }
}
