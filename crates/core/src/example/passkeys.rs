//! The passkeys in the examples, and their owner. Together they show everything a card can say.

use crate::user_agent::{Browser, System};
use crate::wire::{Passkey, PasskeyList, Role, Session, UsedOn, User};

/// Most passkeys an account may have.
pub(crate) const LIMIT: u32 = 5;

/// Passkeys used in the browser that shows the examples. The app keeps this in browser storage, so it isn't
/// part of any state.
pub const USED_HERE: [&str; 2] = [LAPTOP, DESKTOP];

/// A synced passkey.
pub(crate) const PHONE: &str = "ZXhhbXBsZS1waG9uZQ";
/// The passkey that is renamed and removed in the examples. It isn't synced yet.
pub(crate) const LAPTOP: &str = "ZXhhbXBsZS1sYXB0b3A";
const KEY: &str = "ZXhhbXBsZS1rZXk";
const DESKTOP: &str = "ZXhhbXBsZS1kZXNrdG9w";
const TABLET: &str = "ZXhhbXBsZS10YWJsZXQ";

/// The user's new display name.
pub(crate) const NEW_NAME: &str = "Ada King";

/// The passkey's new name.
pub(crate) const NEW_PASSKEY_NAME: &str = "Blue laptop";

/// The user in the examples.
pub(crate) fn person() -> User {
    User { name: super::sample::NAME.to_owned(), display_name: "Ada Lovelace".to_owned() }
}

/// The user's session, soon after sign-in.
pub(crate) fn session(passkeys: &[Passkey]) -> Session {
    Session {
        user: person(),
        passkeys: u32::try_from(passkeys.len()).unwrap_or(u32::MAX),
        role: Role::User,
        fresh_for_s: 840,
    }
}

/// A list of these passkeys.
pub(crate) fn list(passkeys: Vec<Passkey>) -> PasskeyList {
    PasskeyList {
        passkeys,
        limit: LIMIT,
        rp_id: Some("example.com".to_owned()),
        user_handle: Some("ZXhhbXBsZS1hZGE".to_owned()),
    }
}

/// One passkey: synced, and used elsewhere.
pub(crate) fn one() -> Vec<Passkey> {
    vec![phone()]
}

/// Three kinds of passkeys: synced, not synced yet and single-device; used here, used elsewhere and never
/// used.
pub(crate) fn three() -> Vec<Passkey> {
    vec![phone(), laptop(), key()]
}

/// As many passkeys as allowed. The last one's name is as long as names can be.
pub(crate) fn five() -> Vec<Passkey> {
    let mut all = three();
    all.extend([desktop(), tablet()]);
    all
}

fn phone() -> Passkey {
    Passkey {
        id: PHONE.to_owned(),
        name: "Ada’s iPhone".to_owned(),
        created_at: Some("2025-03-14T08:12:00Z".to_owned()),
        credential_id: None,
        last_used_at: Some("2026-02-27T06:58:00Z".to_owned()),
        last_used_on: Some(UsedOn { browser: Browser::Safari, system: System::Ios }),
        transports: transports(&["hybrid", "internal"]),
        attachment: Some("platform".to_owned()),
        backup_eligible: true,
        backed_up: true,
        aaguid: Some("fbfc3007-154e-4ecc-8c0b-6e020557d7bd".to_owned()),
    }
}

fn laptop() -> Passkey {
    Passkey {
        id: LAPTOP.to_owned(),
        name: "Work laptop".to_owned(),
        created_at: Some("2025-09-01T09:30:00Z".to_owned()),
        credential_id: None,
        last_used_at: Some("2026-03-02T08:04:00Z".to_owned()),
        last_used_on: Some(UsedOn { browser: Browser::Chrome, system: System::Macos }),
        transports: transports(&["internal"]),
        attachment: Some("platform".to_owned()),
        backup_eligible: true,
        backed_up: false,
        aaguid: Some("ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4".to_owned()),
    }
}

fn key() -> Passkey {
    Passkey {
        id: KEY.to_owned(),
        name: "Key in the safe".to_owned(),
        created_at: Some("2025-11-20T16:45:00Z".to_owned()),
        credential_id: None,
        last_used_at: None,
        last_used_on: None,
        transports: transports(&["nfc", "usb"]),
        attachment: Some("cross-platform".to_owned()),
        backup_eligible: false,
        backed_up: false,
        aaguid: Some("2fc0579f-8113-47ea-b116-bb5a8db9202a".to_owned()),
    }
}

fn desktop() -> Passkey {
    Passkey {
        id: DESKTOP.to_owned(),
        name: "Windows Hello".to_owned(),
        created_at: Some("2026-01-08T11:00:00Z".to_owned()),
        credential_id: None,
        last_used_at: Some("2026-01-30T17:21:00Z".to_owned()),
        last_used_on: Some(UsedOn { browser: Browser::Edge, system: System::Windows }),
        transports: transports(&["internal"]),
        attachment: Some("platform".to_owned()),
        backup_eligible: false,
        backed_up: false,
        aaguid: Some("08987058-cadc-4b81-b6e1-30de50dcbe96".to_owned()),
    }
}

fn tablet() -> Passkey {
    Passkey {
        id: TABLET.to_owned(),
        name: "The tablet that lies on the table in the meeting room downstairs".to_owned(),
        created_at: Some("2026-02-11T13:37:00Z".to_owned()),
        credential_id: None,
        last_used_at: Some("2026-02-12T10:10:00Z".to_owned()),
        last_used_on: None,
        transports: transports(&["hybrid", "internal"]),
        attachment: Some("cross-platform".to_owned()),
        backup_eligible: true,
        backed_up: true,
        aaguid: None,
    }
}

fn transports(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}
