//! The list, with what was done last.

use super::super::{Security, Task};
use super::{example, loaded, reach};
use crate::PortalMessage;
use crate::example::passkeys::{LAPTOP, NEW_PASSKEY_NAME, five, one, three};
use crate::example::signed_in_steps::{
    ADD, CONFIRM_REMOVAL, CREATE_FOUR_MORE, CREATE_PASSKEY, CREATE_TWO_MORE, FAULTS_OFF, LOAD_AGAIN,
    LOOK_AGAIN, OPEN_SECURITY, PASSKEYS_GONE, REMOVE, RENAME, SAVE, SIGN_IN, TYPE_NAME,
};
use crate::example::steps::{AUTHENTICATOR, fault};
use crate::example::{Example, Notes};
use crate::flow::security::Content;
use crate::wire::Passkey;

pub(super) fn examples() -> Vec<Example<Security>> {
    let mut examples = Vec::from(of_each_length());
    examples.push(stale(shows(
        three(),
        None,
        Notes {
            sees: "The passkeys, and that the list may be out of date.",
            cause: "The list was to be loaded again when the page was looked at again, and could not be.",
            reach: reach!(fault!("passkeys.list", "unavailable"), LOOK_AGAIN),
        },
    )));
    examples.extend(notices());
    examples.extend(stale_notices().map(stale));
    examples
}

fn shows(passkeys: Vec<Passkey>, notice: Option<PortalMessage>, notes: Notes) -> Example<Security> {
    let mut example = example(loaded(passkeys), Task::None, notes);
    example.flow.notice = notice;
    example
}

fn stale(mut example: Example<Security>) -> Example<Security> {
    if let Content::Loaded { is_stale, .. } = &mut example.flow.list.content {
        *is_stale = true;
    }
    example
}

fn of_each_length() -> [Example<Security>; 4] {
    let shows = |passkeys, notes| shows(passkeys, None, notes);
    [
        shows(
            Vec::new(),
            Notes {
                sees: "That they have no passkey yet, what speaks for one, and the button that adds one.",
                cause: "They have no passkey.",
                reach: &[SIGN_IN, PASSKEYS_GONE, OPEN_SECURITY],
            },
        ),
        shows(
            one(),
            Notes {
                sees: "Their one passkey: what keeps it, whether it is synced, and when and where it was used.",
                cause: "They have one passkey.",
                reach: reach!(),
            },
        ),
        shows(
            three(),
            Notes {
                sees: "Their passkeys: what keeps each, whether it is synced, and when and where it was used.",
                cause: "They have more than one passkey, and may have more.",
                reach: reach!(CREATE_TWO_MORE),
            },
        ),
        shows(
            five(),
            Notes {
                sees: "As many passkeys as there may be.",
                cause: "They have five passkeys.",
                reach: reach!(CREATE_FOUR_MORE),
            },
        ),
    ]
}

/// Three passkeys, one of which was renamed, and the notice that says so.
fn renamed() -> (Vec<Passkey>, PortalMessage) {
    let mut passkeys = three();
    for passkey in passkeys.iter_mut().filter(|passkey| passkey.id == LAPTOP) {
        NEW_PASSKEY_NAME.clone_into(&mut passkey.name);
    }
    (passkeys, PortalMessage::Renamed { name: NEW_PASSKEY_NAME.to_owned() })
}

/// What is left of three passkeys after one was removed, and the notice that says so.
fn removed() -> (Vec<Passkey>, PortalMessage) {
    let (gone, left): (Vec<_>, Vec<_>) = three().into_iter().partition(|passkey| passkey.id == LAPTOP);
    let name = gone.into_iter().map(|passkey| passkey.name).collect();
    (left, PortalMessage::Removed { name })
}

fn notices() -> [Example<Security>; 4] {
    let shows = |(passkeys, notice), notes| shows(passkeys, Some(notice), notes);
    [
        shows(
            renamed(),
            Notes {
                sees: "The passkey under its new name, and a note that it has it.",
                cause: "The service has saved the new name.",
                reach: reach!(RENAME, TYPE_NAME, SAVE),
            },
        ),
        shows(
            removed(),
            Notes {
                sees: "The passkeys that are left, and a note which one was removed.",
                cause: "The service has removed a passkey.",
                reach: reach!(CREATE_TWO_MORE, REMOVE, CONFIRM_REMOVAL),
            },
        ),
        shows(
            (removed().0, PortalMessage::RemovedElsewhere),
            Notes {
                sees: "The passkeys that are left, and a note that the one in question has been removed already.",
                cause: "The passkey that they were renaming or removing was removed elsewhere meanwhile.",
                reach: reach!(
                    CREATE_TWO_MORE,
                    REMOVE,
                    "Remove the same passkey in another tab, and turn back."
                ),
            },
        ),
        shows(
            (three(), PortalMessage::DidNotWork),
            Notes {
                sees: "The passkeys, and a note that a passkey could not be added.",
                cause: "The service failed when it was asked whether a passkey can be added; the list was loaded again since.",
                reach: reach!(fault!("session.get", "unavailable"), ADD, FAULTS_OFF, LOAD_AGAIN),
            },
        ),
    ]
}

fn stale_notices() -> [Example<Security>; 4] {
    let shows = |(passkeys, notice), notes| shows(passkeys, Some(notice), notes);
    [
        shows(
            renamed(),
            Notes {
                sees: "That the passkey has its new name, and that the list may be out of date.",
                cause: "The service has saved the new name, and the list could not be loaded again.",
                reach: reach!(fault!("passkeys.list", "unavailable"), RENAME, TYPE_NAME, SAVE),
            },
        ),
        shows(
            removed(),
            Notes {
                sees: "Which passkey was removed, and that the list may be out of date.",
                cause: "The service has removed a passkey, and the list could not be loaded again.",
                reach: reach!(
                    CREATE_TWO_MORE,
                    fault!("passkeys.list", "unavailable"),
                    REMOVE,
                    CONFIRM_REMOVAL
                ),
            },
        ),
        shows(
            (removed().0, PortalMessage::RemovedElsewhere),
            Notes {
                sees: "That the passkey in question has been removed already, and that the list may be out of date.",
                cause: "The passkey that was to go was removed elsewhere meanwhile, and the list could not be loaded again.",
                reach: reach!(
                    CREATE_TWO_MORE,
                    REMOVE,
                    PASSKEYS_GONE,
                    fault!("passkeys.list", "unavailable"),
                    CONFIRM_REMOVAL
                ),
            },
        ),
        shows(
            (three(), PortalMessage::DidNotWork),
            Notes {
                sees: "That a passkey could not be added, and that the list may be out of date.",
                cause: "The service failed when it was asked whether a passkey can be added.",
                reach: reach!(fault!("session.get", "unavailable"), ADD),
            },
        ),
    ]
}
