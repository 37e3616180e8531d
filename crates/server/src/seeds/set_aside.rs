//! Indexes and triggers that are out of the way while many rows come in: to make an index anew of all rows takes a
//! fraction of the time that it takes to keep it up row by row.

use rusqlite::Transaction;

use crate::problem::Problem;

/// What is set aside, as the statements that bring it back.
pub(super) struct SetAside(Vec<String>);

impl SetAside {
    /// Sets aside what accounts and passkeys have, but for what keeps their columns unique. Until it is brought back,
    /// nothing counts an account's passkeys.
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

    /// Brings it back.
    pub(super) fn bring_back(self, tx: &Transaction<'_>) -> Result<(), Problem> {
        for sql in self.0 {
            tx.execute(&sql, [])?;
        }
        Ok(())
    }
}
