//! What a page requests from a backend.

use crate::by_code::serde_by_code;
use crate::classify::Stage;
use crate::problem::Operation as Ceremony;

/// Something that a page requests from a backend. It may take several calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    /// Reports a documented state that a user was shown.
    Report,
}

/// The names of the operations that profiles may have: all but the last, since reports go only to backends of the
/// native contract.
pub(crate) const PROFILE_NAMES: &[&str] = NAMES.split_at(NAMES.len() - 1).0;

/// The operations' names, in the order of the operations.
const NAMES: [&str; 24] = [
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
    "reports",
];

impl Operation {
    /// All operations, in order.
    pub const ALL: [Self; 24] = [
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
        Self::Report,
    ];

    /// Returns the operation's name, in profiles and in the switches of the demo backend.
    pub fn name(self) -> &'static str {
        let index = Self::ALL.iter().position(|operation| *operation == self);
        index.and_then(|index| NAMES.get(index)).copied().unwrap_or_default()
    }

    /// Returns the operation that has this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|operation| operation.name() == name)
    }

    /// Returns the operations that profiles may have.
    pub fn of_profiles() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().take(PROFILE_NAMES.len())
    }

    /// Returns whether the operation signs a user in, or leads to a further step of signing in.
    pub fn signs_in(self) -> bool {
        matches!(self, Self::AssertionResult | Self::Password | Self::Code)
    }

    /// Returns the ceremony that the operation is part of, if any.
    pub(crate) fn ceremony(self) -> Option<Ceremony> {
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
            | Self::Counts
            | Self::Report => None,
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
    pub(crate) fn variables(self) -> &'static [&'static str] {
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
            Self::Session
            | Self::EndSession
            | Self::Deferral
            | Self::Passkeys
            | Self::Counts
            | Self::Report => &[],
        }
    }

    /// Returns what a failure of the operation's calls says that they were for.
    pub fn stage(self) -> Stage {
        if self.takes_credential() { Stage::Result } else { Stage::Options }
    }

    /// Returns whether a call may be sent again when the network lost it, because it only asks for something. One
    /// that submits something which counts once may have arrived.
    pub fn is_repeatable(self) -> bool {
        match self {
            Self::AssertionOptions
            | Self::AttestationOptions
            | Self::VerificationOptions
            | Self::Identify
            | Self::Session
            | Self::Passkeys
            | Self::Users
            | Self::User
            | Self::Counts => true,
            Self::AssertionResult
            | Self::AttestationResult
            | Self::Password
            | Self::Code
            | Self::ResendCode
            | Self::EndSession
            | Self::RenameAccount
            | Self::Deferral
            | Self::RenamePasskey
            | Self::RemovePasskey
            | Self::VerifyByPassword
            | Self::VerifyByPasskey
            | Self::RemovePasskeyOf
            | Self::RemoveAllPasskeysOf
            | Self::Report => false,
        }
    }

    /// Returns the method and path of the operation's native call (`crates/server/CONTRACT.md`), with variables
    /// written as in a profile.
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
            Self::Report => ("POST", "/reports"),
        }
    }

    /// Returns the operation that a native call carries out. Both kinds of options for using a passkey come from the
    /// same call, which counts as [`Self::AssertionOptions`].
    pub fn of_native_call(method: &str, path: &str) -> Option<Self> {
        let is_called = |operation: &Self| {
            let (own, template) = operation.native_call();
            let (mut segments, mut templates) = (path.split('/'), template.split('/'));
            let fits = templates.by_ref().all(|template| {
                segments.next().is_some_and(|segment| template == segment || template.starts_with('$'))
            });
            own == method && fits && segments.next().is_none()
        };
        Self::ALL.into_iter().find(is_called)
    }
}

serde_by_code!(Operation, name);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_operation_is_found_by_its_name_and_by_its_native_call() {
        for operation in Operation::ALL {
            assert_eq!(Operation::named(operation.name()), Some(operation));
            let (method, path) = operation.native_call();
            let called = Operation::of_native_call(method, &path.replace('$', "a-"));
            let same = operation != Operation::VerificationOptions;
            assert_eq!(called, Some(if same { operation } else { Operation::AssertionOptions }));
        }
        for (method, path) in [
            ("GET", "/"),
            ("GET", "/session/verification"),
            ("POST", "/session"),
            ("GET", "/admin/users/a/passkeys"),
            ("DELETE", "/passkeys/a/b"),
            ("DELETE", "/passkeys"),
        ] {
            assert_eq!(Operation::of_native_call(method, path), None, "{method} {path}");
        }
    }

    #[test]
    fn nothing_that_counts_is_sent_twice() {
        for operation in Operation::ALL {
            let (method, _) = operation.native_call();
            let asks = method == "GET" || operation.gives_options() || operation == Operation::Identify;
            assert_eq!(operation.is_repeatable(), asks, "{operation:?}");
        }
    }

    #[test]
    fn only_what_submits_a_credential_fails_as_a_result() {
        for operation in Operation::ALL {
            let is_result = operation.variables().contains(&"credential");
            assert_eq!(operation.stage() == Stage::Result, is_result, "{operation:?}");
        }
    }
}
