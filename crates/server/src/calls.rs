//! How often each operation was called, for tests against demo mode.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use latchkey_core::call::Operation;

/// A count per operation since the start.
#[derive(Debug, Default)]
pub(crate) struct Calls(Mutex<BTreeMap<Operation, u32>>);

impl Calls {
    /// Counts one call.
    pub(crate) fn count(&self, operation: Operation) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(operation).or_default() += 1;
    }

    /// Returns the counts; an operation that was never called is absent.
    pub(crate) fn counts(&self) -> BTreeMap<Operation, u32> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
