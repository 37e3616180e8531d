//! Tracks which programs are open in a browser, and whether they are up to date.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use latchkey_core::route::{is_gallery, is_portal};

use crate::program::{PROGRAMS, Program};

/// What the connections, which know what is open, share with the builder.
#[derive(Default)]
pub(crate) struct LookedAt {
    state: Mutex<State>,
    built: Condvar,
}

#[derive(Default)]
struct State {
    /// Which programs are open, by their index in [`PROGRAMS`].
    open: [bool; PROGRAMS.len()],
    /// Which programs are up to date, or can't be built until something else changes.
    fresh: [bool; PROGRAMS.len()],
}

impl LookedAt {
    /// Notes that a page of this program is opened, and returns once the program is up to date.
    pub(crate) fn opens(&self, program: usize) {
        let mut state = self.state();
        if PROGRAMS[program].script().is_none() {
            // A browser shows one page at a time.
            let pages = state.open.iter_mut().zip(&PROGRAMS).filter(|(_, other)| other.script().is_none());
            pages.for_each(|(open, _)| *open = false);
        }
        state.open[program] = true;
        let waited = self.built.wait_while(state, |state| !state.fresh[program]);
        drop(waited.unwrap_or_else(PoisonError::into_inner));
    }

    /// Notes that something which all programs are made of has changed.
    pub(crate) fn all_are_stale(&self) {
        self.state().fresh.fill(false);
    }

    /// Returns a program that is open and has to be built.
    pub(crate) fn stale(&self) -> Option<&'static Program> {
        let state = self.state();
        let index = (0..PROGRAMS.len()).find(|program| state.open[*program] && !state.fresh[*program]);
        index.map(|index| &PROGRAMS[index])
    }

    /// Notes that a program has been built, or couldn't be.
    pub(crate) fn is_built(&self, program: &Program) {
        if let Some(index) = PROGRAMS.iter().position(|other| other == program) {
            self.state().fresh[index] = true;
            self.built.notify_all();
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Returns the index in [`PROGRAMS`] of the program that a request needs, if it is for a page or for a script that
/// has one.
pub(crate) fn asked_for(head: &str) -> Option<usize> {
    let path = head.strip_prefix("GET ")?.split([' ', '?']).next()?;
    let named = |name: &str| PROGRAMS.iter().position(|program| program.name == name);
    let has_script = |program: &Program| program.script().is_some_and(|script| path.ends_with(script.file));
    if let Some(program) = PROGRAMS.iter().position(has_script) {
        return Some(program);
    }
    let accept = head.lines().find(|line| line.to_ascii_lowercase().starts_with("accept:"))?;
    let is_page = accept.contains("text/html") && !path.rsplit('/').next()?.contains('.');
    match (is_page, is_portal(path), is_gallery(path)) {
        (false, _, _) => None,
        (true, true, _) => named("portal"),
        (true, _, true) => named("gallery"),
        (true, false, false) => Some(0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_tells_which_program_somebody_looks_at() {
        let program = |path: &str, accept: &str| {
            let head = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\naccept: {accept}\r\n\r\n");
            asked_for(&head).map(|index| PROGRAMS[index].name)
        };
        let navigation = "text/html,application/xhtml+xml";
        assert_eq!(program("/", navigation), Some("latchkey"));
        assert_eq!(program("/set-up?flow=a", navigation), Some("latchkey"));
        assert_eq!(program("/account/security", navigation), Some("portal"));
        assert_eq!(program("/gallery/A1?frame=1", navigation), Some("gallery"));
        assert_eq!(program("/latchkey-profiles.js", "*/*"), Some("engine"));
        assert_eq!(program("/latchkey-sign-in.js", "*/*"), Some("element"));
        assert_eq!(program("/portal.js", "*/*"), None);
        assert_eq!(program("/api/session", "application/json"), None);
        assert_eq!(asked_for("POST / HTTP/1.1\r\naccept: text/html\r\n\r\n"), None);
        assert_eq!(asked_for("\u{fffd}"), None);
    }

    #[test]
    fn only_what_is_looked_at_is_built_and_a_page_waits_for_it() {
        let looked_at = LookedAt::default();
        assert_eq!(looked_at.stale(), None);
        std::thread::scope(|scope| {
            let page = scope.spawn(|| looked_at.opens(1));
            let program = loop {
                if let Some(program) = looked_at.stale() {
                    break program;
                }
                std::thread::yield_now();
            };
            assert_eq!(program.name, "portal");
            looked_at.is_built(program);
            page.join().unwrap();
        });
        assert_eq!(looked_at.stale(), None);
        looked_at.all_are_stale();
        assert_eq!(looked_at.stale().map(|program| program.name), Some("portal"));
    }
}
