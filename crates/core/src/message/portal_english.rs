//! The catalogue of the pages of somebody who is signed in, in English.

use super::messages;

messages! { PortalMessage:
    // Around the pages
    YourAccount = "Your account",
    Settings = "Settings",
    Account = "Account",
    Security = "Security",
    Users = "Users",

    // Signed in
    AccountTitle { name } = "You are signed in, {name}",
    AccountName { name } = "Account: {name}",
    SignOut = "Sign out",
    YourName = "Your name",
    ChangeName = "Change your name",
    NameChanged { name } = "You are now called {name}.",
    Save = "Save",
    NameMissing = "Enter a name.",
    NameTooLong { longest } = "A name can have {longest} characters at most.",
    DidNotWork = "That didn’t work: the service didn’t answer as it should. Try again.",

    // The passkeys
    Passkeys = "Passkeys",
    PasskeyCount { count, limit } = "{count} of {limit}",
    NoPasskeys = "You have no passkey yet.",
    ManagePasskeys = "Manage passkeys",
    AddPasskey = "Add a passkey",
    Stale = "This list may be out of date: it couldn’t be loaded again.",
    LoadAgain = "Load again",
    KindThisDevice = "This device",
    KindDevice = "Computer, phone or tablet",
    KindPhone = "Phone or tablet",
    KindSecurityKey = "Security key",
    KindUnknown = "Passkey",
    Synced = "Synced",
    NotSyncedYet = "Not synced yet",
    OneDeviceOnly = "Only on one device",
    UsedHere = "Used on this browser",
    PasskeyCreated { date } = "Created {date}",
    NeverUsed = "Not used yet",
    LastUsed { date } = "Last used {date}",
    LastUsedWith { date, place } = "Last used {date} with {place}",
    BrowserOnSystem { browser, system } = "{browser} on {system}",

    // Renaming one
    Rename = "Rename",
    PasskeyName = "Name of the passkey",
    SavingName = "Saving the name…",
    Renamed { name } = "The passkey is now called {name}.",

    // Removing one
    RemovePasskey = "Remove passkey",
    RemoveTitle { name } = "Remove the passkey {name}?",
    RemoveFollows = "Nobody can sign in with it any more.",
    RemoveSynced = "That goes for every device it is synced to. Where it can, your browser tells your password manager; otherwise delete it there yourself.",
    RemoveThere = "Where it can, your browser hides it on the device or key that holds it; otherwise delete it there yourself.",
    RemoveForGood = "This can’t be undone. You can add a new passkey at any time.",
    RemoveLast = "It is your last passkey. From then on you sign in with your password and a code.",
    RemoveLastAcknowledged = "I can sign in with my password and a code",
    AcknowledgeFirst = "Tick the box first: it is your last passkey.",
    Removing = "Removing the passkey…",
    Removed { name } = "The passkey {name} was removed.",
    RemovedElsewhere = "That passkey has been removed already.",

    // Verification
    VerificationTitle = "Confirm that it’s you",
    VerificationLead = "It has been a while since you signed in. Confirm, and what you started goes on.",
    ConfirmWithPasskey = "Confirm with passkey",
    Confirm = "Confirm",
}
