//! Steps that reach the states of the signed-in pages.

use super::steps::demo;

/// Signs in as an ordinary user.
pub(crate) const SIGN_IN: &str = "Sign in at http://localhost:8080/ as user@example.test, with the password “correct horse battery staple” and the code that stands at http://localhost:8080/dev/outbox. Where a passkey is offered, press “I'll do this later”.";
/// Signs in as an administrator who may do everything.
pub(crate) const SIGN_IN_AS_SUPER: &str = "Sign in at http://localhost:8080/ as super@example.test, with the password “correct horse battery staple” and the code that stands at http://localhost:8080/dev/outbox. Where a passkey is offered, press “I'll do this later”.";
/// Signs in as an administrator who may view but not remove.
pub(crate) const SIGN_IN_AS_VIEWER: &str = "Sign in at http://localhost:8080/ as viewer@example.test, with the password “correct horse battery staple” and the code that stands at http://localhost:8080/dev/outbox. Where a passkey is offered, press “I'll do this later”.";

/// Creates the first passkey.
pub(crate) const CREATE_PASSKEY: &str = "Open http://localhost:8080/set-up and create a passkey.";
/// Brings the number of passkeys from one to three.
pub(crate) const CREATE_TWO_MORE: &str = "Twice: in the DevTools, remove the virtual authenticator and add another one; then press “Add a passkey”, create one and press “Continue”.";
/// Brings the number of passkeys from one to the limit.
pub(crate) const CREATE_FOUR_MORE: &str = "Four times: in the DevTools, remove the virtual authenticator and add another one; then press “Add a passkey”, create one and press “Continue”.";
/// Removes all passkeys behind the page's back.
pub(crate) const PASSKEYS_GONE: &str = demo!("DELETE" "passkeys?username=user@example.test");

pub(crate) const OPEN_ACCOUNT: &str = "Open http://localhost:8080/account.";
/// Opens the page of the user's own passkeys.
pub(crate) const OPEN_SECURITY: &str = "Open http://localhost:8080/account/security.";
/// Opens the list of accounts.
pub(crate) const OPEN_USERS: &str = "Open http://localhost:8080/admin/users.";
/// Opens the account with the most passkeys.
pub(crate) const OPEN_USER: &str =
    "Open http://localhost:8080/admin/users?sort=passkeys&order=descending and press the first name.";
/// Opens the account of the user who signs in in these steps.
pub(crate) const OPEN_URSULA: &str =
    "Open http://localhost:8080/admin/users?search=ursula%20user and press “Ursula User”.";

/// Makes the page check whether anything has changed.
pub(crate) const LOOK_AGAIN: &str = "Turn to another tab and back.";
/// Lets all calls succeed again.
pub(crate) const FAULTS_OFF: &str = demo!("DELETE" "faults");
/// Lets the session expire.
pub(crate) const IDLE: &str = "Leave the page alone for ten minutes.";
/// Starts over after the session has ended.
pub(crate) const RESTART: &str = "Press “Restart”.";
/// Starts adding a passkey.
pub(crate) const ADD: &str = "Press “Add a passkey”.";
/// Starts removing a passkey.
pub(crate) const REMOVE: &str = "Press “Remove passkey” at a passkey.";
/// Confirms the removal.
pub(crate) const CONFIRM_REMOVAL: &str = "Press “Remove passkey”.";
/// Reloads a list that may be out of date.
pub(crate) const LOAD_AGAIN: &str = "Press “Load again”.";
/// Starts renaming a passkey.
pub(crate) const RENAME: &str = "Press “Rename” at a passkey.";
/// Types a different name.
pub(crate) const TYPE_NAME: &str = "Type another name.";
/// Types a name that is too long.
pub(crate) const TOO_LONG_NAME: &str = "Type 65 characters.";
/// Submits what was typed.
pub(crate) const SAVE: &str = "Press “Save”.";
/// Adds a virtual authenticator whose passkeys count as synced.
pub(crate) const SYNCING_AUTHENTICATOR: &str = "In Chromium’s DevTools, tab “WebAuthn”: enable the virtual authenticator environment. In the protocol monitor: WebAuthn.addVirtualAuthenticator { \"options\": { \"protocol\": \"ctap2\", \"transport\": \"internal\", \"hasResidentKey\": true, \"hasUserVerification\": true, \"isUserVerified\": true, \"defaultBackupEligibility\": true, \"defaultBackupState\": true } }.";
/// Opens an account with at least one passkey and no history.
pub(crate) const OPEN_ONE: &str =
    "Open http://localhost:8080/admin/users?sort=passkeys&order=descending&page=50 and press the first name.";
/// Opens an account that never had a passkey.
pub(crate) const OPEN_NOBODY: &str = "Open http://localhost:8080/admin/users?sort=passkeys and press the first name of somebody who never signed in.";
/// Starts removing all passkeys.
pub(crate) const REMOVE_ALL: &str = "Press “Remove all”.";
/// Confirms the removal of all passkeys.
pub(crate) const CONFIRM_ALL: &str = "Press “Remove all” below the reason.";
pub(crate) const GIVE_REASON: &str = "Type a reason.";
/// Types a reason that is too long.
pub(crate) const GIVE_LONG_REASON: &str = "Type a reason of 201 characters.";
