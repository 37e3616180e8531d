//! What the pages do if a profile lacks an operation.

use latchkey_core::profile::Operation;

/// Returns what is missing on the pages without an operation.
pub(crate) fn without(operation: Operation) -> &'static str {
    match operation {
        Operation::AssertionOptions | Operation::AssertionResult => "nobody signs in with a passkey",
        Operation::AttestationOptions | Operation::AttestationResult => "no passkey is set up",
        Operation::Identify => "after the name, the passkey page comes first for everybody",
        Operation::Password => "nobody signs in with a password",
        Operation::Code => "there is no second step by a code",
        Operation::ResendCode => "'Send another code' isn't offered",
        Operation::Session => "only the page where somebody signed in knows who it is",
        Operation::EndSession => "'Sign out' isn't offered",
        Operation::RenameAccount => "the person's name can't be changed",
        Operation::Deferral => "'I'll do this later' is remembered in the browser alone",
        Operation::Passkeys => "there is no page of one's own passkeys",
        Operation::RenamePasskey => "passkeys can't be renamed",
        Operation::RemovePasskey => "passkeys can't be removed",
        Operation::VerificationOptions => "a verification takes the options of a sign-in",
        Operation::VerifyByPassword => "who signed in a while ago isn't verified by a password",
        Operation::VerifyByPasskey => "who signed in a while ago isn't verified by a passkey",
        Operation::Users | Operation::User => "administrators don't see other accounts",
        Operation::RemovePasskeyOf | Operation::RemoveAllPasskeysOf => "administrators remove no passkeys",
        Operation::Counts => "administrators see no counts",
    }
}
