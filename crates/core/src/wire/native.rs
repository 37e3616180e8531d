//! The native contract's own bodies (`crates/server/CONTRACT.md`).

use serde::{Deserialize, Serialize};

use super::null::null_as_absent;
use crate::route::FlowId;

/// Asks for the options of a ceremony.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OptionsRequest {
    /// The account; absent for discoverable credentials and in set-up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
}

/// The flow that an answer belongs to. The options of a ceremony stand beside it, in the same object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlowAnswer {
    /// The flow.
    pub flow: FlowId,
}

/// A passkey is active.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttestationResultAnswer {
    /// Which.
    pub passkey: Passkey,
}

/// Asks how an account signs in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdentifyRequest {
    /// The account's name, as it was typed.
    pub username: String,
}

/// How an account signs in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdentifyAnswer {
    /// The flow.
    pub flow: FlowId,
    /// The step to show.
    pub next: NextStep,
}

/// The step that an account's sign-in goes on with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NextStep {
    /// The passkey page.
    Passkey,
    /// The password.
    Password,
}

/// A password to check.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordRequest {
    /// The account's name.
    pub username: String,
    /// The password.
    pub password: String,
}

/// The password was right, and a code is on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordAnswer {
    /// The flow.
    pub flow: FlowId,
    /// The code.
    pub code: CodeSent,
}

/// Another code is on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeAnswer {
    /// The code.
    pub code: CodeSent,
}

/// What a person must know of a code that was sent.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CodeSent {
    /// Where to, masked.
    pub sent_to: String,
    /// How many digits it has.
    pub digits: u8,
    /// Seconds for which it is good.
    pub expires_in_s: u32,
    /// Seconds until another one can be asked for.
    pub resend_in_s: u32,
    /// Tries left.
    pub tries_left: u32,
}

/// A code to check.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeRequest {
    /// The digits.
    pub code: String,
}

/// Somebody is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SignedInAnswer {
    /// Who.
    pub signed_in: SignedIn,
}

/// Who is signed in, and whether to offer a passkey.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SignedIn {
    /// Who.
    pub user: User,
    /// The account has no passkey, and the offer is not deferred.
    pub offer_set_up: bool,
}

/// A person's account.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    /// The account's name.
    pub name: String,
    /// The person's name.
    pub display_name: String,
}

/// The session of a signed-in person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Session {
    /// Who.
    pub user: User,
    /// How many passkeys the account has.
    pub passkeys: u32,
    /// How many it may have.
    pub passkey_limit: u32,
    /// The account has no passkey, and the offer is not deferred.
    pub offer_set_up: bool,
}

/// The account's passkeys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyList {
    /// The passkeys, the newest last.
    pub passkeys: Vec<Passkey>,
    /// How many there may be.
    pub limit: u32,
}

/// A passkey of the account.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Passkey {
    /// Names it in calls.
    pub id: String,
    /// What the person calls it.
    pub name: String,
    /// RFC 3339.
    pub created_at: String,
    /// RFC 3339; absent if it was never used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_used_at: Option<String>,
    /// How its authenticator can be reached.
    #[serde(default, deserialize_with = "null_as_absent")]
    pub transports: Vec<String>,
    /// It is kept in sync by its provider.
    #[serde(default, deserialize_with = "null_as_absent")]
    pub backed_up: bool,
}

/// A refusal: RFC 9457 problem+json. Only what the app acts on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProblemDetails {
    /// The machine code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Seconds to wait before another try.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after_s: Option<u32>,
    /// Tries left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tries_left: Option<u32>,
}
