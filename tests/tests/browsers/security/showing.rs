//! The page on small and large screens, in light and dark, and with only the keyboard.

use latchkey_tests::{AuthenticatorKind, Key, Stage, journey};

use super::{SECURITY, VERIFY, a_while_passes, adds_passkey, at_security_without_passkeys, gets_to_security};
use crate::keyboard::{enters, is_about, tabs_to};
use crate::screens::fits;
use crate::states::LIMIT_REACHED;
use crate::steps::{PASSWORD, at_sign_in};

journey!(the_passkeys_fit_a_phone_and_a_desk_by_day_and_by_night in chromium);
fn the_passkeys_fit_a_phone_and_a_desk_by_day_and_by_night(stage: &Stage) {
    let browser = at_security_without_passkeys(stage);
    fits(&browser, "security-0");
    adds_passkey(&browser, AuthenticatorKind::PLATFORM).remove();
    browser.sees("1 of 5");
    fits(&browser, "security-1");
    for number in 2..=5 {
        adds_passkey(&browser, AuthenticatorKind::SECURITY_KEY).remove();
        browser.sees(&format!("{number} of 5"));
    }
    // The longest possible name.
    browser.press("Rename: This device");
    browser.type_into("Name of the passkey", &"n".repeat(64));
    fits(&browser, "security-name");
    browser.press("Save");
    browser.sees("The passkey is now called nnn");
    fits(&browser, "security-5");
    browser.press("Add a passkey");
    LIMIT_REACHED.is_seen_in(&browser);
    browser.press("Manage passkeys");
    browser.press("Your account");
    fits(&browser, "security-menu");
    browser.press_keys(&[Key::Escape]);
    browser.press(&format!("Remove passkey: {}", "n".repeat(64)));
    browser.can_press("Remove passkey");
    fits(&browser, "security-removal");
    a_while_passes(stage);
    browser.press("Remove passkey");
    browser.sees_heading(VERIFY);
    fits(&browser, "security-verification");
}

journey!(the_keyboard_alone_renames_and_removes_a_passkey in chromium, firefox);
fn the_keyboard_alone_renames_and_removes_a_passkey(stage: &Stage) {
    let browser = at_sign_in(stage);
    let _device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    gets_to_security(stage, &browser);
    is_about(&browser, SECURITY);
    for name in ["Account", "Security", "Rename: This device"] {
        tabs_to(&browser, name);
    }
    browser.press_keys(&[Key::Enter]);
    browser.has_focus_on("Name of the passkey");
    browser.press_keys(&[Key::End]);
    browser.press_keys(&vec![Key::Backspace; "This device".len()]);
    enters(&browser, "Blue laptop");
    browser.has_focus_on("Rename: Blue laptop");

    a_while_passes(stage);
    tabs_to(&browser, "Remove passkey: Blue laptop");
    browser.press_keys(&[Key::Enter]);
    is_about(&browser, "Remove the passkey Blue laptop?");
    tabs_to(&browser, "I can sign in with my password and a code");
    browser.press_keys(&[Key::Space]);
    tabs_to(&browser, "Remove passkey");
    browser.press_keys(&[Key::Enter]);
    browser.sees_heading(VERIFY);
    browser.has_focus_on("Password");
    enters(&browser, PASSWORD);
    is_about(&browser, SECURITY);
    browser.hears("The passkey Blue laptop was removed.");
    tabs_to(&browser, "Account");
    tabs_to(&browser, "Security");
    tabs_to(&browser, "Add a passkey");
}
