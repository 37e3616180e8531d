//! The calls of signed-in users.

use serde_json::{Error, from_str};

use super::{Call, Operation, Parts};
use crate::flow::secret::Secret;
use crate::route::FlowId;
use crate::wire::{
    AuthenticationResponse, DisplayName, PasskeyList, PasskeyName, Session, User, UserAnswer,
    VerificationPassword,
};

/// Finds out who is signed in.
pub struct GetSession;

impl Call for GetSession {
    type Answer = Session;

    const OPERATION: Operation = Operation::Session;

    fn read(text: &str) -> Result<Self::Answer, Error> {
        from_str(text)
    }
}

/// Ends the session.
pub struct EndSession;

impl Call for EndSession {
    type Answer = ();

    const OPERATION: Operation = Operation::EndSession;

    fn read(_: &str) -> Result<Self::Answer, Error> {
        Ok(())
    }
}

/// Changes the signed-in user's display name.
pub struct RenameAccount {
    /// The new name.
    pub display_name: String,
}

impl Call for RenameAccount {
    type Answer = User;

    const OPERATION: Operation = Operation::RenameAccount;

    fn parts(self) -> Parts {
        Parts::of(Self::OPERATION).with(&DisplayName { display_name: self.display_name })
    }

    fn read(text: &str) -> Result<Self::Answer, Error> {
        from_str::<UserAnswer>(text).map(|answer| answer.user)
    }
}

/// Lists the signed-in user's passkeys.
pub struct ListPasskeys;

impl Call for ListPasskeys {
    type Answer = PasskeyList;

    const OPERATION: Operation = Operation::Passkeys;

    fn read(text: &str) -> Result<Self::Answer, Error> {
        from_str(text)
    }
}

/// Changes a passkey's name. The next list shows how it was kept.
pub struct RenamePasskey {
    /// ID of the passkey.
    pub id: String,
    /// The new name.
    pub name: String,
}

impl Call for RenamePasskey {
    type Answer = ();

    const OPERATION: Operation = Operation::RenamePasskey;

    fn parts(self) -> Parts {
        Parts::of(Self::OPERATION).at("id", self.id).with(&PasskeyName { name: self.name })
    }

    fn read(_: &str) -> Result<Self::Answer, Error> {
        Ok(())
    }
}

/// Removes a passkey.
pub struct RemovePasskey {
    /// ID of the passkey.
    pub id: String,
}

impl Call for RemovePasskey {
    type Answer = ();

    const OPERATION: Operation = Operation::RemovePasskey;

    fn parts(self) -> Parts {
        Parts::of(Self::OPERATION).at("id", self.id)
    }

    fn read(_: &str) -> Result<Self::Answer, Error> {
        Ok(())
    }
}

/// Verifies the signed-in user by password.
pub struct VerifyByPassword {
    /// What was typed.
    pub password: Secret,
}

impl Call for VerifyByPassword {
    type Answer = ();

    const OPERATION: Operation = Operation::VerifyByPassword;

    fn parts(self) -> Parts {
        Parts::of(Self::OPERATION).with(&VerificationPassword { password: self.password.expose() })
    }

    fn read(_: &str) -> Result<Self::Answer, Error> {
        Ok(())
    }
}

/// Verifies the signed-in user by passkey.
pub struct VerifyByPasskey {
    /// The sign-in or set-up that it belongs to.
    pub flow: Option<FlowId>,
    /// The result of an authentication ceremony.
    pub assertion: Box<AuthenticationResponse>,
}

impl Call for VerifyByPasskey {
    type Answer = ();

    const OPERATION: Operation = Operation::VerifyByPasskey;

    fn parts(self) -> Parts {
        Parts::of(Self::OPERATION).with(&self.assertion).within(self.flow)
    }

    fn read(_: &str) -> Result<Self::Answer, Error> {
        Ok(())
    }
}
