//! What the tabs of this origin tell each other, by `BroadcastChannel`: that somebody is there. Nothing else: a tab that
//! slept may not know that another one was in use, so none speaks for the others.

use web_sys::BroadcastChannel;

use super::events::{Listener, listen};

/// The line to the other tabs, until it is dropped.
pub(crate) struct Tabs {
    channel: BroadcastChannel,
    _listener: Listener,
}

impl Tabs {
    /// Opens the line. Calls back whenever another tab tells of activity. `None` where the browser doesn't let tabs
    /// talk: then each keeps its own time.
    pub(crate) fn open(on_activity: impl FnMut() + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new("latchkey-activity").ok()?;
        let listener = listen(channel.clone().into(), &["message"], on_activity);
        Some(Self { channel, _listener: listener })
    }

    /// Tells the other tabs that somebody is there.
    pub(crate) fn tell(&self) {
        // A word can always be cloned, and the line is open.
        let _ = self.channel.post_message(&true.into());
    }
}

impl Drop for Tabs {
    fn drop(&mut self) {
        self.channel.close();
    }
}
