//! What authenticators refuse, and how users can continue afterwards.

use latchkey_tests::{AuthenticatorKind, Kind, Stage, journey};

use crate::states::{ALREADY_REGISTERED, NOT_FOUND_OR_CANCELED};
use crate::steps::{
    CREATED, SET_UP, SIGNED_IN, answers_prompts, at_sign_in, creates_passkey, gets_to_passkey_page,
    gets_to_set_up, has_passkey, tries_until_refused_at_once,
};

journey!(a_device_is_not_registered_twice in chromium, firefox);
fn a_device_is_not_registered_twice(stage: &Stage) {
    let browser = at_sign_in(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    gets_to_set_up(stage, &browser);
    creates_passkey(&browser);
    for _ in 0..2 {
        browser.press("Create a passkey");
        browser.sees_heading(SET_UP);
        browser.press("Create a passkey");
        ALREADY_REGISTERED.is_seen_in(&browser);
        assert_eq!(device.credentials().len(), 1);
        browser.press("Set it up later");
        browser.sees_heading(SIGNED_IN);
        browser.sees("1 of 5");
    }
    browser.press("Create a passkey");
    browser.press("Create a passkey");
    ALREADY_REGISTERED.is_seen_in(&browser);
    let key = browser.add_authenticator(AuthenticatorKind::SECURITY_KEY);
    device.remove();
    browser.press("Use another device");
    browser.press("Use a security key");
    browser.sees_heading(CREATED);
    assert_eq!(key.credentials().len(), 1);
}

// The specification gives browsers no way to distinguish this from a cancel.
journey!(a_person_whose_finger_is_not_recognized_tries_again in chromium, firefox);
fn a_person_whose_finger_is_not_recognized_tries_again(stage: &Stage) {
    let browser = at_sign_in(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    has_passkey(stage, &browser, &device);
    gets_to_passkey_page(&browser);
    answers_prompts(&browser, &device);
    device.set_user_verified(false);
    browser.press("Log in with passkey");
    // Firefox's virtual authenticator refuses so fast that the user can't have been asked.
    match stage.kind() {
        Kind::Firefox => tries_until_refused_at_once(&browser),
        Kind::Chromium | Kind::WebKit => NOT_FOUND_OR_CANCELED.is_seen_in(&browser),
    }
    device.set_user_verified(true);
    browser.press("Try again");
    browser.sees_heading(SIGNED_IN);
}
