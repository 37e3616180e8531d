//! Why each documented state comes up, in our own words: for designers and help pages, not for the sign-in path.

use super::Problem;

impl Problem {
    /// What leads to this state.
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
