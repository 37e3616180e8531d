//! Time that passes only for the page, and several tabs.

use std::time::Duration;

use serde_json::json;
use thirtyfour::WindowHandle;

use crate::browser::Browser;
use crate::runtime::block_on;

/// Moves the page's monotonic clock forward by a number of milliseconds.
const PASS: &str = "
if (!window.clockAhead) {
  const now = performance.now.bind(performance);
  window.clockAhead = { ms: 0 };
  performance.now = () => now() + window.clockAhead.ms;
}
window.clockAhead.ms += arguments[0];";

/// Wakes the page, as a browser does when the user returns to it, and waits until the page has noticed.
const WAKE: &str = "
document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
return new Promise(noticed => setTimeout(() => setTimeout(noticed)));";

/// A tab of a browser.
pub struct Tab(WindowHandle);

impl Browser {
    /// Makes this much time pass for the page, as if the computer had slept, and then wakes it. Its timers
    /// don't notice anything.
    ///
    /// # Panics
    /// If the browser doesn't answer.
    #[track_caller]
    pub fn time_passes(&self, time: Duration) {
        self.time_passes_unnoticed(time);
        self.script(WAKE, &[]);
    }

    /// Like [`Browser::time_passes`], but nothing wakes the page.
    ///
    /// # Panics
    /// If the browser doesn't answer.
    #[track_caller]
    pub fn time_passes_unnoticed(&self, time: Duration) {
        let ms = u64::try_from(time.as_millis()).expect("the time should fit into 64 bits");
        self.script(PASS, &[json!(ms)]);
    }

    /// Returns the current tab.
    ///
    /// # Panics
    /// If the browser doesn't answer.
    #[track_caller]
    pub fn tab(&self) -> Tab {
        Tab(self.must("name its tab", block_on(self.session().window())))
    }

    /// Opens a new tab and switches to it.
    ///
    /// # Panics
    /// If the browser doesn't open one.
    #[track_caller]
    pub fn opens_tab(&self) -> Tab {
        let tab = Tab(self.instance().opens_page(&self.context.borrow()));
        self.turns_to(&tab);
        tab
    }

    /// Opens a tab outside this journey's user context, which a journey shouldn't do.
    ///
    /// # Panics
    /// If the browser doesn't open one.
    #[track_caller]
    pub fn opens_tab_for_all(&self) {
        self.must("open a tab", block_on(self.session().new_tab()));
    }

    /// Switches to a tab.
    ///
    /// # Panics
    /// If it is closed.
    #[track_caller]
    pub fn turns_to(&self, tab: &Tab) {
        self.must("turn to a tab", block_on(self.session().switch_to_window(tab.0.clone())));
    }
}
