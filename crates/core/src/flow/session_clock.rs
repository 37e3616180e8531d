//! The idle clock of a session: pages that are left alone for too long ask whether anybody is still there, and end.
//!
//! All times are milliseconds on one monotonic clock, so that no change of the system's time matters.

mod examples;
#[cfg(test)]
mod tests;

use super::Flow;
use crate::Message;

/// Milliseconds before the end at which the person is asked.
pub const WARNING_MS: u64 = 60_000;
/// Milliseconds between two reports of activity to the other tabs, at least.
pub const SHARING_INTERVAL_MS: u64 = 5_000;
/// The seconds left at which a screen reader says so. All others would be noise.
const SAID_S: [u32; 4] = [60, 30, 10, 5];

/// The clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionClock {
    /// What a person sees of it.
    pub phase: Phase,
    /// Milliseconds without activity after which the session ends.
    limit_ms: u64,
    /// When there was activity last, in any tab.
    active_at: u64,
    /// When the other tabs were told of activity last.
    shared_at: Option<u64>,
}

/// What a person sees of the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phase {
    /// Nothing.
    Active,
    /// The question whether they are still there.
    Warning {
        /// Seconds until the session ends: 60 to 1.
        seconds_left: u32,
        /// What a screen reader says of them.
        said: u32,
    },
    /// The session is over. The clock stands still.
    Expired,
}

/// A fact. Each but [`Ended`](Event::Ended) comes with the time at which it was noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Time went by.
    Ticked(u64),
    /// The person typed, pressed or scrolled on this page.
    ActedHere(u64),
    /// Another tab told of activity.
    ActedElsewhere(u64),
    /// 'Stay'.
    StayChosen(u64),
    /// The session ended without the clock: the backend said so, or the person is through.
    Ended,
    /// 'Restart': there is a new session.
    Restarted(u64),
}

/// Something for the edge to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Put the question whether anybody is still there.
    Ask,
    /// Take the question back.
    Withdraw,
    /// Tell the other tabs of activity.
    ShareActivity,
    /// End the flow on this page.
    Expire,
}

impl SessionClock {
    /// The clock of a session that begins at `now` and ends after `limit_ms` without activity.
    pub fn new(limit_ms: u64, now: u64) -> Self {
        Self { phase: Phase::Active, limit_ms, active_at: now, shared_at: None }
    }

    /// How much time is left, while the person is asked.
    pub fn left(&self) -> Option<Message> {
        if let Phase::Warning { seconds_left, .. } = self.phase { Some(ends_in(seconds_left)) } else { None }
    }

    /// The same as a screen reader says it, at a few moments alone.
    pub fn said(&self) -> Option<Message> {
        if let Phase::Warning { said, .. } = self.phase { Some(ends_in(said)) } else { None }
    }

    fn asks(&self) -> bool {
        matches!(self.phase, Phase::Warning { .. })
    }

    /// Moves the clock to `now`. A warning only ever comes closer to its end.
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

    /// Activity counts as long as nobody was asked. What comes after the session's end comes too late, even where no
    /// tick has noticed the end.
    fn acted_here(&mut self, now: u64) -> Vec<Command> {
        let commands = self.ticked(now);
        if self.phase != Phase::Active {
            return commands;
        }
        self.is_active(now);
        let due = self.shared_at.is_none_or(|shared_at| self.active_at - shared_at >= SHARING_INTERVAL_MS);
        if due { self.share() } else { Vec::new() }
    }

    /// A tab that slept may hear of it only now, so what counts is that there was activity, and not the time that went
    /// by without a word.
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

    fn update(mut self, event: Event) -> (Self, Vec<Command>) {
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
                    self = Self::new(self.limit_ms, now.max(self.active_at));
                }
                Vec::new()
            }
        };
        match (asked, self.asks()) {
            (false, true) => commands.push(Command::Ask),
            // What comes in place of the question takes the focus, which it can't from under it.
            (true, false) => commands.insert(0, Command::Withdraw),
            (false, false) | (true, true) => {}
        }
        (self, commands)
    }
}

fn ends_in(seconds: u32) -> Message {
    Message::SessionEndsIn { seconds: seconds.to_string() }
}
