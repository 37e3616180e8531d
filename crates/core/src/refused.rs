//! Settings of an integrator that the app doesn't accept. The built-in ones apply instead.

use std::fmt;

/// An invalid entry of a theme or of a file of messages, for a developer to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The entry's name; that of the document (`theme`, `messages`) if it is invalid as a whole.
    pub name: String,
    /// What would have been accepted, as a noun with its article.
    pub expected: String,
}

impl Refused {
    /// Creates a refusal of the entry `name`.
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
