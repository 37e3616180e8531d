//! 'I'll do this later', where the backend doesn't remember it: then this browser does, for each account, under a digest
//! of its name. Somebody who uses another browser, or removes what this one keeps, is asked again.

use js_sys::{Date, Uint8Array};
use latchkey_core::deferral::Deferral;
use latchkey_core::wire::Base64Url;

use crate::edge::{js, kept};

const KEY: &str = "latchkey-deferral-";

/// Remembers that the account's person wants to set a passkey up later.
pub(super) async fn defer(account: &str) {
    store(&key(account).await, Deferral { made_at: now_s(), sign_ins_since: 0 });
}

/// Counts a sign-in of the account; whether the offer is still deferred.
pub(super) async fn count_sign_in(account: &str) -> bool {
    let key = key(account).await;
    let Some(mut deferral) = load(&key) else { return false };
    deferral.sign_ins_since += 1;
    store(&key, deferral);
    !deferral.is_over(now_s())
}

/// The name under which the deferral of an account is kept: nobody who reads it learns whose it is without a guess.
async fn key(account: &str) -> String {
    let text = [KEY, &account.trim().to_lowercase()].concat();
    let bytes = Uint8Array::from(text.as_bytes());
    let subtle = js::global("crypto").and_then(|crypto| js::member(&crypto, "subtle"));
    let digest = match subtle {
        Some(subtle) => js::call_async(&subtle, "digest", &["SHA-256".into(), bytes.into()]).await,
        // Only where the context isn't secure: there is no passkey to be deferred.
        None => None,
    };
    let digest = digest.map(|digest| Uint8Array::new(&digest).to_vec()).unwrap_or_default();
    [KEY, Base64Url::encode(&digest).as_str()].concat()
}

fn load(key: &str) -> Option<Deferral> {
    let stored = kept::read(key);
    let (made_at, sign_ins_since) = stored.split_once(' ')?;
    Some(Deferral { made_at: made_at.parse().ok()?, sign_ins_since: sign_ins_since.parse().ok()? })
}

fn store(key: &str, deferral: Deferral) {
    let Deferral { made_at, sign_ins_since } = deferral;
    kept::write(key, &[&made_at.to_string(), " ", &sign_ins_since.to_string()].concat());
}

#[expect(clippy::as_conversions, clippy::cast_possible_truncation, reason = "a float saturates")]
fn now_s() -> i64 {
    (Date::now() / 1000.0) as i64
}
