//! The browsers that no journey is using, which stay open for the next one.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::instance::Instance;
use crate::setup::{Kind, Setup};

/// How many idle browsers are kept: two workers use one of each kind, and the rest are for setups that few
/// journeys ask for.
const MOST: usize = 8;

static IDLE: Mutex<Vec<Instance>> = Mutex::new(Vec::new());

/// Returns an idle browser with this kind and setup, or starts one if there is none.
pub(crate) fn take(kind: Kind, setup: &Setup) -> Instance {
    let idle = {
        let mut idle = idle();
        let found = idle.iter().rposition(|instance| instance.is(kind, setup));
        found.map(|found| idle.remove(found))
    };
    idle.unwrap_or_else(|| Instance::start(kind, setup))
}

/// Takes back a browser that holds nothing of its last journey. If there are too many, closes the one that
/// has been idle for longest.
pub(crate) fn give_back(instance: Instance) {
    let mut idle = idle();
    idle.push(instance);
    let oldest = (idle.len() > MOST).then(|| idle.remove(0));
    // Closing takes time, and the other journeys shouldn't have to wait for it.
    drop(idle);
    drop(oldest);
}

/// Closes all idle browsers, so that the next journey starts its own.
pub(crate) fn clear() {
    let all = std::mem::take(&mut *idle());
    drop(all);
}

fn idle() -> MutexGuard<'static, Vec<Instance>> {
    IDLE.lock().unwrap_or_else(PoisonError::into_inner)
}
