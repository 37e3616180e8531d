//! The catalogue of the pages of somebody who is signed in, in English.

use super::messages;

messages! { PortalMessage:
    // Signed in
    AccountTitle { name } = "You are signed in, {name}",
    AccountName { name } = "Account: {name}",
    SignOut = "Sign out",
    NameMissing = "Enter a name.",
    NameTooLong { longest } = "A name can have {longest} characters at most.",
    DidNotWork = "That didn’t work: the service didn’t answer as it should. Try again.",

    // The passkeys
    Passkeys = "Passkeys",
    PasskeyCount { count, limit } = "{count} of {limit}",
    NoPasskeys = "You have no passkey yet.",
    PasskeyCreated { date } = "Created {date}",
    SavingName = "Saving the name…",
    Renamed { name } = "The passkey is now called {name}.",
    Removing = "Removing the passkey…",
    Removed { name } = "The passkey {name} was removed.",
    RemovedElsewhere = "That passkey has been removed already.",
    AcknowledgeFirst = "Tick the box first: it is your last passkey.",
}
