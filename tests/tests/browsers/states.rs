//! The documented states, in the words of the documentation.

use latchkey_tests::{Browser, wait_until};

/// A documented state.
pub(crate) struct State {
    /// The ID in the documentation, `A1` to `B5`.
    pub(crate) id: &'static str,
    pub(crate) title: &'static str,
    pub(crate) body: &'static str,
}

pub(crate) const SIGN_IN_UNAVAILABLE: State = State {
    id: "A1",
    title: "Passkey Unavailable",
    body: "Passkey login is temporarily unavailable. You can try again or sign in with your password instead.",
};
pub(crate) const NOT_FOUND_OR_CANCELED: State = State {
    id: "A2",
    title: "Passkey Not Found or Canceled",
    body: "No passkey was detected for this device, or the operation was canceled. Log in with your password and \
           two-factor authentication (2FA) to proceed. After you are verified, you can set up a new passkey.",
};
pub(crate) const SIGN_IN_TIMED_OUT: State = State {
    id: "A3",
    title: "Passkey Request Timed Out",
    body: "You did not respond to the passkey prompt in time. Please try again.",
};
pub(crate) const NOT_ON_THIS_DEVICE: State = State {
    id: "A4",
    title: "Passkey is not found on this device",
    body: "No Passkey is set up for this device. To create one, log in with your password and 2FA. After \
           verification, you can set up a passkey for this device. You can also choose to sign in with your password \
           for now.",
};
pub(crate) const USER_NOT_VERIFIED: State = State {
    id: "A5",
    title: "We could not verify you",
    body: "We were unable to verify your biometric input. Try again or use another method to log in.",
};
pub(crate) const SET_UP_UNAVAILABLE: State = State {
    id: "R1",
    title: "Passkey Unavailable",
    body: "We could not complete the passkey setup right now. You can try again or set it up later.",
};
pub(crate) const SET_UP_CANCELED: State = State {
    id: "R2",
    title: "Passkey Set Up Canceled",
    body: "Your passkey setup was canceled. Retry or continue with your password.",
};
pub(crate) const SET_UP_TIMED_OUT: State = State {
    id: "R3",
    title: "Passkey Request Timed Out",
    body: "You did not respond to the passkey prompt in time. Try again or set it up later.",
};
pub(crate) const ALREADY_REGISTERED: State = State {
    id: "R4",
    title: "Passkey already registered for this device",
    body: "The passkey already exists for this device. You cannot register the same device twice.",
};
pub(crate) const ACTIVATION_FAILED: State = State {
    id: "R5",
    title: "Failed to register the device for passkey",
    body: "We were unable to activate this device for passkeys. You can also choose to log in with your password for \
           now.",
};
pub(crate) const LIMIT_REACHED: State = State {
    id: "R6",
    title: "Passkey Limit Reached",
    body: "You have reached the maximum number of passkeys. Use your password or remove an existing passkey to add a \
           new one.",
};
pub(crate) const SESSION_EXPIRED: State =
    State { id: "B1", title: "Session Expired", body: "Your session has expired; restart to continue." };
pub(crate) const NOT_SUPPORTED: State = State {
    id: "B2",
    title: "Passkeys Not Supported",
    body: "Your browser or device does not support passkeys. You can continue with your password or use a different \
           device",
};
/// The documentation has no body for this state, so the words are the app's.
pub(crate) const NOT_COMPLETED: State = State {
    id: "B3",
    title: "Verification couldn’t be completed",
    body: "Something unexpected went wrong on this device or in this page. Try again. If it happens once more, go on \
           another way.",
};
pub(crate) const NO_COMPATIBLE_DEVICE: State = State {
    id: "B4",
    title: "No compatible device found",
    body: "We could not find a compatible device for this action. Connect a supported device or use another login \
           method.",
};
pub(crate) const VERIFICATION_FAILED: State = State {
    id: "B5",
    title: "Verification failed",
    body: "We could not verify your identity. Use another sign-in method to access your account.",
};

/// All documented states, in the order of the documentation.
pub(crate) const ALL: [State; 16] = [
    SIGN_IN_UNAVAILABLE,
    NOT_FOUND_OR_CANCELED,
    SIGN_IN_TIMED_OUT,
    NOT_ON_THIS_DEVICE,
    USER_NOT_VERIFIED,
    SET_UP_UNAVAILABLE,
    SET_UP_CANCELED,
    SET_UP_TIMED_OUT,
    ALREADY_REGISTERED,
    ACTIVATION_FAILED,
    LIMIT_REACHED,
    SESSION_EXPIRED,
    NOT_SUPPORTED,
    NOT_COMPLETED,
    NO_COMPATIBLE_DEVICE,
    VERIFICATION_FAILED,
];

impl State {
    /// Waits until a user sees exactly this state.
    #[track_caller]
    pub(crate) fn is_seen_in(&self, browser: &Browser) {
        browser.sees_heading(self.title);
        let whole = || browser.visible_text().lines().any(|line| line == self.body);
        wait_until(&format!("the words of “{}”", self.title), whole);
    }
}
