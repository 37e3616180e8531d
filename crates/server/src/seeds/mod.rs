//! The accounts of a demonstration: three to sign in as, and a crowd to manage.

mod crowd;
mod dice;
mod history;
mod models;
mod names;
mod set_aside;

use rusqlite::Transaction;

use crate::{
    accounts::{self, AccountName, NewAccount, Role},
    database::Database,
    passwords,
    problem::Problem,
    secret::Secret,
};

/// The password that all of them have.
pub const PASSWORD: &str = "correct horse battery staple";

/// An account of a demonstration.
#[derive(Debug)]
pub struct Seed {
    /// The name somebody signs in with.
    pub name: &'static str,
    /// The name that is shown.
    pub display_name: &'static str,
    role: Role,
    phone: &'static str,
}

impl Seed {
    /// What it may do.
    pub fn role(&self) -> &'static str {
        self.role.as_str()
    }
}

/// All of them.
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

/// The name of somebody in the crowd.
pub fn somebody() -> String {
    names::of(0).0
}

/// Adds those that aren't there yet, and so many others, if the database has no crowd.
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
                    password_hash: &passwords::hash(PASSWORD)?,
                };
                accounts::insert(tx, secret, &account)?;
            }
        }
        if users > 0 && !crowd::is_there(tx)? {
            // One hash for all: to make each takes as long as to check a password.
            crowd::plant(tx, secret, users, &passwords::hash(PASSWORD)?, now)?;
            history::plant(tx, users, now)?;
        }
        Ok(())
    })
}
