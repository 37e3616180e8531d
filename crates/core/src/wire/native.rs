//! The native contract's own bodies (`crates/server/CONTRACT.md`).

use serde::{Deserialize, Serialize};

use crate::route::FlowId;

/// A request for the options of a ceremony.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OptionsRequest {
    /// The account's name; absent for discoverable credentials and in set-up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
}

/// The flow that an answer belongs to. The options of a ceremony are beside it, in the same object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlowAnswer {
    /// The flow's ID; absent if the backend has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flow: Option<FlowId>,
}

/// The answer that a passkey is active.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttestationResultAnswer {
    /// The passkey that is active.
    pub passkey: NewPasskey,
}

/// A passkey that is active from now on. Anything else that the backend knows about it, its owner sees
/// elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NewPasskey {
    /// The ID that names the passkey in calls.
    pub id: String,
}

/// A request for how an account signs in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdentifyRequest {
    /// The account's name, as typed.
    pub username: String,
}

/// How an account signs in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdentifyAnswer {
    /// The flow's ID; absent if the backend has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flow: Option<FlowId>,
    /// The step to show.
    pub next: NextStep,
}

/// The step with which an account's sign-in continues.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NextStep {
    /// The passkey page.
    Passkey,
    /// The password page.
    Password,
}

/// A password to check.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordRequest {
    /// The account's name.
    pub username: String,
    /// The password as typed.
    pub password: String,
}

/// The result of a step of signing in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "SignInMembers", into = "SignInMembers")]
pub enum SignInAnswer {
    /// A user is signed in.
    SignedIn(SignedIn),
    /// A code has to be entered.
    Code {
        /// The flow's ID; absent if the backend has none.
        flow: Option<FlowId>,
        /// What the user must know about the code.
        code: CodeSent,
    },
}

/// The members of a [`SignInAnswer`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct SignInMembers {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    flow: Option<FlowId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    code: Option<CodeSent>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    signed_in: Option<SignedIn>,
}

impl TryFrom<SignInMembers> for SignInAnswer {
    type Error = &'static str;

    fn try_from(members: SignInMembers) -> Result<Self, Self::Error> {
        match members {
            SignInMembers { signed_in: Some(signed_in), .. } => Ok(Self::SignedIn(signed_in)),
            SignInMembers { flow, code: Some(code), .. } => Ok(Self::Code { flow, code }),
            SignInMembers { .. } => Err("neither signedIn nor code"),
        }
    }
}

impl From<SignInAnswer> for SignInMembers {
    fn from(answer: SignInAnswer) -> Self {
        match answer {
            SignInAnswer::SignedIn(signed_in) => Self { flow: None, code: None, signed_in: Some(signed_in) },
            SignInAnswer::Code { flow, code } => Self { flow, code: Some(code), signed_in: None },
        }
    }
}

/// The answer that another code is on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeAnswer {
    /// What the user must know about the code.
    pub code: CodeSent,
}

/// What a user must know about a code that was sent.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CodeSent {
    /// Where the code was sent, masked; absent if it wasn't sent but comes from one of the user's apps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_to: Option<String>,
    /// The number of digits in the code.
    #[serde(default = "usual_digits")]
    pub digits: u8,
}

/// Returns the minimum of RFC 4226 §5.3.
fn usual_digits() -> u8 {
    6
}

/// A code to check.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeRequest {
    /// The digits of the code.
    pub code: String,
}

/// The signed-in user, and whether to offer a passkey.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SignedIn {
    /// The user who is signed in.
    pub user: User,
    /// Whether to offer set-up: the account has no passkey, or the sign-in used one of another device and
    /// there is room for one on this device; and the offer isn't deferred.
    pub offer_set_up: bool,
}

/// A user's account.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    /// The account's name.
    pub name: String,
    /// The user's display name.
    pub display_name: String,
}

/// A refusal: RFC 9457 problem+json, limited to what the app acts on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProblemDetails {
    /// The machine code, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Seconds to wait before the next try, if the backend says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after_s: Option<u32>,
    /// The number of tries left, if the backend says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tries_left: Option<u32>,
}
