//! Users who signed in a while ago have to confirm who they are before anything changes, and then what they started
//! continues.

use latchkey_tests::{AuthenticatorKind, Fault, Operation, Stage, journey};

use super::{SECURITY, VERIFY, a_while_passes, gets_to_security, renames};
use crate::states::{NOT_FOUND_OR_CANCELED, SESSION_EXPIRED, SIGN_IN_UNAVAILABLE};
use crate::steps::{PASSWORD, PROMPT, SET_UP, answers_prompts, at_sign_in, lets_prompts_wait};

journey!(a_passkey_confirms_who_it_is_and_the_name_is_changed in chromium, firefox);
fn a_passkey_confirms_who_it_is_and_the_name_is_changed(stage: &Stage) {
    let browser = at_sign_in(stage);
    let _device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    gets_to_security(stage, &browser);
    a_while_passes(stage);
    renames(&browser, "This device", "Blue laptop");
    browser.sees_heading(VERIFY);
    browser.press("Confirm with passkey");
    browser.hears("The passkey is now called Blue laptop.");
    browser.sees_heading("Blue laptop");
    // The confirmation is valid for a while.
    renames(&browser, "Blue laptop", "Red laptop");
    browser.sees_heading("Red laptop");
    assert_eq!(stage.backend().calls(Operation::VerifyByPasskey), 1);
}

journey!(the_password_confirms_who_it_is_and_the_passkey_is_removed in chromium, firefox);
fn the_password_confirms_who_it_is_and_the_passkey_is_removed(stage: &Stage) {
    let browser = at_sign_in(stage);
    let _device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    gets_to_security(stage, &browser);
    a_while_passes(stage);
    browser.press("Remove passkey: This device");
    browser.press("I can sign in with my password and a code");
    browser.press("Remove passkey");
    browser.sees_heading(VERIFY);
    browser.press("Confirm");
    browser.hears("Enter your password.");
    browser.type_into("Password", "wrong horse");
    browser.press("Confirm");
    browser.hears("That email or username and password don’t match.");
    stage.backend().fault(Operation::VerifyByPassword, Fault::Unavailable, Some(1));
    browser.type_into("Password", PASSWORD);
    browser.press("Confirm");
    SIGN_IN_UNAVAILABLE.is_seen_in(&browser);
    browser.press("Use password instead");
    assert_eq!(browser.value_of("Password"), PASSWORD);
    browser.press("Confirm");
    browser.hears("The passkey This device was removed.");
    browser.sees("0 of 5");
    assert_eq!(stage.backend().calls(Operation::RemovePasskey), 2, "requested once before and once after");
}

journey!(adding_goes_on_to_the_set_up_once_it_is_sure_who_it_is in chromium);
fn adding_goes_on_to_the_set_up_once_it_is_sure_who_it_is(stage: &Stage) {
    let browser = at_sign_in(stage);
    let _device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    gets_to_security(stage, &browser);
    a_while_passes(stage);
    browser.press("Add a passkey");
    browser.sees_heading(VERIFY);
    browser.press("Cancel");
    browser.sees_heading(SECURITY);
    browser.press("Add a passkey");
    browser.sees_heading(VERIFY);
    browser.type_into("Password", PASSWORD);
    browser.press("Confirm");
    browser.sees_heading(SET_UP);
}

journey!(whoever_cancels_the_prompt_confirms_with_the_password in chromium);
fn whoever_cancels_the_prompt_confirms_with_the_password(stage: &Stage) {
    let browser = at_sign_in(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    gets_to_security(stage, &browser);
    a_while_passes(stage);
    lets_prompts_wait(&browser, &device);
    renames(&browser, "This device", "Blue laptop");
    browser.press("Confirm with passkey");
    browser.sees_heading(PROMPT);
    browser.press("Cancel");
    browser.sees_heading(VERIFY);
    answers_prompts(&browser, &device);
    device.set_user_verified(false);
    browser.press("Confirm with passkey");
    NOT_FOUND_OR_CANCELED.is_seen_in(&browser);
    browser.press("Use password instead");
    browser.press("Cancel");
    browser.has_focus_on("Name of the passkey");
    assert_eq!(browser.value_of("Name of the passkey"), "Blue laptop");
    browser.press("Save");
    browser.type_into("Password", PASSWORD);
    browser.press("Confirm");
    browser.sees_heading("Blue laptop");
}

journey!(a_session_that_ends_meanwhile_changes_nothing in chromium);
fn a_session_that_ends_meanwhile_changes_nothing(stage: &Stage) {
    let browser = at_sign_in(stage);
    let _device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    gets_to_security(stage, &browser);
    a_while_passes(stage);
    renames(&browser, "This device", "Blue laptop");
    browser.sees_heading(VERIFY);
    stage.backend().fault(Operation::VerifyByPassword, Fault::SessionExpired, Some(1));
    browser.type_into("Password", PASSWORD);
    browser.press("Confirm");
    SESSION_EXPIRED.is_seen_in(&browser);
}
