//! The catalogue of the pages of somebody who is signed in, in English.

use super::messages;

messages! { PortalMessage:
    // Signed in
    AccountTitle { name } = "You are signed in, {name}",
    AccountName { name } = "Account: {name}",
    Passkeys = "Passkeys",
    PasskeyCount { count, limit } = "{count} of {limit}",
    NoPasskeys = "You have no passkey yet.",
    PasskeyCreated { date } = "Created {date}",
    SignOut = "Sign out",
}
