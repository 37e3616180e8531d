//! The native contract's own bodies (`crates/server/CONTRACT.md`).

use serde::{Deserialize, Serialize};

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
    /// The flow; absent where a backend has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flow: Option<FlowId>,
}

/// A passkey is active.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttestationResultAnswer {
    /// Which.
    pub passkey: NewPasskey,
}

/// A passkey that is active from now on. What else the backend knows of it, its owner sees elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NewPasskey {
    /// Names it in calls.
    pub id: String,
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
    /// The flow; absent where a backend has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flow: Option<FlowId>,
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

/// What a step of signing in leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "SignInMembers", into = "SignInMembers")]
pub enum SignInAnswer {
    /// Somebody is signed in.
    SignedIn(SignedIn),
    /// A code is to be entered.
    Code {
        /// The flow; absent where a backend has none.
        flow: Option<FlowId>,
        /// The code.
        code: CodeSent,
    },
}

/// The same as its members.
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
    /// Where to, masked; absent where it wasn't sent, but comes from an app of the person's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_to: Option<String>,
    /// How many digits it has.
    #[serde(default = "usual_digits")]
    pub digits: u8,
}

/// As RFC 4226 §5.3 has them at least.
fn usual_digits() -> u8 {
    6
}

/// A code to check.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeRequest {
    /// The digits.
    pub code: String,
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
