//! What clients see of a passkey.

use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    base64url, clock,
    openapi::{Aaguid, Attachment, Base64Url, BrowserCode, SystemCode},
    passkeys::StoredPasskey,
};

/// A passkey of an account.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Passkey {
    #[schema(value_type = Base64Url)]
    id: String,
    name: String,
    #[schema(format = DateTime)]
    created_at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime, nullable = false)]
    last_used_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    last_used_on: Option<LastUsedOn>,
    transports: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Attachment, nullable = false)]
    attachment: Option<String>,
    backup_eligible: bool,
    backed_up: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Aaguid, nullable = false)]
    aaguid: Option<String>,
}

/// The browser and system that the passkey was last used with.
#[derive(Debug, Clone, Serialize, ToSchema)]
struct LastUsedOn {
    #[schema(value_type = BrowserCode)]
    browser: String,
    #[schema(value_type = SystemCode)]
    system: String,
}

impl From<StoredPasskey> for Passkey {
    fn from(stored: StoredPasskey) -> Self {
        Self {
            id: base64url::encode(&stored.credential.cred_id),
            name: stored.name,
            created_at: clock::rfc3339(stored.created_at),
            last_used_at: stored.last_used_at.map(clock::rfc3339),
            last_used_on: stored.last_used_on.map(|(browser, system)| LastUsedOn { browser, system }),
            transports: stored.reach.transports,
            attachment: stored.reach.attachment,
            backup_eligible: stored.credential.backup_eligible,
            backed_up: stored.credential.backup_state,
            aaguid: stored.aaguid.and_then(aaguid),
        }
    }
}

/// Formats an AAGUID as a UUID (RFC 9562 §4); `None` if it is all zeros, which identifies no model (WebAuthn
/// Level 3 §6.5.1).
fn aaguid(bytes: [u8; 16]) -> Option<String> {
    let number = u128::from_be_bytes(bytes);
    if number == 0 {
        return None;
    }
    let mut text = format!("{number:032x}");
    for at in [20, 16, 12, 8] {
        text.insert(at, '-');
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_aaguid_is_written_in_five_groups_and_zeros_are_none() {
        let mut bytes = *b"\0\xEA latchkey test";
        assert_eq!(aaguid(bytes).as_deref(), Some("00ea206c-6174-6368-6b65-792074657374"));
        bytes.fill(0);
        assert_eq!(aaguid(bytes), None);
    }
}
