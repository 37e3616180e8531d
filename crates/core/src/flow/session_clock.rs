//! The idle clock of a session. Pages left alone for too long ask whether the user is still there, and then
//! end.
//!
//! All times are milliseconds on one monotonic clock, so that changes to the system time don't matter.

mod examples;
#[cfg(test)]
mod tests;

use super::Flow;
use crate::Message;

/// Milliseconds before the end at which the user is asked.
pub const WARNING_MS: u64 = 60_000;
/// Minimum milliseconds between two reports of activity to the other tabs.
pub const SHARING_INTERVAL_MS: u64 = 5_000;
/// Seconds left at which a screen reader announces them. Announcing any others would be noise.
const SAID_S: [u32; 4] = [60, 30, 10, 5];

/// State of the idle clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionClock {
    /// What the user sees of the clock.
    pub phase: Phase,
    /// Milliseconds without activity after which the session ends.
    limit_ms: u64,
    /// Time of the last activity in any tab.
    active_at: u64,
    /// Time at which the other tabs were last told of activity.
    shared_at: Option<u64>,
}

/// What the user sees of the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phase {
    /// Nothing: the session is in use.
    Active,
    /// The question whether the user is still there.
    Warning {
        /// Seconds until the session ends, from 60 down to 1.
        seconds_left: u32,
        /// Seconds left as last announced by a screen reader.
        said: u32,
    },
    /// The session is over, and the clock has stopped.
    Expired,
}

/// Something that happened. All but [`Ended`](Event::Ended) carry the time at which it was noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Time has passed.
    Ticked(u64),
    /// The user typed, pressed or scrolled on this page.
    ActedHere(u64),
    /// Another tab reported activity.
    ActedElsewhere(u64),
    /// The user pressed 'Stay'.
    StayChosen(u64),
    /// The session ended other than by the clock: the backend said so, or the user is done.
    Ended,
    /// The user pressed 'Restart': there is a new session.
    Restarted(u64),
}

/// Something for the edge to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Ask whether the user is still there.
    Ask,
    /// Withdraw the question.
    Withdraw,
    /// Tell the other tabs of activity.
    ShareActivity,
    /// End the flow on this page.
    Expire,
}

impl SessionClock {
    /// Creates the clock of a session that starts at `now` and ends after `limit_ms` milliseconds without
    /// activity.
    pub fn new(limit_ms: u64, now: u64) -> Self {
        Self { phase: Phase::Active, limit_ms, active_at: now, shared_at: None }
    }

    /// Returns how much time is left, while the user is being asked.
    pub fn left(&self) -> Option<Message> {
        if let Phase::Warning { seconds_left, .. } = self.phase { Some(ends_in(seconds_left)) } else { None }
    }

    /// Returns the same as announced by a screen reader, which is only updated at a few moments.
    pub fn said(&self) -> Option<Message> {
        if let Phase::Warning { said, .. } = self.phase { Some(ends_in(said)) } else { None }
    }

    fn asks(&self) -> bool {
        matches!(self.phase, Phase::Warning { .. })
    }

    /// Advances the clock to `now`. Once a warning is shown, its time left never goes up.
    fn ticked(&mut self, now: u64) -> Vec<Command> {
        let left_ms = self.limit_ms.saturating_sub(now.saturating_sub(self.active_at));
        let seconds = u32::try_from(left_ms.div_ceil(1_000)).unwrap_or(u32::MAX);
        self.phase = match self.phase {
            Phase::Active | Phase::Warning { .. } if left_ms == 0 => {
                self.phase = Phase::Expired;
                return vec![Command::Expire];
            }
            Phase::Active if left_ms <= WARNING_MS => Phase::Warning { seconds_left: seconds, said: seconds },
            Phase::Warning { seconds_left, said } => {
                let seconds_left = seconds_left.min(seconds);
                let moment = |left| SAID_S.iter().rposition(|moment| left <= *moment);
                let said = if moment(seconds_left) == moment(said) { said } else { seconds_left };
                Phase::Warning { seconds_left, said }
            }
            unchanged @ (Phase::Active | Phase::Expired) => unchanged,
        };
        Vec::new()
    }

    /// Counts activity unless the user is already being asked. Anything after the end of the session is too
    /// late, even if no tick has noticed the end.
    fn acted_here(&mut self, now: u64) -> Vec<Command> {
        let commands = self.ticked(now);
        if self.phase != Phase::Active {
            return commands;
        }
        self.is_active(now);
        let due = self.shared_at.is_none_or(|shared_at| self.active_at - shared_at >= SHARING_INTERVAL_MS);
        if due { self.share() } else { Vec::new() }
    }

    /// Counts activity in another tab. A tab that slept may hear of it only now, so what matters is that
    /// there was activity, not how long there was no word of it.
    fn acted_elsewhere(&mut self, now: u64) {
        if self.phase != Phase::Expired {
            self.is_active(now);
        }
    }

    fn stay_chosen(&mut self, now: u64) -> Vec<Command> {
        let asked = self.asks();
        let commands = self.ticked(now);
        if !asked || self.phase == Phase::Expired {
            return commands;
        }
        self.is_active(now);
        self.share()
    }

    fn is_active(&mut self, now: u64) {
        self.phase = Phase::Active;
        self.active_at = self.active_at.max(now);
    }

    fn share(&mut self) -> Vec<Command> {
        self.shared_at = Some(self.active_at);
        vec![Command::ShareActivity]
    }
}

impl Flow for SessionClock {
    type Event = Event;
    type Command = Command;

    fn update(&mut self, event: Event) -> Vec<Command> {
        let asked = self.asks();
        let mut commands = match event {
            Event::Ticked(now) => self.ticked(now),
            Event::ActedHere(now) => self.acted_here(now),
            Event::ActedElsewhere(now) => {
                self.acted_elsewhere(now);
                Vec::new()
            }
            Event::StayChosen(now) => self.stay_chosen(now),
            Event::Ended => {
                self.phase = Phase::Expired;
                Vec::new()
            }
            Event::Restarted(now) => {
                if self.phase == Phase::Expired {
                    *self = Self::new(self.limit_ms, now.max(self.active_at));
                }
                Vec::new()
            }
        };
        match (asked, self.asks()) {
            (false, true) => commands.push(Command::Ask),
            // What replaces the question takes the focus, which it can't do from underneath it.
            (true, false) => commands.insert(0, Command::Withdraw),
            (false, false) | (true, true) => {}
        }
        commands
    }
}

fn ends_in(seconds: u32) -> Message {
    Message::SessionEndsIn { seconds: seconds.to_string() }
}
