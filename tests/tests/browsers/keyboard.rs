//! Everything works without a mouse and without seeing the page.

use latchkey_tests::{AuthenticatorKind, Browser, Fault, Key, Operation, Stage, journey};
use serde_json::json;

use crate::states::SIGN_IN_UNAVAILABLE;
use crate::steps::{
    CODE, CREATED, ENTER_CODE, ENTER_PASSWORD, IDENTIFIER, PASSWORD, SET_UP, SIGN_IN, SIGNED_IN, USER,
    answers_prompts, at_sign_in, gets_to_passkey_page, gets_to_set_up, has_passkey,
};

#[track_caller]
pub(crate) fn tabs_to(browser: &Browser, name: &str) {
    browser.press_keys(&[Key::Tab]);
    browser.has_focus_on(name);
}

#[track_caller]
pub(crate) fn enters(browser: &Browser, text: &str) {
    browser.types(text);
    browser.press_keys(&[Key::Enter]);
}

/// Waits until the page has this heading, with the focus on it, and the title to match.
#[track_caller]
pub(crate) fn is_about(browser: &Browser, heading: &str) {
    browser.sees_heading(heading);
    browser.has_focus_on(heading);
    browser.script_gives("return document.title", &json!(format!("{heading} – Latchkey")));
}

journey!(the_keyboard_alone_leads_through_it_all in chromium, firefox);
fn the_keyboard_alone_leads_through_it_all(stage: &Stage) {
    let browser = at_sign_in(stage);
    browser.add_authenticator(AuthenticatorKind::PLATFORM);
    browser.has_focus_on(IDENTIFIER);
    browser.press_keys(&[Key::Enter]);
    browser.sees("Enter your email or username.");
    browser.has_focus_on(IDENTIFIER);
    browser.types(USER);
    tabs_to(&browser, "Continue");
    browser.press_keys(&[Key::Enter]);

    browser.sees_heading(ENTER_PASSWORD);
    browser.has_focus_on("Password");
    browser.script_gives("return document.title", &json!("Enter your password – Latchkey"));
    enters(&browser, "wrong horse");
    browser.sees("Check both and try again.");
    browser.has_focus_on("Password");
    browser.press_keys(&vec![Key::Backspace; "wrong horse".len()]);
    stage.backend().fault(Operation::Password, Fault::Unavailable, Some(1));
    enters(&browser, PASSWORD);
    SIGN_IN_UNAVAILABLE.is_seen_in(&browser);
    is_about(&browser, "Passkey Unavailable");
    tabs_to(&browser, "Try again");
    browser.press_keys(&[Key::Enter]);
    browser.has_focus_on("Password");
    tabs_to(&browser, "Show password");
    tabs_to(&browser, "Continue");
    browser.press_keys(&[Key::Enter]);

    browser.sees_heading(ENTER_CODE);
    browser.has_focus_on(CODE);
    enters(&browser, &stage.backend().latest_code(USER));
    is_about(&browser, SET_UP);
    tabs_to(&browser, "Create a passkey");
    browser.press_keys(&[Key::Enter]);
    is_about(&browser, CREATED);
    tabs_to(&browser, "Continue");
    browser.press_keys(&[Key::Enter]);
    is_about(&browser, SIGNED_IN);
    for name in ["Account", "Security", "Create a passkey", "Manage passkeys", "Change your name", "Sign out"]
    {
        tabs_to(&browser, name);
    }
}

journey!(the_keyboard_puts_the_set_up_off_and_signs_out in chromium, firefox);
fn the_keyboard_puts_the_set_up_off_and_signs_out(stage: &Stage) {
    let browser = at_sign_in(stage);
    gets_to_set_up(stage, &browser);
    is_about(&browser, SET_UP);
    tabs_to(&browser, "Create a passkey");
    tabs_to(&browser, "I'll do this later");
    browser.press_keys(&[Key::Enter]);
    is_about(&browser, SIGNED_IN);
    for name in ["Account", "Security", "Create a passkey", "Manage passkeys", "Change your name", "Sign out"]
    {
        tabs_to(&browser, name);
    }
    browser.press_keys(&[Key::Space]);
    browser.sees_heading(SIGN_IN);
    browser.has_focus_on(IDENTIFIER);
    tabs_to(&browser, "Continue");
    tabs_to(&browser, "Log in with passkey");
}

journey!(a_screen_reader_says_what_is_waited_for in chromium, firefox);
fn a_screen_reader_says_what_is_waited_for(stage: &Stage) {
    let browser = at_sign_in(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    has_passkey(stage, &browser, &device);
    gets_to_passkey_page(&browser);
    answers_prompts(&browser, &device);
    stage.backend().fault(Operation::AssertionResult, Fault::Hang, Some(1));
    browser.press("Log in with passkey");
    browser.hears("Checking your passkey…");
    browser.sees("Checking your passkey…");
    browser.has_focus_on("Continue in the passkey prompt");
    browser.press("Cancel");
    browser.hears("No passkey was detected for this device, or the operation was canceled.");

    browser.press("Try again");
    is_about(&browser, SIGNED_IN);

    device.remove_credentials();
    browser.press("Create a passkey");
    browser.sees_heading(SET_UP);
    stage.backend().fault(Operation::AttestationResult, Fault::Hang, Some(1));
    browser.press("Create a passkey");
    browser.hears("Saving your passkey…");
    browser.sees("Saving your passkey…");
    browser.press("Cancel");
    browser.hears("Your passkey setup was canceled.");
    stage.backend().fault(Operation::Deferral, Fault::Hang, Some(1));
    browser.press("Set it up later");
    browser.hears("One moment…");
    browser.press("Cancel");
    browser.sees_heading(SIGNED_IN);
    stage.backend().fault(Operation::EndSession, Fault::Hang, Some(1));
    browser.press("Sign out");
    browser.hears("Signing you out…");
    browser.press("Cancel");
    browser.sees_heading(SIGNED_IN);
}
