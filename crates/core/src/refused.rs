//! What an integrator set and the app doesn't take: the built-in one holds instead.

use std::fmt;

/// One entry of a theme or of a file of messages that doesn't hold, for a developer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// What the entry is called; empty for the whole.
    pub name: String,
    /// What would have been taken, as a noun with its article.
    pub expected: String,
}

impl Refused {
    /// Says what was expected of the entry `name`.
    pub fn new(name: &str, expected: impl Into<String>) -> Self {
        Self { name: name.to_owned(), expected: expected.into() }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, expected } = self;
        write!(formatter, "{name}: expected {expected}")
    }
}
