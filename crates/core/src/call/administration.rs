//! The calls of administrators.

use serde_json::{Error, from_str};

use super::{Call, Operation, Parts};
use crate::route::UserQuery;
use crate::wire::{Counts, RemovalReason, UserPage, UserSecurity};

/// Lists accounts.
pub struct ListUsers {
    /// Which ones, and in which order.
    pub query: UserQuery,
}

impl Call for ListUsers {
    type Answer = UserPage;

    const OPERATION: Operation = Operation::Users;

    fn parts(self) -> Parts {
        Parts { query: self.query.parameters(), ..Parts::of(Self::OPERATION) }
    }

    fn read(text: &str) -> Result<Self::Answer, Error> {
        from_str(text)
    }
}

/// Loads an account's Security tab.
pub struct GetUser {
    /// ID of the account.
    pub user: String,
}

impl Call for GetUser {
    type Answer = UserSecurity;

    const OPERATION: Operation = Operation::User;

    fn parts(self) -> Parts {
        Parts::of(Self::OPERATION).at("user", self.user)
    }

    fn read(text: &str) -> Result<Self::Answer, Error> {
        from_str(text)
    }
}

/// Loads the counts over all accounts.
pub struct GetCounts;

impl Call for GetCounts {
    type Answer = Counts;

    const OPERATION: Operation = Operation::Counts;

    fn read(text: &str) -> Result<Self::Answer, Error> {
        from_str(text)
    }
}

/// Removes another user's passkey.
pub struct RemovePasskeyOf {
    /// ID of the account.
    pub user: String,
    /// ID of the passkey.
    pub id: String,
    /// Why, for the record.
    pub reason: String,
}

impl Call for RemovePasskeyOf {
    type Answer = ();

    const OPERATION: Operation = Operation::RemovePasskeyOf;

    fn parts(self) -> Parts {
        Parts::of(Self::OPERATION)
            .at("user", self.user)
            .at("id", self.id)
            .with(&RemovalReason { reason: self.reason })
    }

    fn read(_: &str) -> Result<Self::Answer, Error> {
        Ok(())
    }
}

/// Removes all of another user's passkeys.
pub struct RemoveAllPasskeysOf {
    /// ID of the account.
    pub user: String,
    /// Why, for the record.
    pub reason: String,
}

impl Call for RemoveAllPasskeysOf {
    type Answer = ();

    const OPERATION: Operation = Operation::RemoveAllPasskeysOf;

    fn parts(self) -> Parts {
        Parts::of(Self::OPERATION).at("user", self.user).with(&RemovalReason { reason: self.reason })
    }

    fn read(_: &str) -> Result<Self::Answer, Error> {
        Ok(())
    }
}
