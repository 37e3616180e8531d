//! What the pages do if a profile lacks an operation.

use latchkey_core::call::Operation;

/// Returns what is missing on the pages without an operation.
pub(crate) fn without(operation: Operation) -> &'static str {
    match operation {
        Operation::AssertionOptions | Operation::AssertionResult => "users can't sign in with a passkey",
        Operation::AttestationOptions | Operation::AttestationResult => "users can't set up a passkey",
        Operation::Identify => "after the name, everyone is shown the passkey page first",
        Operation::Password => "users can't sign in with a password",
        Operation::Code => "there is no second step with a code",
        Operation::ResendCode => "'Send another code' isn't offered",
        Operation::Session => "only the page where the user signed in knows who they are",
        Operation::EndSession => "'Sign out' isn't offered",
        Operation::RenameAccount => "users can't change their name",
        Operation::Deferral => "'I'll do this later' is only remembered in the browser",
        Operation::Passkeys => "users have no page of their passkeys",
        Operation::RenamePasskey => "passkeys can't be renamed",
        Operation::RemovePasskey => "passkeys can't be removed",
        Operation::VerificationOptions => "a verification uses the options of a sign-in",
        Operation::VerifyByPassword => "users who signed in a while ago can't verify with a password",
        Operation::VerifyByPasskey => "users who signed in a while ago can't verify with a passkey",
        Operation::Users | Operation::User => "administrators don't see other accounts",
        Operation::RemovePasskeyOf | Operation::RemoveAllPasskeysOf => "administrators can't remove passkeys",
        Operation::Counts => "administrators see no counts",
        Operation::Report => "nobody counts the documented states that users are shown",
    }
}
