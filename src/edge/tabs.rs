//! What this origin's tabs tell each other, by `BroadcastChannel`: that something happened, and nothing else.

use web_sys::BroadcastChannel;

use super::events::{Listener, listen};

/// What a message is about.
#[derive(Clone, Copy)]
pub(crate) enum Subject {
    /// The user is active. A tab that slept may not know that another one was in use, so none speaks for the
    /// others.
    Activity,
    /// The account's passkeys have changed.
    Passkeys,
}

impl Subject {
    fn channel(self) -> &'static str {
        match self {
            Self::Activity => "latchkey-activity",
            Self::Passkeys => "latchkey-passkeys",
        }
    }
}

/// The channel to the other tabs, open until dropped.
pub(crate) struct Tabs {
    channel: BroadcastChannel,
    _listener: Listener,
}

impl Tabs {
    /// Opens the channel, and calls back whenever another tab sends a message on the subject. `None` if the
    /// browser doesn't let tabs talk: each then knows only what it knows itself.
    pub(crate) fn open(subject: Subject, on_news: impl FnMut() + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(subject.channel()).ok()?;
        let listener = listen(channel.clone().into(), &["message"], on_news);
        Some(Self { channel, _listener: listener })
    }

    /// Tells the other tabs.
    pub(crate) fn tell(&self) {
        tell(&self.channel);
    }
}

impl Drop for Tabs {
    fn drop(&mut self) {
        self.channel.close();
    }
}

/// Tells the other tabs about a subject that this page doesn't listen for.
pub(crate) fn tell_of(subject: Subject) {
    if let Ok(channel) = BroadcastChannel::new(subject.channel()) {
        tell(&channel);
        channel.close();
    }
}

fn tell(channel: &BroadcastChannel) {
    // `true` can always be cloned, and the channel is open.
    let _ = channel.post_message(&true.into());
}
