//! Takes the pictures of many states in many ways.

use std::path::Path;
use std::thread;

use latchkey_core::gallery::Appearance;

use crate::backend::Backend;
use crate::browser::Browser;
use crate::picture::studio::Studio;
use crate::setup::{Kind, Setup};

/// So many browsers at once: two cores carry two.
const BROWSERS: usize = 2;

/// What was taken of a state.
pub struct Taken {
    /// The state.
    pub id: String,
    /// What it was looked at in.
    pub appearance: Appearance,
    /// The picture as PNG and the words on it, a line each; or why there is none.
    pub outcome: Result<(Vec<u8>, Vec<String>), String>,
}

/// Takes the pictures of an app that is in a folder. They come state by state, each in all ways.
///
/// # Panics
/// Where server or browser doesn't start, or a browser dies.
pub fn take(dist: &Path, ids: &[&str], appearances: &[Appearance]) -> Vec<Taken> {
    let backend = Backend::start(dist, 0, &[]);
    let share = ids.len().div_ceil(BROWSERS).max(1);
    let mut taken: Vec<Taken> = thread::scope(|scope| {
        let workers: Vec<_> = ids
            .chunks(share)
            .map(|ids| scope.spawn(|| take_in_one_browser(backend.origin(), ids, appearances)))
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("a browser should live")).collect()
    });
    // Each browser took them way by way, because it loads a document for each.
    taken.sort_by_key(|taken| ids.iter().position(|id| *id == taken.id));
    taken
}

fn take_in_one_browser(origin: &str, ids: &[&str], appearances: &[Appearance]) -> Vec<Taken> {
    let browser = Browser::open(Kind::Chromium, &Setup::for_pictures());
    browser.at(origin);
    let mut all = Vec::new();
    for appearance in appearances.iter().copied() {
        let mut studio = Studio::new(&browser, appearance);
        for id in ids {
            let outcome = studio.shows(id).map(|()| {
                let text = browser.visible_text().lines().map(str::to_owned).collect();
                (studio.picture(), text)
            });
            all.push(Taken { id: (*id).to_owned(), appearance, outcome });
        }
    }
    all
}
