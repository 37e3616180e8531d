//! Disconnects a browser from the network, and connects it again.

use serde_json::{Value, json};

use crate::browser::Browser;
use crate::setup::Kind;

impl Browser {
    /// Disconnects the network: the page is notified, and no new request gets through. Requests under way continue.
    ///
    /// # Panics
    /// If the browser refuses, as `WebKitGTK` does.
    #[track_caller]
    pub fn goes_offline(&self) {
        self.set_network(false);
    }

    /// Connects the network again.
    ///
    /// # Panics
    /// If the browser refuses.
    #[track_caller]
    pub fn goes_online(&self) {
        self.set_network(true);
    }

    #[track_caller]
    fn set_network(&self, online: bool) {
        if self.kind() == Kind::Chromium {
            let unlimited = -1;
            let conditions = json!({
                "offline": !online, "latency": 0, "downloadThroughput": unlimited, "uploadThroughput": unlimited,
            });
            self.cdp("Network.enable", &json!({}));
            self.cdp("Network.emulateNetworkConditions", &conditions);
        } else if let Some(bidi) = self.instance().bidi() {
            let conditions = if online { Value::Null } else { json!({ "type": "offline" }) };
            bidi.send(
                "emulation.setNetworkConditions",
                &json!({ "networkConditions": conditions, "contexts": [self.page()] }),
            );
        } else {
            panic!("{} can't be taken off the network", self.kind());
        }
        self.script_gives("return navigator.onLine", &json!(online));
    }
}
