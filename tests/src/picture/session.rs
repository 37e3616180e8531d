//! Takes pictures of many states in many appearances.

use std::path::Path;
use std::thread;

use latchkey_core::gallery::Appearance;

use crate::backend::Backend;
use crate::browser::Browser;
use crate::picture::studio::Studio;
use crate::setup::{Kind, Setup};

/// How many browsers run at once: two cores can handle two.
const BROWSERS: usize = 2;

/// The picture of a state in one appearance.
pub struct Taken {
    /// The ID of the state.
    pub id: String,
    pub appearance: Appearance,
    /// The picture as PNG, with the lines of text on it; or the reason why there is none.
    pub outcome: Result<(Vec<u8>, Vec<String>), String>,
}

/// Takes pictures of the app in a folder, ordered by state, each in all appearances.
///
/// # Panics
/// If the server or a browser doesn't start, or a browser crashes.
pub fn take(dist: &Path, ids: &[&str], appearances: &[Appearance]) -> Vec<Taken> {
    let backend = Backend::start(dist, 0, &[]);
    let share = ids.len().div_ceil(BROWSERS).max(1);
    let mut taken: Vec<Taken> = thread::scope(|scope| {
        let workers: Vec<_> = ids
            .chunks(share)
            .map(|ids| scope.spawn(|| take_in_one_browser(backend.origin(), ids, appearances)))
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("a browser shouldn't panic")).collect()
    });
    // Each browser took them by appearance, because it has to load a document for each appearance.
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
