//! An account has at most five passkeys.

use std::rc::Rc;

use latchkey_tests::{AuthenticatorKind, Browser, Stage, journey};

use crate::states::LIMIT_REACHED;
use crate::steps::{SET_UP, SIGNED_IN, at_sign_in, creates_passkey, gets_to_set_up};

/// A browser on the signed-in page, of an account with five passkeys.
fn with_five_passkeys(stage: &Stage) -> Rc<Browser> {
    let browser = at_sign_in(stage);
    gets_to_set_up(stage, &browser);
    for number in 1..=5 {
        // Each is on a device of its own, as nobody registers one twice.
        let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
        creates_passkey(&browser);
        browser.sees(&format!("{number} of 5"));
        device.remove();
        if number < 5 {
            browser.press("Create a passkey");
            browser.sees_heading(SET_UP);
        }
    }
    browser
}

journey!(the_sixth_passkey_is_refused in chromium, firefox);
fn the_sixth_passkey_is_refused(stage: &Stage) {
    let browser = with_five_passkeys(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    browser.press("Create a passkey");
    LIMIT_REACHED.is_seen_in(&browser);
    browser.press("Manage passkeys");
    browser.sees_heading(SIGNED_IN);
    browser.sees("5 of 5");

    browser.press("Create a passkey");
    LIMIT_REACHED.is_seen_in(&browser);
    browser.press("Set it up later");
    browser.sees_heading(SIGNED_IN);
    assert_eq!(device.credentials().len(), 0);
}
