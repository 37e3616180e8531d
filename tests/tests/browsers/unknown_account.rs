//! Nobody can find out who has an account or a passkey.

use latchkey_tests::{AuthenticatorKind, Browser, Kind, Stage, journey};

use crate::states::{NO_COMPATIBLE_DEVICE, NOT_FOUND_OR_CANCELED};
use crate::steps::{
    ENTER_PASSWORD, PASSKEY, PASSWORD, USER, answers_prompts, at_sign_in, gives_password, has_passkey,
    opens_sign_in, says_who,
};

const UNKNOWN: &str = "nobody@example.test";

/// Returns the text of the password page after a wrong password, without the name.
fn after_a_wrong_password(browser: &Browser, name: &str) -> String {
    opens_sign_in(browser);
    says_who(browser, name);
    browser.sees_heading(ENTER_PASSWORD);
    gives_password(browser, "wrong horse");
    browser.sees("That email or username and password don’t match. Check both and try again.");
    browser.visible_text().replace(name, "somebody")
}

journey!(a_wrong_password_says_the_same_of_an_account_that_does_not_exist in chromium);
fn a_wrong_password_says_the_same_of_an_account_that_does_not_exist(stage: &Stage) {
    let browser = at_sign_in(stage);
    let known = after_a_wrong_password(&browser, USER);
    assert_eq!(after_a_wrong_password(&browser, UNKNOWN), known);
    // Not even another account's right password gets any further.
    gives_password(&browser, PASSWORD);
    browser.sees("Check both and try again.");
    assert_eq!(stage.backend().codes(UNKNOWN).len(), 0);
}

journey!(an_account_that_does_not_exist_may_seem_to_have_a_passkey in chromium);
fn an_account_that_does_not_exist_may_seem_to_have_a_passkey(stage: &Stage) {
    let browser = at_sign_in(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    has_passkey(stage, &browser, &device);
    answers_prompts(&browser, &device);
    // A user whose passkey is on another device…
    device.remove_credentials();
    let known = through_the_prompt(&browser, USER);
    // …and a user who doesn't exist. An unknown name behaves like one of the accounts; which one depends on
    // the server.
    let visitor = stage.backend().visitor();
    let unknown = (0..5000).map(|number| format!("nobody-{number}@example.test"));
    let name = { unknown }.find(|name| visitor.next_step(name) == "passkey").unwrap();
    assert_eq!(through_the_prompt(&browser, &name), known);

    browser.press("Use password instead");
    gives_password(&browser, PASSWORD);
    browser.sees("That email or username and password don’t match. Check both and try again.");
}

/// Returns the texts of the pages from the name to the end of the prompt, without the name.
fn through_the_prompt(browser: &Browser, name: &str) -> [String; 2] {
    opens_sign_in(browser);
    says_who(browser, name);
    browser.sees_heading(PASSKEY);
    let before = browser.visible_text().replace(name, "somebody");
    browser.press("Log in with passkey");
    // Firefox refuses so fast that the user can't have been asked, and reports that it has no other device, either.
    match browser.kind() {
        Kind::Firefox => NO_COMPATIBLE_DEVICE.is_seen_in(browser),
        Kind::Chromium | Kind::WebKit => NOT_FOUND_OR_CANCELED.is_seen_in(browser),
    }
    [before, browser.visible_text()]
}
