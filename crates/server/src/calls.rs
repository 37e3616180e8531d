//! How often each operation was called, for the tests of a demonstration.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use crate::operation::Operation;

/// A count per operation, from the start on.
#[derive(Debug, Default)]
pub(crate) struct Calls(Mutex<BTreeMap<Operation, u32>>);

impl Calls {
    /// Counts one call.
    pub(crate) fn count(&self, operation: Operation) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(operation).or_default() += 1;
    }

    /// The counts; an operation that nobody called has none.
    pub(crate) fn counts(&self) -> BTreeMap<Operation, u32> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
