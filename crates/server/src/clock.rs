//! The backend's clock, which decides when anything expires, so that a demo can move it.

use std::sync::atomic::{AtomicI64, Ordering};

use time::{OffsetDateTime, format_description::well_known::Rfc3339};

/// The wall clock, plus the seconds by which it was moved forward.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    advanced_s: AtomicI64,
}

impl Clock {
    /// Returns the seconds since the Unix epoch.
    pub(crate) fn now(&self) -> i64 {
        OffsetDateTime::now_utc().unix_timestamp().saturating_add(self.advanced_s.load(Ordering::Relaxed))
    }

    /// Moves the clock forward.
    pub(crate) fn advance(&self, seconds: u32) {
        self.advanced_s.fetch_add(i64::from(seconds), Ordering::Relaxed);
    }
}

/// Formats seconds since the Unix epoch as RFC 3339 in UTC. A time outside the calendar becomes the epoch
/// itself.
pub(crate) fn rfc3339(at: i64) -> String {
    OffsetDateTime::from_unix_timestamp(at)
        .unwrap_or(OffsetDateTime::UNIX_EPOCH)
        .format(&Rfc3339)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_rfc_3339_in_utc() {
        assert_eq!(rfc3339(1_767_225_600), "2026-01-01T00:00:00Z");
    }

    #[test]
    fn the_clock_moves_forward_by_what_it_is_told() {
        let clock = Clock::default();
        let before = clock.now();
        clock.advance(7 * 24 * 3600);
        assert!(clock.now() - before >= 7 * 24 * 3600);
    }
}
