//! Which passkeys were used on this browser, for the person alone to see: credential ids in `localStorage`, which open
//! nothing. Where storage is refused, nothing is known.

use leptos::prelude::window;

const KEY: &str = "latchkey-used-here";
/// More than anybody has.
const KEPT: usize = 20;

/// The ids of the passkeys, the last one used first.
pub(crate) fn passkeys() -> Vec<String> {
    let stored = storage().and_then(|storage| storage.get_item(KEY).ok().flatten()).unwrap_or_default();
    // Ids are base64url, which has no spaces.
    stored.split_ascii_whitespace().take(KEPT).map(str::to_owned).collect()
}

/// Remembers that this passkey was used here.
pub(crate) fn remember(id: &str) {
    let mut ids = passkeys();
    ids.retain(|known| known != id);
    ids.insert(0, id.to_owned());
    ids.truncate(KEPT);
    store(&ids);
}

fn store(ids: &[String]) {
    if let Some(storage) = storage() {
        // A full or refused storage keeps nothing.
        let _ = storage.set_item(KEY, &ids.join(" "));
    }
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}
