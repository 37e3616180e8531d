//! The calls that pages make to the backend, each a type: what it sends, and how its answer reads. Both are those of the
//! native contract (`crates/server/CONTRACT.md`); for any other backend, a profile translates.

mod account;
mod administration;
mod operation;
mod sign_in;

pub use account::{
    EndSession, GetSession, ListPasskeys, RemovePasskey, RenameAccount, RenamePasskey, VerifyByPasskey,
    VerifyByPassword,
};
pub use administration::{GetCounts, GetUser, ListUsers, RemoveAllPasskeysOf, RemovePasskeyOf};
pub use operation::Operation;
pub(crate) use operation::PROFILE_NAMES;
pub use sign_in::{
    CheckCode, CheckPassword, Defer, FetchAssertionOptions, FetchAttestationOptions,
    FetchVerificationOptions, Identify, ResendCode, SubmitAssertion, SubmitAttestation,
};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Error, from_str, to_string};

use crate::route::FlowId;
use crate::wire::FlowAnswer;

/// A call to the backend.
pub trait Call {
    /// What its answer tells the page.
    type Answer: 'static;

    /// What it does.
    const OPERATION: Operation;

    /// Returns what is sent.
    fn parts(self) -> Parts
    where
        Self: Sized,
    {
        Parts::of(Self::OPERATION)
    }

    /// Reads the body of a success.
    fn read(text: &str) -> Result<Self::Answer, Error>;
}

/// What a call sends.
#[derive(Clone, PartialEq, Eq)]
pub struct Parts {
    /// What the call does.
    pub operation: Operation,
    /// The JSON body.
    pub body: Option<String>,
    /// Path parameters: name and value.
    pub segments: Vec<(&'static str, String)>,
    /// The query string, with its question mark.
    pub query: String,
    /// The sign-in or set-up that it belongs to.
    pub flow: Option<FlowId>,
}

impl Parts {
    /// Creates the parts of a call without parameters.
    fn of(operation: Operation) -> Self {
        Self { operation, body: None, segments: Vec::new(), query: String::new(), flow: None }
    }

    /// Adds a body. Serializing it can't fail: all bodies are structs of strings.
    fn with<T: Serialize>(self, body: &T) -> Self {
        Self { body: Some(to_string(body).unwrap_or_default()), ..self }
    }

    /// Adds the body of a call that has nothing to say.
    fn with_nothing(self) -> Self {
        Self { body: Some("{}".to_owned()), ..self }
    }

    fn at(mut self, name: &'static str, value: String) -> Self {
        self.segments.push((name, value));
        self
    }

    fn within(self, flow: Option<FlowId>) -> Self {
        Self { flow, ..self }
    }
}

/// Options of a ceremony, and the flow that they belong to.
pub type OptionsOf<T> = (Option<FlowId>, Box<T>);

/// Reads options and the flow that comes with them.
fn options<T: DeserializeOwned>(text: &str) -> Result<OptionsOf<T>, Error> {
    let flow = from_str::<FlowAnswer>(text)?.flow;
    Ok((flow, from_str(text)?))
}
