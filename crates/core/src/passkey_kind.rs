//! What kind of thing a passkey is kept on, as far as its registration reveals it.

/// What a passkey is kept on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The computer, phone or tablet itself, or the password manager on it.
    Device,
    /// A phone or tablet that was reached through a QR code.
    Phone,
    /// A security key.
    SecurityKey,
    /// The registration doesn't reveal it.
    Unknown,
}

impl Kind {
    /// Returns the kind that an authenticator attachment and transports indicate (WebAuthn Level 3 §5.4.5 and
    /// §5.8.4).
    pub fn of(attachment: Option<&str>, transports: &[String]) -> Self {
        let any = |names: &[&str]| transports.iter().any(|transport| names.contains(&transport.as_str()));
        match attachment {
            Some("platform") => Self::Device,
            // A phone that was reached through a QR code also reports what the passkey is to the phone
            // itself: 'internal'.
            Some("cross-platform") if any(&["hybrid"]) => Self::Phone,
            _ if any(&["internal"]) => Self::Device,
            _ if any(&["usb", "nfc", "ble", "smart-card"]) => Self::SecurityKey,
            _ => Self::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passkey_is_told_by_where_it_was_and_how_it_is_reached() {
        for (attachment, transports, kind) in [
            (Some("platform"), &["internal"][..], Kind::Device),
            (Some("platform"), &["hybrid", "internal"], Kind::Device),
            (Some("platform"), &[], Kind::Device),
            (None, &["hybrid", "internal"], Kind::Device),
            (Some("cross-platform"), &["hybrid", "internal"], Kind::Phone),
            (Some("cross-platform"), &["hybrid"], Kind::Phone),
            (Some("cross-platform"), &["usb", "nfc"], Kind::SecurityKey),
            (None, &["usb"], Kind::SecurityKey),
            (Some("cross-platform"), &["smart-card"], Kind::SecurityKey),
            (Some("cross-platform"), &["ble", "usb"], Kind::SecurityKey),
            (Some("cross-platform"), &[], Kind::Unknown),
            (None, &["hybrid"], Kind::Unknown),
            (None, &["telepathy"], Kind::Unknown),
            (None, &[], Kind::Unknown),
        ] {
            let owned: Vec<String> = transports.iter().map(|name| (*name).to_owned()).collect();
            assert_eq!(Kind::of(attachment, &owned), kind, "{attachment:?} {transports:?}");
        }
    }
}
