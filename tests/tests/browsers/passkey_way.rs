//! What the app is for: a passkey is created after signing in with the password, and used from then on.

use latchkey_tests::{AuthenticatorKind, Stage, journey};

use crate::steps::{
    IDENTIFIER, PASSWORD, SIGNED_IN, USER, answers_prompts, at_sign_in, gets_to_passkey_page, gives_code,
    gives_password, has_passkey, lets_prompts_wait, opens_sign_in, says_who, signs_out,
};

journey!(a_person_creates_a_passkey_and_signs_in_with_it in chromium, firefox);
fn a_person_creates_a_passkey_and_signs_in_with_it(stage: &Stage) {
    let browser = at_sign_in(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    says_who(&browser, USER);
    browser.sees_heading("Enter your password");
    browser.sees("Signing in as user@example.test");
    gives_password(&browser, PASSWORD);
    browser.sees_heading("Enter your code");
    browser.sees("We sent a 6-digit code to •••• 42.");
    gives_code(stage, &browser);

    browser.sees_heading("Create a passkey");
    assert_eq!(device.credentials().len(), 0);
    browser.press("Create a passkey");
    browser.sees_heading("Passkey created");
    let made = device.credentials();
    assert_eq!(made.len(), 1);
    assert!(made[0].is_resident_credential);
    browser.press("Continue");
    browser.sees_heading(SIGNED_IN);
    browser.sees("Account: user@example.test");
    browser.sees("1 of 5");

    lets_prompts_wait(&browser, &device);
    signs_out(&browser);
    gets_to_passkey_page(&browser);
    browser.sees("Signing in as user@example.test");
    answers_prompts(&browser, &device);
    browser.press("Log in with passkey");
    browser.sees_heading(SIGNED_IN);
    assert_eq!(browser.url(), format!("{}/account", stage.backend().origin()));
    browser.reload();
    browser.sees_heading(SIGNED_IN);
}

journey!(somebody_else_can_sign_in_from_the_passkey_page in chromium, firefox);
fn somebody_else_can_sign_in_from_the_passkey_page(stage: &Stage) {
    let browser = at_sign_in(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    has_passkey(stage, &browser, &device);
    gets_to_passkey_page(&browser);
    browser.press("Not you?");
    browser.has_focus_on(IDENTIFIER);
    says_who(&browser, "super@example.test");
    browser.sees("Signing in as super@example.test");
    browser.sees_heading("Enter your password");

    opens_sign_in(&browser);
    gets_to_passkey_page(&browser);
    browser.press("Use password instead");
    gives_password(&browser, PASSWORD);
    gives_code(stage, &browser);
    browser.sees_heading(SIGNED_IN);
}
