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

/// The attempts of a flow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Attempts {
    /// The one that the flow's step waits for, or waited for last.
    pub awaited: Attempt,
    /// The one that was given out last.
    pub last: Attempt,
}

impl Attempts {
    /// A new attempt, which the flow's step waits for.
    pub fn begin(&mut self) -> Attempt {
        self.awaited = self.beside();
        self.awaited
    }

    /// A new attempt beside the one that the flow's step waits for.
    pub fn beside(&mut self) -> Attempt {
        self.last = self.last.next();
        self.last
    }
}
