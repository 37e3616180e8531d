//! What a signed-in page announces without moving the focus.

use crate::{Message, PortalMessage, Words};

/// A message from either catalog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Announced {
    /// What is being waited for.
    Waiting(Message),
    /// What is being done, or was done.
    Done(PortalMessage),
}

impl Announced {
    fn words(&self) -> &dyn Words {
        match self {
            Self::Waiting(message) => message,
            Self::Done(message) => message,
        }
    }
}

impl Words for Announced {
    fn name(&self) -> &'static str {
        self.words().name()
    }

    fn template(&self) -> &'static str {
        self.words().template()
    }

    fn visit_values(&self, visit: &mut dyn FnMut(&str, &str)) {
        self.words().visit_values(visit);
    }
}
