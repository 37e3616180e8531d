//! Removing a passkey.

use super::super::{Security, Task};
use super::{example, loaded, reach};
use crate::PortalMessage;
use crate::example::passkeys::{LAPTOP, PHONE, one, three};
use crate::example::signed_in_steps::{
    CONFIRM_REMOVAL, CREATE_PASSKEY, CREATE_TWO_MORE, OPEN_SECURITY, REMOVE, SIGN_IN, SYNCING_AUTHENTICATOR,
};
use crate::example::steps::{AUTHENTICATOR, fault};
use crate::example::{Example, Notes};

const TICK: &str = "Tick the box.";

pub(super) fn examples() -> Vec<Example<Security>> {
    let mut examples = Vec::from(of_several());
    examples.extend(of_the_last());
    examples
}

fn confirming(id: &str, error: Option<PortalMessage>, notes: Notes) -> Example<Security> {
    let task = Task::Confirming { id: id.to_owned(), acknowledged: false, error };
    example(loaded(three()), task, notes)
}

fn of_several() -> [Example<Security>; 4] {
    [
        confirming(
            LAPTOP,
            None,
            Notes {
                sees: "The passkey that is to go, what follows for the device that holds it, and the button that removes it.",
                cause: "They want to remove a passkey that isn’t synced.",
                reach: reach!(CREATE_TWO_MORE, REMOVE),
            },
        ),
        confirming(
            PHONE,
            None,
            Notes {
                sees: "The passkey that is to go, what follows for every device it is synced to, and the button that removes it.",
                cause: "They want to remove a passkey that is synced.",
                reach: &[
                    SYNCING_AUTHENTICATOR,
                    SIGN_IN,
                    CREATE_PASSKEY,
                    OPEN_SECURITY,
                    CREATE_TWO_MORE,
                    "Press “Remove passkey” at the passkey that is synced.",
                ],
            },
        ),
        confirming(
            LAPTOP,
            Some(PortalMessage::DidNotWork),
            Notes {
                sees: "The passkey that is to go, and that it could not be removed.",
                cause: "The service failed while it removed the passkey.",
                reach: reach!(
                    CREATE_TWO_MORE,
                    fault!("passkeys.delete", "unavailable"),
                    REMOVE,
                    CONFIRM_REMOVAL
                ),
            },
        ),
        example(
            loaded(three()),
            Task::Removing { id: LAPTOP.to_owned(), acknowledged: false },
            Notes {
                sees: "The passkey that is to go, and that it is being removed.",
                cause: "They confirmed the removal and the service has not answered yet.",
                reach: reach!(CREATE_TWO_MORE, fault!("passkeys.delete", "hang"), REMOVE, CONFIRM_REMOVAL),
            },
        ),
    ]
}

fn confirming_last(acknowledged: bool, error: Option<PortalMessage>, notes: Notes) -> Example<Security> {
    example(loaded(one()), Task::Confirming { id: PHONE.to_owned(), acknowledged, error }, notes)
}

fn of_the_last() -> [Example<Security>; 5] {
    [
        confirming_last(
            false,
            None,
            Notes {
                sees: "Besides, that it is the last passkey, with a box to tick before it can go.",
                cause: "They want to remove their last passkey.",
                reach: reach!(REMOVE),
            },
        ),
        confirming_last(
            true,
            None,
            Notes {
                sees: "The box ticked.",
                cause: "They said that they can sign in without a passkey.",
                reach: reach!(REMOVE, TICK),
            },
        ),
        confirming_last(
            false,
            Some(PortalMessage::AcknowledgeFirst),
            Notes {
                sees: "That the box has to be ticked first.",
                cause: "They confirmed the removal without a tick.",
                reach: reach!(REMOVE, CONFIRM_REMOVAL),
            },
        ),
        confirming_last(
            true,
            Some(PortalMessage::DidNotWork),
            Notes {
                sees: "The box ticked, and that the passkey could not be removed.",
                cause: "The service failed while it removed the last passkey.",
                reach: reach!(fault!("passkeys.delete", "unavailable"), REMOVE, TICK, CONFIRM_REMOVAL),
            },
        ),
        example(
            loaded(one()),
            Task::Removing { id: PHONE.to_owned(), acknowledged: true },
            Notes {
                sees: "The box ticked, and that the passkey is being removed.",
                cause: "They confirmed the removal of the last passkey and the service has not answered yet.",
                reach: reach!(fault!("passkeys.delete", "hang"), REMOVE, TICK, CONFIRM_REMOVAL),
            },
        ),
    ]
}
