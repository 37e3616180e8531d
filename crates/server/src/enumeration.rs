//! No account enumeration: an unknown name is treated like some known account, always the same one.
//!
//! WebAuthn Level 3 §14.6.2 ("Username enumeration") asks for imaginary values that don't change from call to
//! call.

use rusqlite::Transaction;

use crate::{
    accounts::{self, Account, AccountName},
    passkeys::{self, StoredPasskey},
    problem::Problem,
    secret::{Purpose, Secret},
};

/// The account that a name is treated like.
#[derive(Debug, Clone)]
pub(crate) struct Walk {
    /// The name's own account, or an unknown name's neighbor on the ring.
    pub(crate) account: Account,
    /// Whether the name is the account's own.
    pub(crate) known: bool,
    name_key: [u8; 32],
}

impl Walk {
    /// Finds the account that the name is treated like; `None` only if there are no accounts at all.
    pub(crate) fn of(
        tx: &Transaction<'_>,
        secret: &Secret,
        name: &AccountName,
    ) -> Result<Option<Self>, Problem> {
        let name_key = name.key(secret)?;
        Ok(accounts::at_or_after(tx, &name_key)?.map(|account| Self {
            known: account.name_key == name_key,
            account,
            name_key,
        }))
    }

    /// Returns the passkeys that the name appears to have. An unknown name has its neighbor's, under other
    /// credential IDs of the same lengths that no authenticator has.
    pub(crate) fn passkeys(
        &self,
        tx: &Transaction<'_>,
        secret: &Secret,
    ) -> Result<Vec<StoredPasskey>, Problem> {
        let mut passkeys = passkeys::of_account(tx, self.account.id)?;
        for passkey in &mut passkeys {
            let own = &passkey.credential.cred_id;
            let imaginary = secret.expand(Purpose::ImaginaryCredential, &[&self.name_key, own], own.len())?;
            if !self.known {
                passkey.credential.cred_id = imaginary;
            }
        }
        Ok(passkeys)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::{
        accounts::{NewAccount, Role},
        database::Database,
    };

    fn name(text: &str) -> AccountName {
        AccountName::parse(text).unwrap()
    }

    fn walk(database: &Database, secret: &Secret, text: &str) -> Option<Walk> {
        database.transaction_blocking(|tx| Walk::of(tx, secret, &name(text))).unwrap()
    }

    fn with_accounts(names: &[&str]) -> (Database, Secret) {
        let database = Database::open(Path::new(":memory:")).unwrap();
        let secret = database
            .transaction_blocking(|tx| {
                let secret = Secret::load_or_create(tx)?;
                for text in names {
                    let account = NewAccount {
                        name: &name(text),
                        display_name: text,
                        phone: "42",
                        role: Role::User,
                        password_hash: "",
                    };
                    accounts::insert(tx, &secret, &account)?;
                }
                Ok(secret)
            })
            .unwrap();
        (database, secret)
    }

    #[test]
    fn a_known_name_walks_its_own_way() {
        let (database, secret) = with_accounts(&["a", "b", "c"]);
        for own in ["a", "b", "c"] {
            let walk = walk(&database, &secret, own).unwrap();
            assert!(walk.known);
            assert_eq!(walk.account.name, own);
        }
    }

    #[test]
    fn an_unknown_name_always_walks_the_way_of_the_same_account() {
        let (database, secret) = with_accounts(&["a", "b", "c"]);
        let mut neighbours = std::collections::HashSet::new();
        for unknown in 0..50 {
            let text = format!("nobody-{unknown}");
            let first = walk(&database, &secret, &text).unwrap();
            let again = walk(&database, &secret, &text).unwrap();
            assert!(!first.known);
            assert_eq!(first.account.name, again.account.name);
            neighbours.insert(first.account.name);
        }
        assert!(neighbours.len() > 1, "unknown names are spread over the accounts");
    }

    #[test]
    fn where_there_is_no_account_there_is_no_way() {
        let (database, secret) = with_accounts(&[]);
        assert!(walk(&database, &secret, "a").is_none());
    }
}
