//! What a page asks of a backend, by the names that profiles have for it.

use crate::problem::Operation as Ceremony;

/// Something that a page asks of a backend, which may take several calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operation {
    /// The options of an authentication ceremony.
    AssertionOptions,
    /// Its result: somebody is signed in.
    AssertionResult,
    /// The options of a registration ceremony.
    AttestationOptions,
    /// Its result: there is a passkey.
    AttestationResult,
    /// How an account signs in.
    Identify,
    /// Checks a password.
    Password,
    /// Checks a code.
    Code,
    /// Sends another code.
    ResendCode,
    /// Who is signed in.
    Session,
    /// Ends the session.
    EndSession,
    /// Changes a person's name.
    RenameAccount,
    /// A passkey is to be set up later.
    Deferral,
    /// The passkeys of who is signed in.
    Passkeys,
    /// Changes a passkey's name.
    RenamePasskey,
    /// Removes a passkey.
    RemovePasskey,
    /// The options of a ceremony that verifies who is signed in already.
    VerificationOptions,
    /// Verifies who is signed in, by a password.
    VerifyByPassword,
    /// Verifies who is signed in, by a passkey.
    VerifyByPasskey,
    /// The accounts.
    Users,
    /// An account's Security tab.
    User,
    /// Removes a passkey of another's.
    RemovePasskeyOf,
    /// Removes all passkeys of another's.
    RemoveAllPasskeysOf,
    /// What is counted over all accounts.
    Counts,
}

/// The names, in the order of the operations.
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
    /// All of them, in order.
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

    /// What a profile calls it.
    pub fn name(self) -> &'static str {
        let index = Self::ALL.iter().position(|operation| *operation == self);
        index.and_then(|index| NAMES.get(index)).copied().unwrap_or_default()
    }

    /// The operation that a profile calls so.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|operation| operation.name() == name)
    }

    /// Whether somebody is signed in by it, or a further step of signing in follows.
    pub fn signs_in(self) -> bool {
        matches!(self, Self::AssertionResult | Self::Password | Self::Code)
    }

    /// The ceremony that it is a part of.
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

    /// Whether a ceremony begins with it.
    pub fn gives_options(self) -> bool {
        matches!(self, Self::AssertionOptions | Self::AttestationOptions | Self::VerificationOptions)
    }

    /// Whether it hands in a credential.
    pub fn takes_credential(self) -> bool {
        matches!(self, Self::AssertionResult | Self::AttestationResult | Self::VerifyByPasskey)
    }

    /// The variables that its calls may use, besides settings and what earlier answers kept.
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
