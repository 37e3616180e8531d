//! The number that ties an answer to the question it belongs to.

/// Identifies one request to the browser or the backend within a flow. An answer that carries another attempt than
/// the one its flow waits for is stale, and is dropped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Attempt(u32);

impl Attempt {
    /// The attempt after this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.wrapping_add(1))
    }
}
