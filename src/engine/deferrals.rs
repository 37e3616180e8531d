//! 'I'll do this later', for backends that don't remember it: this browser then does, for each account, under
//! a digest of the account's name. A user who changes browsers, or clears this one's storage, is asked again.

use js_sys::{Date, Uint8Array};
use latchkey_core::deferral::Deferral;
use latchkey_core::wire::Base64Url;

use crate::edge::{js, local_storage};

const KEY: &str = "latchkey-deferral-";

/// Remembers that the account's user wants to set up a passkey later.
pub(super) async fn defer(account: &str) {
    store(&key(account).await, Deferral { made_at: now_s(), sign_ins_since: 0 });
}

/// Counts a sign-in to the account. Returns whether the offer is still deferred.
pub(super) async fn count_sign_in(account: &str) -> bool {
    let key = key(account).await;
    let Some(mut deferral) = load(&key) else { return false };
    deferral.sign_ins_since += 1;
    store(&key, deferral);
    !deferral.is_over(now_s())
}

/// Returns the key under which an account's deferral is stored. Anyone who reads it can only guess the
/// account.
async fn key(account: &str) -> String {
    let text = [KEY, &account.trim().to_lowercase()].concat();
    let bytes = Uint8Array::from(text.as_bytes());
    let subtle = js::global("crypto").and_then(|crypto| js::member(&crypto, "subtle"));
    let digest = match subtle {
        Some(subtle) => js::call_async(&subtle, "digest", &["SHA-256".into(), bytes.into()]).await,
        // Missing only in insecure contexts, where there is no passkey to defer.
        None => None,
    };
    let digest = digest.map(|digest| Uint8Array::new(&digest).to_vec()).unwrap_or_default();
    [KEY, Base64Url::encode(&digest).as_str()].concat()
}

fn load(key: &str) -> Option<Deferral> {
    let stored = local_storage::read(key);
    let (made_at, sign_ins_since) = stored.split_once(' ')?;
    Some(Deferral { made_at: made_at.parse().ok()?, sign_ins_since: sign_ins_since.parse().ok()? })
}

fn store(key: &str, deferral: Deferral) {
    let Deferral { made_at, sign_ins_since } = deferral;
    local_storage::write(key, &[&made_at.to_string(), " ", &sign_ins_since.to_string()].concat());
}

#[expect(clippy::as_conversions, clippy::cast_possible_truncation, reason = "a float saturates")]
fn now_s() -> i64 {
    (Date::now() / 1000.0) as i64
}
