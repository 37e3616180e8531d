//! What a page of somebody who is signed in says without the focus moving.

use std::borrow::Cow;

use crate::{Message, PortalMessage, Words};

/// A message of either catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Announced {
    /// What is waited for.
    Waiting(Message),
    /// What is being done, or was.
    Done(PortalMessage),
}

impl Words for Announced {
    fn english(&self) -> Cow<'static, str> {
        match self {
            Self::Waiting(message) => message.english(),
            Self::Done(message) => message.english(),
        }
    }

    fn name(&self) -> &'static str {
        match self {
            Self::Waiting(message) => message.name(),
            Self::Done(message) => message.name(),
        }
    }
}
