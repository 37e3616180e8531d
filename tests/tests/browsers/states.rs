//! The documented states, in the words of the documentation.

use latchkey_tests::{Browser, wait_until};

/// One of them.
pub(crate) struct State {
    title: &'static str,
    body: &'static str,
}

pub(crate) const SIGN_IN_UNAVAILABLE: State = State {
    title: "Passkey Unavailable",
    body: "Passkey login is temporarily unavailable. You can try again or sign in with your password instead.",
};
pub(crate) const NOT_FOUND_OR_CANCELED: State = State {
    title: "Passkey Not Found or Canceled",
    body: "No passkey was detected for this device, or the operation was canceled. Log in with your password and \
           two-factor authentication (2FA) to proceed. After you are verified, you can set up a new passkey.",
};
pub(crate) const SIGN_IN_TIMED_OUT: State = State {
    title: "Passkey Request Timed Out",
    body: "You did not respond to the passkey prompt in time. Please try again.",
};
pub(crate) const NOT_ON_THIS_DEVICE: State = State {
    title: "Passkey is not found on this device",
    body: "No Passkey is set up for this device. To create one, log in with your password and 2FA. After \
           verification, you can set up a passkey for this device. You can also choose to sign in with your password \
           for now.",
};
pub(crate) const SET_UP_UNAVAILABLE: State = State {
    title: "Passkey Unavailable",
    body: "We could not complete the passkey setup right now. You can try again or set it up later.",
};
pub(crate) const SET_UP_CANCELED: State = State {
    title: "Passkey Set Up Canceled",
    body: "Your passkey setup was canceled. Retry or continue with your password.",
};
pub(crate) const SET_UP_TIMED_OUT: State = State {
    title: "Passkey Request Timed Out",
    body: "You did not respond to the passkey prompt in time. Try again or set it up later.",
};
pub(crate) const ALREADY_REGISTERED: State = State {
    title: "Passkey already registered for this device",
    body: "The passkey already exists for this device. You cannot register the same device twice.",
};
pub(crate) const ACTIVATION_FAILED: State = State {
    title: "Failed to register the device for passkey",
    body: "We were unable to activate this device for passkeys. You can also choose to log in with your password for \
           now.",
};
pub(crate) const LIMIT_REACHED: State = State {
    title: "Passkey Limit Reached",
    body: "You have reached the maximum number of passkeys. Use your password or remove an existing passkey to add a \
           new one.",
};
pub(crate) const SESSION_EXPIRED: State =
    State { title: "Session Expired", body: "Your session has expired; restart to continue." };
pub(crate) const NOT_SUPPORTED: State = State {
    title: "Passkeys Not Supported",
    body: "Your browser or device does not support passkeys. You can continue with your password or use a different \
           device",
};
pub(crate) const NO_COMPATIBLE_DEVICE: State = State {
    title: "No compatible device found",
    body: "We could not find a compatible device for this action. Connect a supported device or use another login \
           method.",
};
pub(crate) const VERIFICATION_FAILED: State = State {
    title: "Verification failed",
    body: "We could not verify your identity. Use another sign-in method to access your account.",
};

impl State {
    /// Waits until a person sees exactly this state.
    #[track_caller]
    pub(crate) fn is_seen_in(&self, browser: &Browser) {
        browser.sees_heading(self.title);
        let whole = || browser.visible_text().lines().any(|line| line == self.body);
        wait_until(&format!("the words of “{}”", self.title), whole);
    }
}
