//! Catches the failure of a journey, with its place.

use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::sync::Once;

thread_local! {
    static LAST: RefCell<String> = RefCell::default();
}

/// Runs part of a test. If it panics, returns the message and the place.
pub(crate) fn catch_failure(part: impl FnOnce()) -> Result<(), String> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            LAST.set(panic.to_string());
            usual(panic);
        }));
    });
    catch_unwind(AssertUnwindSafe(part)).map_err(|_| LAST.take())
}
