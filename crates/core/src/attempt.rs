//! The number that ties an answer to its request.

/// A number that identifies one request to the browser or the backend within a flow. An answer that carries
/// an attempt other than the one its flow waits for is stale and is dropped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Attempt(u32);

impl Attempt {
    /// Returns the attempt that follows this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.wrapping_add(1))
    }
}

/// The attempts of a flow: the one it waits for and the one issued last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Attempts {
    /// The attempt that the flow's step waits for, or last waited for.
    pub awaited: Attempt,
    /// The attempt that was issued last.
    pub last: Attempt,
}

impl Attempts {
    /// Issues a new attempt, which the flow's step then waits for.
    pub fn begin(&mut self) -> Attempt {
        self.awaited = self.beside();
        self.awaited
    }

    /// Issues a new attempt alongside the one that the flow's step waits for.
    pub fn beside(&mut self) -> Attempt {
        self.last = self.last.next();
        self.last
    }
}
