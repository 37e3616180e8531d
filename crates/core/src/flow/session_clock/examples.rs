//! What the user sees of the clock.

use super::{Event, Phase, SessionClock};
use crate::Message;
use crate::example::signed_in_steps::{OPEN_ACCOUNT, SIGN_IN};
use crate::example::{Example, Exemplified, Notes, press};

/// Ten minutes.
const LIMIT_MS: u64 = 600_000;
const SECOND_MS: u64 = 1_000;

impl Exemplified for SessionClock {
    fn examples() -> Vec<Example<Self>> {
        vec![
            asks(
                60,
                Notes {
                    sees: "The question whether they are still there, over the page, and how many seconds are left.",
                    cause: "No page of the session was used for nine minutes.",
                    reach: &[SIGN_IN, OPEN_ACCOUNT, "Leave all pages alone for nine minutes."],
                },
            ),
            asks(
                10,
                Notes {
                    sees: "The same question in its last ten seconds.",
                    cause: "Nobody has answered the question for fifty seconds.",
                    reach: &[
                        SIGN_IN,
                        OPEN_ACCOUNT,
                        "Leave all pages alone for nine minutes and fifty seconds.",
                    ],
                },
            ),
        ]
    }

    /// `clock-none` is the look of a clock that isn't visible.
    fn look(&self) -> String {
        match self.phase {
            Phase::Active | Phase::Expired => "clock-none",
            Phase::Warning { seconds_left: 0..=10, .. } => "clock-10s",
            Phase::Warning { .. } => "clock-60s",
        }
        .to_owned()
    }

    fn presses(&self) -> Vec<(String, Event)> {
        match self.phase {
            Phase::Active | Phase::Expired => Vec::new(),
            Phase::Warning { seconds_left, .. } => {
                let left_ms = u64::from(seconds_left) * SECOND_MS;
                let now = (self.active_at + self.limit_ms).saturating_sub(left_ms);
                vec![press(&Message::Stay, Event::StayChosen(now))]
            }
        }
    }
}

fn asks(seconds_left: u32, notes: Notes) -> Example<SessionClock> {
    let phase = Phase::Warning { seconds_left, said: seconds_left };
    Example { flow: SessionClock { phase, ..SessionClock::new(LIMIT_MS, 0) }, notes }
}
