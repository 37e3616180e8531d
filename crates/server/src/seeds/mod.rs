//! The accounts of demo mode: three to sign in as, and a crowd to manage.

mod crowd;
mod dice;
mod history;
mod models;
mod names;
mod set_aside;

use std::sync::OnceLock;

use rusqlite::Transaction;

use crate::{
    accounts::{self, AccountName, NewAccount, Role},
    database::Database,
    passwords,
    problem::Problem,
    secret::Secret,
};

/// The password of all seeded accounts.
pub const PASSWORD: &str = "correct horse battery staple";

/// A demo account to sign in as.
#[derive(Debug)]
pub struct Seed {
    /// The name that the user signs in with.
    pub name: &'static str,
    /// The name that is displayed.
    pub display_name: &'static str,
    role: Role,
    phone: &'static str,
}

impl Seed {
    /// Returns the name of the account's role.
    pub fn role(&self) -> &'static str {
        self.role.as_str()
    }
}

/// The demo accounts to sign in as.
pub const ACCOUNTS: [Seed; 3] = [
    Seed {
        name: "user@example.test",
        display_name: "Ursula User",
        role: Role::User,
        phone: "+49 30 23125 042",
    },
    Seed {
        name: "super@example.test",
        display_name: "Stella Super",
        role: Role::SuperUser,
        phone: "+49 30 23125 017",
    },
    Seed {
        name: "viewer@example.test",
        display_name: "Viktor Viewer",
        role: Role::Viewer,
        phone: "+49 30 23125 088",
    },
];

/// Returns the name of one account in the crowd.
pub fn somebody() -> String {
    names::of(0).0
}

/// Adds the accounts that don't exist yet and, if the database has no crowd, this many others.
pub(crate) fn plant(database: &Database, secret: &Secret, users: u32, now: i64) -> Result<(), Problem> {
    database.transaction_blocking(|tx: &Transaction<'_>| {
        for seed in &ACCOUNTS {
            let name = AccountName::parse(seed.name)?;
            if accounts::by_name(tx, &name)?.is_none() {
                let account = NewAccount {
                    name: &name,
                    display_name: seed.display_name,
                    phone: seed.phone,
                    role: seed.role,
                    password_hash: password_hash()?,
                };
                accounts::insert(tx, secret, &account)?;
            }
        }
        if users > 0 && !crowd::is_there(tx)? {
            crowd::plant(tx, secret, users, password_hash()?, now)?;
            history::plant(tx, users, now)?;
        }
        Ok(())
    })
}

/// Returns the hash of [`PASSWORD`]: one for all accounts of this process, because making one takes as long as checking
/// a password.
fn password_hash() -> Result<&'static str, Problem> {
    static HASH: OnceLock<String> = OnceLock::new();
    if let Some(hash) = HASH.get() {
        return Ok(hash);
    }
    let hash = passwords::hash(PASSWORD)?;
    Ok(HASH.get_or_init(|| hash))
}
