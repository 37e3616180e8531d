//! Indexes and triggers that are set aside while many rows are inserted: rebuilding an index from all rows
//! takes a fraction of the time of maintaining it row by row.

use rusqlite::Transaction;

use crate::problem::Problem;

/// What was set aside, as the statements that bring it back.
pub(super) struct SetAside(Vec<String>);

impl SetAside {
    /// Sets aside the indexes and triggers of accounts and passkeys, except for those that keep columns
    /// unique. Until they are brought back, nothing counts an account's passkeys.
    pub(super) fn new(tx: &Transaction<'_>) -> Result<Self, Problem> {
        let mut statement = tx.prepare(
            "SELECT format('DROP %s %s', type, name), sql FROM sqlite_schema
             WHERE type IN ('index', 'trigger') AND tbl_name IN ('accounts', 'passkeys') AND sql IS NOT NULL",
        )?;
        let found = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let (drop, create): (Vec<String>, Vec<String>) = found.collect::<rusqlite::Result<_>>()?;
        for sql in drop {
            tx.execute(&sql, [])?;
        }
        Ok(Self(create))
    }

    /// Brings the indexes and triggers back.
    pub(super) fn bring_back(self, tx: &Transaction<'_>) -> Result<(), Problem> {
        for sql in self.0 {
            tx.execute(&sql, [])?;
        }
        Ok(())
    }
}
