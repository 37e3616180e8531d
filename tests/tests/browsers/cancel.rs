//! A user cancels a prompt, and tries again.

use latchkey_tests::{AuthenticatorKind, Stage, journey};

use crate::states::{NOT_FOUND_OR_CANCELED, SET_UP_CANCELED};
use crate::steps::{
    CREATED, ENTER_PASSWORD, IDENTIFIER, PROMPT, SIGN_IN, SIGNED_IN, at_sign_in, at_sign_in_hesitantly,
    cancels_prompt, gets_to_passkey_page, gets_to_set_up, has_passkey, says_who,
};

// In Firefox, no prompt waits and is then answered; the next journey cancels there.
journey!(a_person_cancels_the_prompt_and_signs_in_after_all in chromium);
fn a_person_cancels_the_prompt_and_signs_in_after_all(stage: &Stage) {
    let browser = at_sign_in(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    has_passkey(stage, &browser, &device);
    gets_to_passkey_page(&browser);
    cancels_prompt(&browser, "Log in with passkey", &NOT_FOUND_OR_CANCELED);
    device.set_person_answers(true);
    browser.press("Try again");
    browser.sees_heading(SIGNED_IN);
}

journey!(a_person_cancels_the_prompt_and_uses_the_password in chromium, firefox);
fn a_person_cancels_the_prompt_and_uses_the_password(stage: &Stage) {
    let browser = at_sign_in_hesitantly(stage);
    browser.press("Log in with passkey");
    browser.sees_heading(PROMPT);
    browser.sees("Confirm with your fingerprint, face, PIN or security key.");
    browser.press("Cancel");
    NOT_FOUND_OR_CANCELED.is_seen_in(&browser);
    cancels_prompt(&browser, "Try again", &NOT_FOUND_OR_CANCELED);
    // Who the user is isn't known yet.
    browser.press("Use password instead");
    browser.sees_heading(SIGN_IN);
    browser.has_focus_on(IDENTIFIER);
    says_who(&browser, "user@example.test");
    browser.sees_heading(ENTER_PASSWORD);
}

// As above; the part that Firefox can show is a row in the table of causes, for R2.
journey!(a_person_cancels_the_set_up_and_creates_a_passkey_after_all in chromium);
fn a_person_cancels_the_set_up_and_creates_a_passkey_after_all(stage: &Stage) {
    let browser = at_sign_in(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    device.set_person_answers(false);
    gets_to_set_up(stage, &browser);
    cancels_prompt(&browser, "Create a passkey", &SET_UP_CANCELED);
    device.set_person_answers(true);
    browser.press("Try again");
    browser.sees_heading(CREATED);
    browser.press("Continue");
    browser.sees_heading(SIGNED_IN);
    browser.sees("1 of 5");
}
