//! The browsers that no journey is using, kept open for the next one.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::instance::Instance;
use crate::setup::{Kind, Setup};

/// Two workers use one of each kind. The others belong to setups that few journeys ask for.
const MOST: usize = 8;

static IDLE: Mutex<Vec<Instance>> = Mutex::new(Vec::new());

/// Returns a browser that nobody is using; if there is none of this kind and setup, it starts one.
pub(crate) fn take(kind: Kind, setup: &Setup) -> Instance {
    let idle = {
        let mut idle = idle();
        let found = idle.iter().rposition(|instance| instance.is(kind, setup));
        found.map(|found| idle.remove(found))
    };
    idle.unwrap_or_else(|| Instance::start(kind, setup))
}

/// Keeps a browser that holds nothing of its last journey, and closes the one that has been idle for longest if there
/// are too many.
pub(crate) fn give_back(instance: Instance) {
    let mut idle = idle();
    idle.push(instance);
    let oldest = (idle.len() > MOST).then(|| idle.remove(0));
    // Closing takes time, which the other journeys need not wait for.
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
