//! What the user is told while the browser's prompt is open.

use crate::Message;

/// Milliseconds after which the user is told what to look for.
const LONG_MS: u32 = 10_000;
/// Seconds before the deadline at which the countdown starts.
const COUNTDOWN_S: u32 = 10;
/// Seconds left at which the countdown is read out. Reading out every second would drown out everything else.
const ANNOUNCED_S: [u32; 2] = [5, 10];

/// How long a prompt has been open, by a clock that changes to the system time don't affect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Elapsed {
    /// Milliseconds since the request started.
    pub elapsed_ms: u32,
    /// Milliseconds after which the prompt is given up.
    pub timeout_ms: u32,
}

/// How far a wait for the user has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Wait {
    /// Whether ten seconds have passed.
    pub is_long: bool,
    /// Seconds left, once there are at most ten; `None` before that.
    pub seconds_left: Option<u32>,
}

impl Elapsed {
    /// Returns how far the wait has come; `None` once the deadline has passed.
    pub fn wait(self) -> Option<Wait> {
        let left_ms = self.timeout_ms.checked_sub(self.elapsed_ms).filter(|left_ms| *left_ms > 0)?;
        let seconds = left_ms.div_ceil(1_000);
        Some(Wait {
            is_long: self.elapsed_ms >= LONG_MS,
            seconds_left: (seconds <= COUNTDOWN_S).then_some(seconds),
        })
    }
}

impl Wait {
    /// One wait of each look: what appears beside the prompt, regardless of the exact second.
    pub(crate) const LOOKS: [Self; 4] = [
        Self { is_long: false, seconds_left: None },
        Self { is_long: true, seconds_left: None },
        Self { is_long: true, seconds_left: Some(10) },
        Self { is_long: false, seconds_left: Some(10) },
    ];

    /// Returns the part of a look ID for the wait, which follows that of the prompt.
    pub(crate) fn suffix(self) -> &'static str {
        match (self.is_long, self.seconds_left) {
            (false, None) => "",
            (true, None) => "-10s",
            (true, Some(_)) => "-50s",
            (false, Some(_)) => "-short-deadline",
        }
    }

    /// Returns what a screen reader says about the wait; `None` while there is nothing new to say.
    pub fn announcement(self) -> Option<Message> {
        match self.seconds_left {
            Some(left) => ANNOUNCED_S
                .into_iter()
                .find(|announced| left <= *announced)
                .map(|seconds| Message::TimeLeft { seconds: seconds.to_string() }),
            None => self.is_long.then_some(Message::PromptLong),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prompt_is_explained_after_ten_seconds_and_counted_down_in_its_last_ten() {
        for (elapsed_ms, wait) in [
            (0, Some(Wait { is_long: false, seconds_left: None })),
            (9_999, Some(Wait { is_long: false, seconds_left: None })),
            (10_000, Some(Wait { is_long: true, seconds_left: None })),
            (49_999, Some(Wait { is_long: true, seconds_left: None })),
            (50_000, Some(Wait { is_long: true, seconds_left: Some(10) })),
            (50_001, Some(Wait { is_long: true, seconds_left: Some(10) })),
            (51_000, Some(Wait { is_long: true, seconds_left: Some(9) })),
            (59_999, Some(Wait { is_long: true, seconds_left: Some(1) })),
            (60_000, None),
            (u32::MAX, None),
        ] {
            assert_eq!(Elapsed { elapsed_ms, timeout_ms: 60_000 }.wait(), wait, "after {elapsed_ms} ms");
        }
        let short = Elapsed { elapsed_ms: 5_000, timeout_ms: 15_000 };
        assert_eq!(short.wait(), Some(Wait { is_long: false, seconds_left: Some(10) }));
    }

    #[test]
    fn a_screen_reader_says_what_to_look_for_and_counts_twice() {
        let said = |elapsed_ms| {
            let wait = Elapsed { elapsed_ms, timeout_ms: 60_000 }.wait().expect("a wait");
            wait.announcement().map(|message| message.english().into_owned())
        };
        let looks = said(10_000);
        assert!(looks.as_deref().is_some_and(|text| text.contains("behind this window")));
        assert_eq!(said(0), None);
        assert_eq!(said(49_000), looks);
        assert_eq!(said(50_000).as_deref(), Some("Time left: 10 s"));
        assert_eq!(said(54_000), said(50_000));
        assert_eq!(said(55_000).as_deref(), Some("Time left: 5 s"));
        assert_eq!(said(59_000), said(55_000));
    }
}
