//! The database: one SQLite connection, its migrations, and transactions off the async threads.

use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::problem::Problem;

/// The migrations in order; a database's `user_version` is how many of them it has.
const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001_accounts_and_ceremonies.sql"),
    include_str!("migrations/0002_management.sql"),
];

/// A handle to the only connection.
#[derive(Debug, Clone)]
pub(crate) struct Database {
    connection: Arc<Mutex<Connection>>,
}

impl Database {
    /// Opens the file, or an in-memory database for `:memory:`, and migrates it.
    pub(crate) fn open(path: &Path) -> rusqlite::Result<Self> {
        let mut connection = Connection::open(path)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        // In KiB: a list of a hundred thousand accounts is read from memory.
        connection.pragma_update(None, "cache_size", -64 * 1024)?;
        migrate(&mut connection)?;
        Ok(Self { connection: Arc::new(Mutex::new(connection)) })
    }

    /// Runs `work` as one transaction on a thread that may block.
    ///
    /// A refusal is committed like a success, because what it counted or used up has to persist; only a
    /// failure of the backend itself is rolled back.
    pub(crate) async fn transaction<T, W>(&self, work: W) -> Result<T, Problem>
    where
        T: Send + 'static,
        W: FnOnce(&Transaction<'_>) -> Result<T, Problem> + Send + 'static,
    {
        let database = self.clone();
        tokio::task::spawn_blocking(move || database.transaction_blocking(work)).await.unwrap_or_else(
            |error| {
                tracing::error!(%error, "a transaction did not complete");
                Err(Problem::Internal)
            },
        )
    }

    /// Runs `work` as one transaction on the calling thread.
    pub(crate) fn transaction_blocking<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        // A panic while the lock was held rolled its transaction back, so the connection is still sound.
        let mut connection = self.connection.lock().unwrap_or_else(PoisonError::into_inner);
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let outcome = work(&transaction);
        if matches!(outcome, Err(Problem::Internal)) {
            transaction.rollback()?;
        } else {
            transaction.commit()?;
        }
        outcome
    }
}

fn migrate(connection: &mut Connection) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let applied: usize = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    for migration in MIGRATIONS.iter().skip(applied) {
        transaction.execute_batch(migration)?;
    }
    transaction.pragma_update(None, "user_version", MIGRATIONS.len().max(applied))?;
    transaction.commit()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(database: &Database) -> i64 {
        database
            .transaction_blocking(|tx| {
                Ok(tx.query_row("SELECT count(*) FROM rate_limits", [], |row| row.get(0))?)
            })
            .unwrap()
    }

    fn count_one(tx: &Transaction<'_>) -> Result<(), Problem> {
        tx.execute("INSERT INTO rate_limits VALUES ('s', x'00', 0, 1)", [])?;
        Ok(())
    }

    #[test]
    fn opening_a_file_twice_migrates_once_and_keeps_what_was_stored() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("latchkey.sqlite");
        let first = Database::open(&path).unwrap();
        first.transaction_blocking(count_one).unwrap();
        drop(first);
        assert_eq!(rows(&Database::open(&path).unwrap()), 1);
    }

    #[test]
    fn a_database_from_before_management_is_brought_up_to_date_with_what_it_has() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("latchkey.sqlite");
        let before = Connection::open(&path).unwrap();
        before.execute_batch(MIGRATIONS[0]).unwrap();
        before
            .execute_batch(
                "INSERT INTO accounts VALUES (1, 'a', x'01', 'Ada', '42', 'user', '', x'01'),
                                             (2, 'b', x'02', 'Bob', '42', 'user', '', x'02');
                 INSERT INTO passkeys (account_id, credential_id, credential, transports, name, backup_eligible,
                                       backed_up, created_at)
                 VALUES (1, x'01', '', '', '', 0, 0, 0), (1, x'02', '', '', '', 0, 0, 0);
                 PRAGMA user_version = 1;",
            )
            .unwrap();
        drop(before);
        let database = Database::open(&path).unwrap();
        let passkeys = || {
            database.transaction_blocking(|tx| {
                let mut statement =
                    tx.prepare("SELECT display_name_key, passkeys FROM accounts ORDER BY id")?;
                let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
                Ok(rows.collect::<rusqlite::Result<Vec<(String, i64)>>>()?)
            })
        };
        assert_eq!(passkeys().unwrap(), [("ada".to_owned(), 2), ("bob".to_owned(), 0)]);
        database
            .transaction_blocking(
                |tx| Ok(tx.execute("DELETE FROM passkeys WHERE credential_id = x'01'", [])?),
            )
            .unwrap();
        assert_eq!(passkeys().unwrap(), [("ada".to_owned(), 1), ("bob".to_owned(), 0)]);
    }

    #[test]
    fn a_refusal_keeps_what_it_counted() {
        let database = Database::open(Path::new(":memory:")).unwrap();
        let refused: Result<(), _> = database.transaction_blocking(|tx| {
            count_one(tx)?;
            Err(Problem::PasswordIncorrect)
        });
        assert_eq!(refused, Err(Problem::PasswordIncorrect));
        assert_eq!(rows(&database), 1);
    }

    #[test]
    fn a_failure_of_the_backend_leaves_nothing_behind() {
        let database = Database::open(Path::new(":memory:")).unwrap();
        let failed: Result<(), _> = database.transaction_blocking(|tx| {
            count_one(tx)?;
            tx.execute("INSERT INTO nowhere VALUES (1)", [])?;
            Ok(())
        });
        assert_eq!(failed, Err(Problem::Internal));
        assert_eq!(rows(&database), 0);
    }
}
