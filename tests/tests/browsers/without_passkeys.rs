//! Browsers without passkeys, and browsers in which the user has turned them off.

use std::rc::Rc;

use latchkey_tests::{AuthenticatorKind, Browser, Setup, Stage, journey};

use crate::states::NOT_SUPPORTED;
use crate::steps::{
    ENTER_CODE, ENTER_PASSWORD, PASSWORD, SIGNED_IN, USER, at_sign_in, gives_code, gives_password,
    has_passkey, opens_sign_in, says_who, signs_out,
};

fn at_sign_in_without_passkeys(stage: &Stage) -> Rc<Browser> {
    let browser = stage.browser_with(&Setup::without_webauthn());
    opens_sign_in(&browser);
    browser
}

journey!(a_person_signs_in_with_the_password_and_is_not_asked_for_a_passkey in chromium, firefox, webkit);
fn a_person_signs_in_with_the_password_and_is_not_asked_for_a_passkey(stage: &Stage) {
    let browser = at_sign_in_without_passkeys(stage);
    says_who(&browser, USER);
    browser.sees_heading(ENTER_PASSWORD);
    gives_password(&browser, PASSWORD);
    browser.sees_heading(ENTER_CODE);
    gives_code(stage, &browser);
    browser.sees_heading(SIGNED_IN);
    assert_eq!(browser.url(), format!("{}/account", stage.backend().origin()));
    browser.sees("You have no passkey yet.");

    browser.press("Create a passkey");
    NOT_SUPPORTED.is_seen_in(&browser);
    browser.press("Set it up later");
    browser.sees_heading(SIGNED_IN);
    signs_out(&browser);
    browser.opens("/account");
    browser.sees_heading("Session Expired");
}

// WebKitGTK can't create the passkey that this account needs.
journey!(an_account_with_a_passkey_is_told_that_this_browser_has_none in chromium, firefox);
fn an_account_with_a_passkey_is_told_that_this_browser_has_none(stage: &Stage) {
    let browser = at_sign_in(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    has_passkey(stage, &browser, &device);

    let browser = at_sign_in_without_passkeys(stage);
    says_who(&browser, USER);
    NOT_SUPPORTED.is_seen_in(&browser);
    browser.press("Use password instead");
    browser.sees_heading(ENTER_PASSWORD);
    gives_password(&browser, PASSWORD);
    gives_code(stage, &browser);
    browser.sees_heading(SIGNED_IN);
    browser.sees("1 of 5");
}
