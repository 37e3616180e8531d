//! Waits for conditions, never for a fixed time.

use std::thread;
use std::time::{Duration, Instant};

use crate::slot;

/// How long a test waits for something before it fails.
pub const PATIENCE: Duration = Duration::from_secs(15);

const POLL: Duration = Duration::from_millis(50);

/// How long a journey waits at a time before another one is played beside it.
const SHORT: Duration = Duration::from_secs(3);

/// How often a journey asks after [`SHORT`].
const SLOW_POLL: Duration = Duration::from_millis(250);

/// Asks repeatedly until there is an answer, and returns `None` after [`PATIENCE`].
pub(crate) fn poll<T>(mut ask: impl FnMut() -> Option<T>) -> Option<T> {
    let began = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return Some(answer);
        }
        let waited = began.elapsed();
        if waited >= PATIENCE {
            return None;
        }
        if waited < SHORT {
            thread::sleep(POLL);
        } else {
            slot::give_back();
            thread::sleep(SLOW_POLL);
        }
    }
}

/// Waits for an answer, or fails the test and says what it was waiting for.
///
/// # Panics
/// After [`PATIENCE`].
#[track_caller]
pub fn wait_for<T>(what: &str, ask: impl FnMut() -> Option<T>) -> T {
    match poll(ask) {
        Some(answer) => answer,
        None => panic!("waited {} s for {what}, without success", PATIENCE.as_secs()),
    }
}

/// Waits until a condition holds, or fails the test and says what it was waiting for.
///
/// # Panics
/// After [`PATIENCE`].
#[track_caller]
pub fn wait_until(what: &str, mut holds: impl FnMut() -> bool) {
    wait_for(what, || holds().then_some(()));
}

/// Like [`wait_until`], for what takes the app itself as long as [`PATIENCE`].
///
/// # Panics
/// After twice [`PATIENCE`].
#[track_caller]
pub fn wait_long_until(what: &str, mut holds: impl FnMut() -> bool) {
    let held = poll(|| holds().then_some(())).or_else(|| poll(|| holds().then_some(())));
    assert!(held.is_some(), "waited {} s for {what}, without success", 2 * PATIENCE.as_secs());
}
