//! Removing one passkey, or all of them.

use super::super::{Removal, Task, UserSecurity, Which, look};
use super::{details, example, loaded};
use crate::PortalMessage;
use crate::example::passkeys::{LAPTOP, three};
use crate::example::signed_in_steps::{
    CONFIRM_ALL, CONFIRM_REMOVAL, GIVE_LONG_REASON, GIVE_REASON, OPEN_USER, REMOVE, REMOVE_ALL,
    SIGN_IN_AS_SUPER,
};
use crate::example::steps::fault;
use crate::example::{Example, Notes};

pub(super) fn examples() -> Vec<Example<UserSecurity>> {
    let mut examples = Vec::from(of_one());
    examples.extend(of_all());
    examples
}

fn confirming(which: Which, error: Option<PortalMessage>, notes: Notes) -> Example<UserSecurity> {
    example(loaded(details(three())), Task::Confirming { which, error }, notes)
}

fn removing(which: Which, notes: Notes) -> Example<UserSecurity> {
    let reason = look::REASON.to_owned();
    example(loaded(details(three())), Task::Removing(Removal { which, reason }), notes)
}

/// The error for a reason that is too long.
fn too_long() -> PortalMessage {
    PortalMessage::ReasonTooLong { longest: "200".to_owned() }
}

fn of_one() -> [Example<UserSecurity>; 5] {
    let one = || Which::One(LAPTOP.to_owned());
    [
        confirming(
            one(),
            None,
            Notes {
                sees: "Which passkey is to go, what follows, and a field for the reason.",
                cause: "They want to remove a passkey of the account.",
                reach: &[SIGN_IN_AS_SUPER, OPEN_USER, REMOVE],
            },
        ),
        confirming(
            one(),
            Some(PortalMessage::ReasonMissing),
            Notes {
                sees: "At the field, that a reason is missing.",
                cause: "They confirmed the removal of a passkey without a reason.",
                reach: &[SIGN_IN_AS_SUPER, OPEN_USER, REMOVE, CONFIRM_REMOVAL],
            },
        ),
        confirming(
            one(),
            Some(too_long()),
            Notes {
                sees: "At the field, how long a reason can be.",
                cause: "They gave a reason of more than 200 characters for the removal of a passkey.",
                reach: &[SIGN_IN_AS_SUPER, OPEN_USER, REMOVE, GIVE_LONG_REASON, CONFIRM_REMOVAL],
            },
        ),
        confirming(
            one(),
            Some(PortalMessage::DidNotWork),
            Notes {
                sees: "Below the field, that the passkey could not be removed; the reason is still there.",
                cause: "The service failed while it removed the passkey.",
                reach: &[
                    SIGN_IN_AS_SUPER,
                    OPEN_USER,
                    fault!("admin.remove", "unavailable"),
                    REMOVE,
                    GIVE_REASON,
                    CONFIRM_REMOVAL,
                ],
            },
        ),
        removing(
            one(),
            Notes {
                sees: "The form, and below it that the passkey is being removed.",
                cause: "They confirmed the removal of a passkey and the service has not answered yet.",
                reach: &[
                    SIGN_IN_AS_SUPER,
                    OPEN_USER,
                    fault!("admin.remove", "hang"),
                    REMOVE,
                    GIVE_REASON,
                    CONFIRM_REMOVAL,
                ],
            },
        ),
    ]
}

fn of_all() -> [Example<UserSecurity>; 5] {
    [
        confirming(
            Which::All,
            None,
            Notes {
                sees: "How many passkeys are to go, what follows, and a field for the reason.",
                cause: "They want to remove all passkeys of the account.",
                reach: &[SIGN_IN_AS_SUPER, OPEN_USER, REMOVE_ALL],
            },
        ),
        confirming(
            Which::All,
            Some(PortalMessage::ReasonMissing),
            Notes {
                sees: "At the field, that a reason is missing.",
                cause: "They confirmed the removal of all passkeys without a reason.",
                reach: &[SIGN_IN_AS_SUPER, OPEN_USER, REMOVE_ALL, CONFIRM_ALL],
            },
        ),
        confirming(
            Which::All,
            Some(too_long()),
            Notes {
                sees: "At the field, how long a reason can be.",
                cause: "They gave a reason of more than 200 characters for the removal of all passkeys.",
                reach: &[SIGN_IN_AS_SUPER, OPEN_USER, REMOVE_ALL, GIVE_LONG_REASON, CONFIRM_ALL],
            },
        ),
        confirming(
            Which::All,
            Some(PortalMessage::DidNotWork),
            Notes {
                sees: "Below the field, that the passkeys could not be removed; the reason is still there.",
                cause: "The service failed while it removed the passkeys.",
                reach: &[
                    SIGN_IN_AS_SUPER,
                    OPEN_USER,
                    fault!("admin.remove-all", "unavailable"),
                    REMOVE_ALL,
                    GIVE_REASON,
                    CONFIRM_ALL,
                ],
            },
        ),
        removing(
            Which::All,
            Notes {
                sees: "The form, and below it that the passkeys are being removed.",
                cause: "They confirmed the removal of all passkeys and the service has not answered yet.",
                reach: &[
                    SIGN_IN_AS_SUPER,
                    OPEN_USER,
                    fault!("admin.remove-all", "hang"),
                    REMOVE_ALL,
                    GIVE_REASON,
                    CONFIRM_ALL,
                ],
            },
        ),
    ]
}
