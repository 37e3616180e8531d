//! Which passkeys were used in this browser, for only the user to see: credential IDs in `localStorage`,
//! which open nothing. If storage is refused, nothing is known.

use super::local_storage;

const KEY: &str = "latchkey-used-here";
/// How many are kept: more than anyone has.
const KEPT: usize = 20;

/// Returns the passkeys' IDs, most recently used first.
pub(crate) fn passkeys() -> Vec<String> {
    // IDs are base64url, which has no spaces.
    local_storage::read(KEY).split_ascii_whitespace().take(KEPT).map(str::to_owned).collect()
}

/// Remembers that this passkey was used here.
pub(crate) fn remember(id: &str) {
    let mut ids = passkeys();
    ids.retain(|known| known != id);
    ids.insert(0, id.to_owned());
    ids.truncate(KEPT);
    local_storage::write(KEY, &ids.join(" "));
}
