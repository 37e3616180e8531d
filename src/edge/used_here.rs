//! Which passkeys were used on this browser, for the person alone to see: credential ids in `localStorage`, which open
//! nothing. Where storage is refused, nothing is known.

use super::kept;

const KEY: &str = "latchkey-used-here";
/// More than anybody has.
const KEPT: usize = 20;

/// The ids of the passkeys, the last one used first.
pub(crate) fn passkeys() -> Vec<String> {
    // Ids are base64url, which has no spaces.
    kept::read(KEY).split_ascii_whitespace().take(KEPT).map(str::to_owned).collect()
}

/// Remembers that this passkey was used here.
pub(crate) fn remember(id: &str) {
    let mut ids = passkeys();
    ids.retain(|known| known != id);
    ids.insert(0, id.to_owned());
    ids.truncate(KEPT);
    kept::write(KEY, &ids.join(" "));
}
