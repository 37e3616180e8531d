//! What a person types and nobody else may read.

use std::fmt;

/// A password or code. It never shows in a log or a panic.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Secret(String);

impl Secret {
    /// Wraps what was typed.
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// Unwraps it, to send it.
    pub fn expose(self) -> String {
        self.0
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(…)")
    }
}
