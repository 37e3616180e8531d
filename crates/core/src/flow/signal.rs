//! What the backend knows about passkeys, for the browser to pass on to the authenticators that hold them:
//! the Signal API (WebAuthn Level 3 §5.1.10), so that users aren't offered passkeys that can't sign in.

use serde::Serialize;

/// A signal. It serializes to the argument of its method, with IDs in base64url.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged, rename_all_fields = "camelCase")]
pub enum Signal {
    /// The backend doesn't know a passkey that was used or created (§5.1.10.1).
    UnknownCredential {
        /// The relying party's domain; `None` means that of the page.
        #[serde(skip_serializing_if = "Option::is_none")]
        rp_id: Option<String>,
        /// Credential ID of the passkey.
        credential_id: String,
    },
    /// All passkeys of an account; any others stored for it can't sign in (§5.1.10.2).
    AllAcceptedCredentials {
        /// The relying party's domain.
        rp_id: String,
        /// The account's user handle.
        user_id: String,
        /// Credential IDs of the passkeys.
        all_accepted_credential_ids: Vec<String>,
    },
    /// The current names of an account and its user (§5.1.10.3).
    CurrentUserDetails {
        /// The relying party's domain.
        rp_id: String,
        /// The account's user handle.
        user_id: String,
        /// Name of the account.
        name: String,
        /// The user's display name.
        display_name: String,
    },
}

impl Signal {
    /// Returns the name of the static method of `PublicKeyCredential` that takes this signal.
    pub fn method(&self) -> &'static str {
        match self {
            Self::UnknownCredential { .. } => "signalUnknownCredential",
            Self::AllAcceptedCredentials { .. } => "signalAllAcceptedCredentials",
            Self::CurrentUserDetails { .. } => "signalCurrentUserDetails",
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_signal_is_the_argument_that_the_specification_asks_for() {
        let rp_id = || "example.com".to_owned();
        let user_id = || "dXNlcg".to_owned();
        for (signal, method, argument) in [
            (
                Signal::UnknownCredential { rp_id: Some(rp_id()), credential_id: "aWQ".to_owned() },
                "signalUnknownCredential",
                json!({ "rpId": "example.com", "credentialId": "aWQ" }),
            ),
            (
                Signal::UnknownCredential { rp_id: None, credential_id: "aWQ".to_owned() },
                "signalUnknownCredential",
                json!({ "credentialId": "aWQ" }),
            ),
            (
                Signal::AllAcceptedCredentials {
                    rp_id: rp_id(),
                    user_id: user_id(),
                    all_accepted_credential_ids: vec!["aWQ".to_owned()],
                },
                "signalAllAcceptedCredentials",
                json!({ "rpId": "example.com", "userId": "dXNlcg", "allAcceptedCredentialIds": ["aWQ"] }),
            ),
            (
                Signal::CurrentUserDetails {
                    rp_id: rp_id(),
                    user_id: user_id(),
                    name: "alice".to_owned(),
                    display_name: "Alice".to_owned(),
                },
                "signalCurrentUserDetails",
                json!({ "rpId": "example.com", "userId": "dXNlcg", "name": "alice", "displayName": "Alice" }),
            ),
        ] {
            assert_eq!(signal.method(), method);
            assert_eq!(serde_json::to_value(&signal).expect("JSON"), argument);
        }
    }
}
