//! The accounts that the examples show to an administrator.

use crate::wire::{AdminUser, AuditAction, AuditEntry, Counts, FailureCount, Role, Session, User, UserPage};

/// Total number of accounts, and accounts per page.
const TOTAL: u32 = 24;
const PAGE_SIZE: u32 = 8;

/// Display name, account name, role, number of passkeys and last sign-in of each account.
const ACCOUNTS: [(&str, &str, Role, u32, Option<&str>); 8] = [
    ("Ada Lovelace", super::sample::NAME, Role::User, 3, Some("2026-03-02T08:04:00Z")),
    ("Alan Turing", "alan@example.com", Role::User, 1, Some("2026-02-28T22:41:00Z")),
    ("Annie Easley", "annie@example.com", Role::User, 5, Some("2026-03-01T07:15:00Z")),
    ("Barbara Liskov", "barbara@example.com", Role::SuperUser, 2, Some("2026-03-02T09:00:00Z")),
    ("Edsger Dijkstra", "edsger@example.com", Role::User, 0, None),
    ("Grace Hopper", "grace@example.com", Role::Viewer, 1, Some("2026-02-14T13:30:00Z")),
    ("Hedy Lamarr", "hedy@example.com", Role::User, 0, Some("2025-12-24T18:05:00Z")),
    ("Katherine Johnson", "katherine@example.com", Role::User, 2, Some("2026-03-02T06:52:00Z")),
];

/// The account whose passkeys an administrator looks at, with this many of them.
pub(crate) fn account(passkeys: usize) -> AdminUser {
    let [ada, ..] = ACCOUNTS;
    AdminUser { passkeys: u32::try_from(passkeys).unwrap_or(u32::MAX), ..admin_user((17, ada)) }
}

/// The session of the administrator, who has passkeys.
pub(crate) fn administrator() -> Session {
    Session {
        user: User { name: "barbara@example.com".to_owned(), display_name: "Barbara Liskov".to_owned() },
        passkeys: 2,
        role: Role::SuperUser,
        ..super::passkeys::session(&[])
    }
}

/// The page of accounts with this number.
pub(crate) fn page(number: u32) -> UserPage {
    of_all(number, (17..).zip(ACCOUNTS).map(admin_user).collect())
}

/// A page past the last one.
pub(crate) fn past_the_end() -> UserPage {
    of_all(40, Vec::new())
}

/// What a search finds: one account or none.
pub(crate) fn found(any: bool) -> UserPage {
    let users: Vec<_> = any.then(|| account(3)).into_iter().collect();
    let total = u32::from(any);
    UserPage { users, total, page: 1, page_size: PAGE_SIZE }
}

fn of_all(page: u32, users: Vec<AdminUser>) -> UserPage {
    UserPage { users, total: TOTAL, page, page_size: PAGE_SIZE }
}

fn admin_user(
    (id, (display_name, name, role, passkeys, at)): (u32, (&str, &str, Role, u32, Option<&str>)),
) -> AdminUser {
    AdminUser {
        id: id.to_string(),
        name: name.to_owned(),
        display_name: display_name.to_owned(),
        role,
        passkeys,
        last_sign_in_at: at.map(str::to_owned),
    }
}

/// The counts, with these failures.
pub(crate) fn counts(failures: &[(&str, u32)]) -> Counts {
    let failure = |(state, count): &(&str, u32)| FailureCount { state: (*state).to_owned(), count: *count };
    Counts {
        days: 30,
        users: TOTAL,
        users_with_passkey: 15,
        sign_ins: 1_204,
        sign_ins_with_passkey: 897,
        failures: failures.iter().map(failure).collect(),
    }
}

/// A realistic mix of failures.
pub(crate) const FAILURES: [(&str, u32); 5] = [("A1", 4), ("A2", 61), ("A3", 23), ("R2", 12), ("B3", 2)];

/// What was done to the account's passkeys, newest first: one entry of each kind.
pub(crate) fn history() -> Vec<AuditEntry> {
    let entry =
        |at: &str, (by, by_name): (&str, &str), action, passkey: Option<&str>, reason: Option<&str>| {
            AuditEntry {
                at: at.to_owned(),
                by: by.to_owned(),
                by_name: by_name.to_owned(),
                action,
                passkey: passkey.map(str::to_owned),
                reason: reason.map(str::to_owned),
            }
        };
    let (ada, barbara) = (("Ada Lovelace", super::sample::NAME), ("Barbara Liskov", "barbara@example.com"));
    let lost = Some("The phone was lost on a train.");
    vec![
        entry("2026-02-20T10:02:00Z", barbara, AuditAction::Removed, Some("Old phone"), lost),
        entry("2025-11-20T16:47:00Z", ada, AuditAction::Renamed, Some("Key in the safe"), None),
        entry("2025-11-20T16:45:00Z", ada, AuditAction::Created, Some("Security key"), None),
        entry(
            "2025-03-10T07:30:00Z",
            barbara,
            AuditAction::RemovedAll,
            None,
            Some("The account was taken over."),
        ),
    ]
}
