//! What each documented state tells the user and why it occurs, in our own words: for designers and help
//! pages, not for the sign-in path.

use super::Problem;

impl Problem {
    /// Returns what the user is told.
    pub fn sees(self) -> &'static str {
        match self {
            Self::SignInUnavailable => "They are told that passkeys can’t be used for the moment.",
            Self::NotFoundOrCanceled => {
                "They are told that no passkey was found or that the prompt was cancelled, and that the password and a code will do."
            }
            Self::SignInTimedOut => "They are told that they didn’t answer the prompt in time.",
            Self::NotOnThisDevice => {
                "They are told that this device has no passkey, and how to get one after signing in another way."
            }
            Self::UserNotVerified => {
                "They are told that their fingerprint, face or PIN couldn’t be verified."
            }
            Self::SetUpUnavailable => "They are told that no passkey can be set up for the moment.",
            Self::SetUpCanceled => "They are told that the set-up was cancelled.",
            Self::SetUpTimedOut => {
                "They are told that they didn’t answer the prompt in time, and that it can wait."
            }
            Self::AlreadyRegistered => "They are told that this device has a passkey of the account already.",
            Self::ActivationFailed => "They are told that the new passkey couldn’t be activated.",
            Self::LimitReached => {
                "They are told that the account has as many passkeys as it can have, and are led to their list."
            }
            Self::SessionExpired => "They are told that the session is over; all that is left is to restart.",
            Self::NotSupported => "They are told that their browser or device can’t use passkeys.",
            Self::NotCompleted => "They are told that something unexpected went wrong, and to try again.",
            Self::NoCompatibleDevice => "They are told that no device was found that fits.",
            Self::VerificationFailed => "They are told that their identity couldn’t be verified.",
        }
    }

    /// Returns what leads to this state.
    pub fn cause(self) -> &'static str {
        match self {
            Self::SignInUnavailable => {
                "The sign-in service is down, can’t be reached or answers with a failure; or somebody changed the address."
            }
            Self::NotFoundOrCanceled => {
                "The prompt was cancelled, or this device or browser holds no passkey for the application. Browsers report both alike, on purpose."
            }
            Self::SignInTimedOut => "Nobody acted on the passkey prompt for about a minute.",
            Self::NotOnThisDevice => {
                "The device holds no passkey for the application, or the one that was asked for was removed or can’t be used any more."
            }
            Self::UserNotVerified => "The fingerprint, face or PIN was not recognised.",
            Self::SetUpUnavailable => {
                "The set-up service is down, can’t be reached or answers with a failure; or somebody changed the address."
            }
            Self::SetUpCanceled => "The prompt was cancelled while a passkey was being set up.",
            Self::SetUpTimedOut => "Nobody acted on the prompt that creates the passkey for about a minute.",
            Self::AlreadyRegistered => "The device already holds a passkey of this account.",
            Self::ActivationFailed => {
                "The passkey was created on the device, but the call that activates it for the account failed."
            }
            Self::LimitReached => "The account has five passkeys, and a sixth was asked for.",
            Self::SessionExpired => {
                "The pages were left alone for too long, the address belongs to another session, or an error came that this version doesn’t know."
            }
            Self::NotSupported => {
                "The browser or device has no WebAuthn, or its authenticators support none of the required algorithms."
            }
            Self::NotCompleted => {
                "The authenticator’s hardware or firmware failed, or something unforeseen happened."
            }
            Self::NoCompatibleDevice => {
                "No authenticator that fits is there, or the person declined to use it."
            }
            Self::VerificationFailed => {
                "The signature did not verify: the passkey doesn’t match, or data was altered or damaged on the way."
            }
        }
    }
}
