//! Renaming a passkey.

use super::super::{Security, Task};
use super::{example, loaded, reach};
use crate::PortalMessage;
use crate::example::passkeys::{LAPTOP, NEW_PASSKEY_NAME, three};
use crate::example::signed_in_steps::{
    CREATE_PASSKEY, OPEN_SECURITY, RENAME, SAVE, SIGN_IN, TOO_LONG_NAME, TYPE_NAME,
};
use crate::example::steps::{AUTHENTICATOR, fault};
use crate::example::{Example, Notes};

pub(super) fn examples() -> [Example<Security>; 5] {
    [
        renaming(
            None,
            Notes {
                sees: "A field in the place of the passkey’s name.",
                cause: "They want to call it something else.",
                reach: reach!(RENAME),
            },
        ),
        renaming(
            Some(PortalMessage::NameMissing),
            Notes {
                sees: "At the field, that a name is missing.",
                cause: "They saved an empty name.",
                reach: reach!(RENAME, "Empty the field.", SAVE),
            },
        ),
        renaming(
            Some(PortalMessage::NameTooLong { longest: "64".to_owned() }),
            Notes {
                sees: "At the field, how long a name can be.",
                cause: "They saved a name of more than 64 characters.",
                reach: reach!(RENAME, TOO_LONG_NAME, SAVE),
            },
        ),
        renaming(
            Some(PortalMessage::DidNotWork),
            Notes {
                sees: "At the field, that the name could not be saved; what they typed is still there.",
                cause: "The service failed while it saved the name.",
                reach: reach!(fault!("passkeys.rename", "unavailable"), RENAME, TYPE_NAME, SAVE),
            },
        ),
        saving(),
    ]
}

fn renaming(error: Option<PortalMessage>, notes: Notes) -> Example<Security> {
    example(loaded(three()), Task::Renaming { id: LAPTOP.to_owned(), error }, notes)
}

fn saving() -> Example<Security> {
    let mut passkeys = three();
    let mut before = String::new();
    for passkey in passkeys.iter_mut().filter(|passkey| passkey.id == LAPTOP) {
        before = std::mem::replace(&mut passkey.name, NEW_PASSKEY_NAME.to_owned());
    }
    example(
        loaded(passkeys),
        Task::SavingName { id: LAPTOP.to_owned(), before },
        Notes {
            sees: "The new name in the list, and below the list that it is being saved.",
            cause: "They saved a name and the service has not answered yet.",
            reach: reach!(fault!("passkeys.rename", "hang"), RENAME, TYPE_NAME, SAVE),
        },
    )
}
