//! What is done to reach the states of the pages of somebody who is signed in.

use super::steps::demo;

/// Opens the session of somebody who uses the site.
pub(crate) const SIGN_IN: &str = "Sign in at http://localhost:8080/ as user@example.test, with the password “correct horse battery staple” and the code that stands at http://localhost:8080/dev/outbox. Where a passkey is offered, press “I'll do this later”.";
/// Opens the session of somebody who may do everything.
pub(crate) const SIGN_IN_AS_SUPER: &str = "Sign in at http://localhost:8080/ as super@example.test, with the password “correct horse battery staple” and the code that stands at http://localhost:8080/dev/outbox. Where a passkey is offered, press “I'll do this later”.";
/// Opens the session of somebody who may look and not remove.
pub(crate) const SIGN_IN_AS_VIEWER: &str = "Sign in at http://localhost:8080/ as viewer@example.test, with the password “correct horse battery staple” and the code that stands at http://localhost:8080/dev/outbox. Where a passkey is offered, press “I'll do this later”.";

/// Has one passkey.
pub(crate) const CREATE_PASSKEY: &str = "Open http://localhost:8080/set-up and create a passkey.";
/// Has several.
pub(crate) const CREATE_TWO_MORE: &str = "Twice: in the DevTools, remove the virtual authenticator and add another one; then press “Add a passkey”, create one and press “Continue”.";
/// Has all.
pub(crate) const CREATE_FOUR_MORE: &str = "Four times: in the DevTools, remove the virtual authenticator and add another one; then press “Add a passkey”, create one and press “Continue”.";
/// Has none.
pub(crate) const PASSKEYS_GONE: &str = demo!("DELETE" "passkeys?username=user@example.test");

/// Opens the signed-in page.
pub(crate) const OPEN_ACCOUNT: &str = "Open http://localhost:8080/account.";
/// Opens the page of the passkeys.
pub(crate) const OPEN_SECURITY: &str = "Open http://localhost:8080/account/security.";
/// Opens the accounts.
pub(crate) const OPEN_USERS: &str = "Open http://localhost:8080/admin/users.";
/// Opens the account with the most passkeys.
pub(crate) const OPEN_USER: &str =
    "Open http://localhost:8080/admin/users?sort=passkeys&order=descending and press the first name.";
/// Opens the account of somebody who signs in, too.
pub(crate) const OPEN_URSULA: &str =
    "Open http://localhost:8080/admin/users?search=ursula%20user and press “Ursula User”.";

/// Has the page look whether anything has changed.
pub(crate) const LOOK_AGAIN: &str = "Turn to another tab and back.";
/// Lets all calls succeed again.
pub(crate) const FAULTS_OFF: &str = demo!("DELETE" "faults");
/// Lets the pages end.
pub(crate) const IDLE: &str = "Leave the page alone for ten minutes.";
/// Begins anew after the end.
pub(crate) const RESTART: &str = "Press “Restart”.";
/// Wants one passkey more.
pub(crate) const ADD: &str = "Press “Add a passkey”.";
/// Wants one passkey less.
pub(crate) const REMOVE: &str = "Press “Remove passkey” at a passkey.";
/// Has one passkey less.
pub(crate) const CONFIRM_REMOVAL: &str = "Press “Remove passkey”.";
/// Has the list loaded again that may be out of date.
pub(crate) const LOAD_AGAIN: &str = "Press “Load again”.";
/// Wants another name for a passkey.
pub(crate) const RENAME: &str = "Press “Rename” at a passkey.";
/// Types a name that differs.
pub(crate) const TYPE_NAME: &str = "Type another name.";
/// Types a name that is too long.
pub(crate) const TOO_LONG_NAME: &str = "Type 65 characters.";
/// Submits what was typed.
pub(crate) const SAVE: &str = "Press “Save”.";
/// Has an authenticator whose passkeys count as synced.
pub(crate) const SYNCING_AUTHENTICATOR: &str = "In Chromium’s DevTools, tab “WebAuthn”: enable the virtual authenticator environment. In the protocol monitor: WebAuthn.addVirtualAuthenticator { \"options\": { \"protocol\": \"ctap2\", \"transport\": \"internal\", \"hasResidentKey\": true, \"hasUserVerification\": true, \"isUserVerified\": true, \"defaultBackupEligibility\": true, \"defaultBackupState\": true } }.";
/// Opens an account with one passkey or more, to which nothing was done yet.
pub(crate) const OPEN_ONE: &str =
    "Open http://localhost:8080/admin/users?sort=passkeys&order=descending&page=50 and press the first name.";
/// Opens an account that never had a passkey.
pub(crate) const OPEN_NOBODY: &str = "Open http://localhost:8080/admin/users?sort=passkeys and press the first name of somebody who never signed in.";
/// Wants no passkey to be left.
pub(crate) const REMOVE_ALL: &str = "Press “Remove all”.";
/// Has no passkey left.
pub(crate) const CONFIRM_ALL: &str = "Press “Remove all” below the reason.";
/// Says why.
pub(crate) const GIVE_REASON: &str = "Type a reason.";
/// Says why at too great length.
pub(crate) const GIVE_LONG_REASON: &str = "Type a reason of 201 characters.";
