//! Time that passes for the page alone, and tabs beside each other.

use std::time::Duration;

use serde_json::json;
use thirtyfour::WindowHandle;

use crate::browser::Browser;
use crate::runtime::block_on;

/// Puts the page's monotonic clock forward by so many milliseconds.
const PASS: &str = "
if (!window.clockAhead) {
  const now = performance.now.bind(performance);
  window.clockAhead = { ms: 0 };
  performance.now = () => now() + window.clockAhead.ms;
}
window.clockAhead.ms += arguments[0];";

/// Wakes the page, as a browser does when somebody comes back to it, and waits until it has noticed.
const WAKE: &str = "
document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
return new Promise(noticed => setTimeout(() => setTimeout(noticed)));";

/// A tab of a browser.
pub struct Tab(WindowHandle);

impl Browser {
    /// Lets so much time pass for the page, as while a computer sleeps; then it wakes. What it does by timers goes on
    /// as if nothing had been.
    ///
    /// # Panics
    /// Where the browser doesn't answer.
    #[track_caller]
    pub fn time_passes(&self, time: Duration) {
        self.time_passes_unnoticed(time);
        self.script(WAKE, &[]);
    }

    /// As [`Browser::time_passes`], without anything that wakes the page.
    ///
    /// # Panics
    /// Where the browser doesn't answer.
    #[track_caller]
    pub fn time_passes_unnoticed(&self, time: Duration) {
        let ms = u64::try_from(time.as_millis()).expect("no test waits for ages");
        self.script(PASS, &[json!(ms)]);
    }

    /// The tab that a person looks at.
    ///
    /// # Panics
    /// Where the browser doesn't answer.
    #[track_caller]
    pub fn tab(&self) -> Tab {
        Tab(self.must("name its tab", block_on(self.session().window())))
    }

    /// Opens a new tab and turns to it.
    ///
    /// # Panics
    /// Where the browser doesn't open one.
    #[track_caller]
    pub fn opens_tab(&self) -> Tab {
        let tab = Tab(self.instance().opens_page(&self.context.borrow()));
        self.turns_to(&tab);
        tab
    }

    /// Opens a tab that doesn't belong to this journey alone, as no journey should.
    ///
    /// # Panics
    /// If the browser doesn't open one.
    #[track_caller]
    pub fn opens_tab_for_all(&self) {
        self.must("open a tab", block_on(self.session().new_tab()));
    }

    /// Turns to a tab.
    ///
    /// # Panics
    /// Where it is closed.
    #[track_caller]
    pub fn turns_to(&self, tab: &Tab) {
        self.must("turn to a tab", block_on(self.session().switch_to_window(tab.0.clone())));
    }
}
