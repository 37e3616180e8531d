//! Secrets that the user types and no one else may read.

use std::fmt;

/// A password or code. It never appears in a log or panic message.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Secret(String);

impl Secret {
    /// Wraps what was typed.
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// Unwraps the secret, to send it.
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
