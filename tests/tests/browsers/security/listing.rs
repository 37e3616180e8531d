//! What users see of their passkeys.

use latchkey_tests::{AuthenticatorKind, Fault, Kind, Operation, Stage, journey};

use super::{SECURITY, adds_passkey, at_security_without_passkeys, gets_to_security, renames};
use crate::states::{SESSION_EXPIRED, SIGN_IN_UNAVAILABLE};
use crate::steps::{
    SIGN_IN, SIGNED_IN, answers_prompts, at_sign_in, gets_to_passkey_page, has_passkey, lets_prompts_wait,
    signs_out,
};

journey!(the_way_to_the_passkeys_leads_over_the_avatar_and_the_settings in chromium, firefox);
fn the_way_to_the_passkeys_leads_over_the_avatar_and_the_settings(stage: &Stage) {
    let browser = at_security_without_passkeys(stage);
    browser.press("Your account");
    browser.press("Settings");
    browser.sees_heading(SIGNED_IN);
    browser.cannot_press("Users");
    browser.press("Security");
    browser.sees_heading(SECURITY);
    browser.sees_heading("Passkeys");
    browser.sees("0 of 5");
    browser.sees("You have no passkey yet.");
    browser.sees("Nothing to remember, nothing to type.");
    browser.can_press("Add a passkey");
}

journey!(a_passkey_tells_what_keeps_it_and_where_it_was_used in chromium, firefox);
fn a_passkey_tells_what_keeps_it_and_where_it_was_used(stage: &Stage) {
    let browser = at_sign_in(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    has_passkey(stage, &browser, &device);
    gets_to_passkey_page(&browser);
    answers_prompts(&browser, &device);
    browser.press("Log in with passkey");
    browser.sees_heading(SIGNED_IN);
    browser.press("Manage passkeys");
    browser.sees("1 of 5");
    browser.sees("Only on one device");
    browser.sees("Used on this browser");
    browser.sees("Created ");
    browser.sees(match stage.kind() {
        Kind::Chromium => " with Chrome on Linux",
        Kind::Firefox | Kind::WebKit => " with Firefox on Linux",
    });

    lets_prompts_wait(&browser, &device);
    device.remove();
    let key = adds_passkey(&browser, AuthenticatorKind::SECURITY_KEY);
    browser.sees("2 of 5");
    browser.sees("Security key\nOnly on one device\nUsed on this browser");
    browser.sees("Not used yet");
    key.remove();
}

journey!(an_outage_is_said_and_over_at_the_next_try in chromium);
fn an_outage_is_said_and_over_at_the_next_try(stage: &Stage) {
    let browser = at_security_without_passkeys(stage);
    for fault in [Fault::Unavailable, Fault::Drop, Fault::Html, Fault::Truncated] {
        stage.backend().fault(Operation::Passkeys, fault, None);
        browser.reload();
        SIGN_IN_UNAVAILABLE.is_seen_in(&browser);
        stage.backend().clear_faults();
        browser.press("Try again");
        browser.sees_heading(SECURITY);
    }
}

journey!(a_list_that_cannot_be_loaded_again_says_that_it_may_be_out_of_date in chromium);
fn a_list_that_cannot_be_loaded_again_says_that_it_may_be_out_of_date(stage: &Stage) {
    let browser = at_sign_in(stage);
    let _device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    gets_to_security(stage, &browser);
    stage.backend().fault(Operation::Passkeys, Fault::Unavailable, None);
    let first = browser.tab();
    browser.opens_tab();
    browser.opens("/account");
    browser.turns_to(&first);
    browser.sees("This list may be out of date: it couldn’t be loaded again.");
    browser.sees("1 of 5");
    stage.backend().clear_faults();
    browser.press("Load again");
    browser.does_not_see("This list may be out of date");
    browser.sees("1 of 5");
}

journey!(what_happens_in_another_tab_appears in chromium, firefox);
fn what_happens_in_another_tab_appears(stage: &Stage) {
    let browser = at_sign_in(stage);
    let _device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    gets_to_security(stage, &browser);
    let first = browser.tab();
    browser.opens_tab();
    browser.opens("/account/security");
    renames(&browser, "This device", "Blue laptop");
    browser.sees("The passkey is now called Blue laptop.");
    browser.turns_to(&first);
    browser.can_press("Rename: Blue laptop");
}

journey!(without_a_session_the_passkeys_are_not_shown in chromium);
fn without_a_session_the_passkeys_are_not_shown(stage: &Stage) {
    let browser = at_security_without_passkeys(stage);
    browser.opens("/account");
    signs_out(&browser);
    browser.opens("/account/security");
    SESSION_EXPIRED.is_seen_in(&browser);
    browser.press("Restart");
    browser.sees_heading(SIGN_IN);
    assert!(browser.url().contains("/?return_to=%2Faccount%2Fsecurity"), "{}", browser.url());
}
