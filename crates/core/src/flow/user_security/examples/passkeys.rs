//! The account's passkeys and history, with what was done last.

use super::super::{Content, Details, Task, UserSecurity};
use super::{details, example, loaded};
use crate::PortalMessage;
use crate::example::passkeys::{LAPTOP, five, three};
use crate::example::signed_in_steps::{
    CONFIRM_ALL, CONFIRM_REMOVAL, CREATE_FOUR_MORE, CREATE_PASSKEY, GIVE_REASON, LOOK_AGAIN, OPEN_NOBODY,
    OPEN_ONE, OPEN_SECURITY, OPEN_URSULA, OPEN_USER, PASSKEYS_GONE, REMOVE, REMOVE_ALL, SIGN_IN,
    SIGN_IN_AS_SUPER, SIGN_IN_AS_VIEWER,
};
use crate::example::steps::{AUTHENTICATOR, fault};
use crate::example::{Example, Notes};
use crate::wire::{Passkey, Role};

pub(super) fn examples() -> Vec<Example<UserSecurity>> {
    let mut examples = Vec::from(of_each_account());
    examples.push(stale(shows(
        details(three()),
        None,
        Notes {
            sees: "The account, and that what is shown may be out of date.",
            cause: "The account was to be loaded again when the page was looked at again, and could not be.",
            reach: &[SIGN_IN_AS_SUPER, OPEN_USER, fault!("admin.user", "unavailable"), LOOK_AGAIN],
        },
    )));
    examples.extend(of_a_viewer());
    examples.extend(notices());
    examples.extend(stale_notices().map(stale));
    examples
}

fn shows(details: Details, notice: Option<PortalMessage>, notes: Notes) -> Example<UserSecurity> {
    let mut example = example(loaded(details), Task::None, notes);
    example.flow.notice = notice;
    example
}

fn stale(mut example: Example<UserSecurity>) -> Example<UserSecurity> {
    if let Content::Loaded { is_stale, .. } = &mut example.flow.list.content {
        *is_stale = true;
    }
    example
}

fn of_each_account() -> [Example<UserSecurity>; 6] {
    let with = |passkeys, notes| shows(details(passkeys), None, notes);
    let without_history = |passkeys, notes| {
        let mut details = details(passkeys);
        details.security.audit.clear();
        shows(details, None, notes)
    };
    [
        with(
            three(),
            Notes {
                sees: "Whose account it is, its passkeys, each with a button that removes it, and what was done to them.",
                cause: "The account has passkeys, and some were created, renamed or removed.",
                reach: &[AUTHENTICATOR, SIGN_IN, CREATE_PASSKEY, SIGN_IN_AS_SUPER, OPEN_URSULA],
            },
        ),
        without_history(
            three(),
            Notes {
                sees: "The account’s passkeys, and that nothing was done to them yet.",
                cause: "The account has passkeys that are older than the history.",
                reach: &[SIGN_IN_AS_SUPER, OPEN_ONE],
            },
        ),
        with(
            Vec::new(),
            Notes {
                sees: "That the account has no passkey, and what was done to those that it had.",
                cause: "All passkeys of the account were removed.",
                reach: &[
                    SIGN_IN_AS_SUPER,
                    OPEN_USER,
                    REMOVE_ALL,
                    GIVE_REASON,
                    CONFIRM_ALL,
                    "Reload the page.",
                ],
            },
        ),
        without_history(
            Vec::new(),
            Notes {
                sees: "That the account has no passkey, and that nothing was done yet.",
                cause: "The account never had a passkey.",
                reach: &[SIGN_IN_AS_SUPER, OPEN_NOBODY],
            },
        ),
        with(
            five(),
            Notes {
                sees: "As many passkeys as there may be, and what was done to them.",
                cause: "The account has five passkeys, and some were created, renamed or removed.",
                reach: &[
                    AUTHENTICATOR,
                    SIGN_IN,
                    CREATE_PASSKEY,
                    OPEN_SECURITY,
                    CREATE_FOUR_MORE,
                    SIGN_IN_AS_SUPER,
                    OPEN_URSULA,
                ],
            },
        ),
        without_history(
            five(),
            Notes {
                sees: "As many passkeys as there may be, and that nothing was done to them yet.",
                cause: "The account has five passkeys that are older than the history.",
                reach: &[SIGN_IN_AS_SUPER, OPEN_USER],
            },
        ),
    ]
}

/// The account as seen by an administrator who may only view.
fn for_viewer() -> Details {
    let mut details = details(three());
    details.session.role = Role::Viewer;
    details.security.may_remove = false;
    details
}

fn of_a_viewer() -> [Example<UserSecurity>; 2] {
    [
        shows(
            for_viewer(),
            None,
            Notes {
                sees: "The account’s passkeys with buttons that are off, and why they are.",
                cause: "Their role lets them look at passkeys, but not remove them.",
                reach: &[SIGN_IN_AS_VIEWER, OPEN_USER],
            },
        ),
        stale(shows(
            for_viewer(),
            None,
            Notes {
                sees: "The same, and that what is shown may be out of date.",
                cause: "Their role lets them only look, and the account could not be loaded again.",
                reach: &[SIGN_IN_AS_VIEWER, OPEN_USER, fault!("admin.user", "unavailable"), LOOK_AGAIN],
            },
        )),
    ]
}

/// The passkeys left after one was removed, and the name of the one removed.
fn without_one() -> (Vec<Passkey>, String) {
    let (gone, left): (Vec<_>, Vec<_>) = three().into_iter().partition(|passkey| passkey.id == LAPTOP);
    (left, gone.into_iter().map(|passkey| passkey.name).collect())
}

fn noticed(passkeys: Vec<Passkey>, notice: PortalMessage, notes: Notes) -> Example<UserSecurity> {
    shows(details(passkeys), Some(notice), notes)
}

fn notices() -> [Example<UserSecurity>; 3] {
    let (left, name) = without_one();
    [
        noticed(
            left.clone(),
            PortalMessage::Removed { name },
            Notes {
                sees: "The passkeys that are left, and a note which one was removed.",
                cause: "The service has removed a passkey.",
                reach: &[SIGN_IN_AS_SUPER, OPEN_USER, REMOVE, GIVE_REASON, CONFIRM_REMOVAL],
            },
        ),
        noticed(
            Vec::new(),
            PortalMessage::AllRemoved,
            Notes {
                sees: "That the account has no passkey, and a note that all were removed.",
                cause: "The service has removed all passkeys.",
                reach: &[SIGN_IN_AS_SUPER, OPEN_USER, REMOVE_ALL, GIVE_REASON, CONFIRM_ALL],
            },
        ),
        noticed(
            left,
            PortalMessage::RemovedElsewhere,
            Notes {
                sees: "The passkeys that are left, and a note that the one in question has been removed already.",
                cause: "The passkey that was to go was removed elsewhere meanwhile.",
                reach: &[
                    AUTHENTICATOR,
                    SIGN_IN,
                    CREATE_PASSKEY,
                    SIGN_IN_AS_SUPER,
                    OPEN_URSULA,
                    REMOVE,
                    PASSKEYS_GONE,
                    GIVE_REASON,
                    CONFIRM_REMOVAL,
                ],
            },
        ),
    ]
}

fn stale_notices() -> [Example<UserSecurity>; 3] {
    let (left, name) = without_one();
    [
        noticed(
            left.clone(),
            PortalMessage::Removed { name },
            Notes {
                sees: "Which passkey was removed, and that what is shown may be out of date.",
                cause: "The service has removed a passkey, and the account could not be loaded again.",
                reach: &[
                    SIGN_IN_AS_SUPER,
                    OPEN_USER,
                    fault!("admin.user", "unavailable"),
                    REMOVE,
                    GIVE_REASON,
                    CONFIRM_REMOVAL,
                ],
            },
        ),
        noticed(
            Vec::new(),
            PortalMessage::AllRemoved,
            Notes {
                sees: "That all passkeys were removed, and that what is shown may be out of date.",
                cause: "The service has removed all passkeys, and the account could not be loaded again.",
                reach: &[
                    SIGN_IN_AS_SUPER,
                    OPEN_USER,
                    fault!("admin.user", "unavailable"),
                    REMOVE_ALL,
                    GIVE_REASON,
                    CONFIRM_ALL,
                ],
            },
        ),
        noticed(
            left,
            PortalMessage::RemovedElsewhere,
            Notes {
                sees: "That the passkey in question has been removed already, and that what is shown may be out of date.",
                cause: "The passkey that was to go was removed elsewhere meanwhile, and the account could not be loaded again.",
                reach: &[
                    AUTHENTICATOR,
                    SIGN_IN,
                    CREATE_PASSKEY,
                    SIGN_IN_AS_SUPER,
                    OPEN_URSULA,
                    REMOVE,
                    PASSKEYS_GONE,
                    fault!("admin.user", "unavailable"),
                    GIVE_REASON,
                    CONFIRM_REMOVAL,
                ],
            },
        ),
    ]
}
