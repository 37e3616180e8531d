//! Removing a passkey: the user is asked first, and the browser is told afterwards.

use latchkey_tests::{AuthenticatorKind, Fault, Kind, Operation, Stage, journey, wait_until};

use super::{SECURITY, adds_passkey, gets_to_security, renames};
use crate::states::SESSION_EXPIRED;
use crate::steps::{USER, at_sign_in, signs_in_with_password, signs_out};

journey!(a_removed_passkey_is_gone_here_and_at_whoever_kept_it in chromium, firefox);
fn a_removed_passkey_is_gone_here_and_at_whoever_kept_it(stage: &Stage) {
    let browser = at_sign_in(stage);
    let old = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    gets_to_security(stage, &browser);
    renames(&browser, "This device", "Old laptop");
    browser.sees_heading("Old laptop");
    // Firefox asks every authenticator, and would find the passkey on the first one.
    let old = if stage.kind() == Kind::Firefox {
        old.remove();
        None
    } else {
        Some(old)
    };
    let new = adds_passkey(&browser, AuthenticatorKind::SECURITY_KEY);
    browser.sees("2 of 5");

    browser.press("Remove passkey: Old laptop");
    browser.sees_heading("Remove the passkey Old laptop?");
    browser.has_focus_on("Remove the passkey Old laptop?");
    browser.sees("Nobody can sign in with it any more.");
    browser.sees("This can’t be undone. You can add a new passkey at any time.");
    browser.press("Cancel");
    browser.sees("2 of 5");

    browser.press("Remove passkey: Old laptop");
    browser.press("Remove passkey");
    browser.hears("The passkey Old laptop was removed.");
    browser.sees("1 of 5");
    browser.cannot_press("Rename: Old laptop");
    assert_eq!(stage.backend().calls(Operation::RemovePasskey), 1);
    if let Some(old) = old {
        // The browser has been told which passkeys exist, so its authenticators keep no others.
        wait_until("the removed passkey to be gone from its authenticator", || old.credentials().is_empty());
    }
    assert_eq!(new.credentials().len(), 1, "the other one is kept");
}

journey!(the_last_passkey_goes_only_after_a_further_word in chromium);
fn the_last_passkey_goes_only_after_a_further_word(stage: &Stage) {
    let browser = at_sign_in(stage);
    let _device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    gets_to_security(stage, &browser);
    browser.press("Remove passkey: This device");
    browser.sees("It is your last passkey. From then on you sign in with your password and a code.");
    browser.press("Remove passkey");
    browser.hears("Tick the box first: it is your last passkey.");
    assert_eq!(stage.backend().calls(Operation::RemovePasskey), 0);
    browser.press("I can sign in with my password and a code");
    browser.press("Remove passkey");
    browser.sees("0 of 5");
    browser.sees("You have no passkey yet.");
    browser.press("Your account");
    browser.press("Settings");
    signs_out(&browser);
    signs_in_with_password(stage, &browser);
}

journey!(a_removal_that_fails_says_so_and_can_be_tried_again in chromium);
fn a_removal_that_fails_says_so_and_can_be_tried_again(stage: &Stage) {
    let browser = at_sign_in(stage);
    let _device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    gets_to_security(stage, &browser);
    browser.press("Remove passkey: This device");
    browser.press("I can sign in with my password and a code");
    for fault in [Fault::Unavailable, Fault::Drop] {
        stage.backend().fault(Operation::RemovePasskey, fault, Some(1));
        browser.press("Remove passkey");
        browser.hears("That didn’t work: the service didn’t answer as it should. Try again.");
    }
    stage.backend().fault(Operation::RemovePasskey, Fault::Hang, Some(1));
    browser.press("Remove passkey");
    browser.sees("Removing the passkey…");
    browser.press("Cancel");
    browser.sees_heading(SECURITY);
    browser.sees("1 of 5");

    browser.press("Remove passkey: This device");
    stage.backend().fault(Operation::RemovePasskey, Fault::SessionExpired, Some(1));
    browser.press("I can sign in with my password and a code");
    browser.press("Remove passkey");
    SESSION_EXPIRED.is_seen_in(&browser);
}

journey!(a_passkey_that_was_removed_elsewhere_is_said_to_be_gone in chromium);
fn a_passkey_that_was_removed_elsewhere_is_said_to_be_gone(stage: &Stage) {
    let browser = at_sign_in(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    gets_to_security(stage, &browser);
    browser.press("Remove passkey: This device");
    stage.backend().delete_passkeys(USER);
    browser.press("I can sign in with my password and a code");
    browser.press("Remove passkey");
    browser.hears("That passkey has been removed already.");
    browser.sees("0 of 5");
    if stage.kind() == Kind::Chromium {
        wait_until("the passkey to be gone from its authenticator", || device.credentials().is_empty());
    }
}
