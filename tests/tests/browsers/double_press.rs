//! Pressing a button twice does things only once.

use latchkey_tests::{AuthenticatorKind, Browser, Stage, journey, wait_until};
use serde_json::json;

use crate::steps::{
    CODE, CREATED, ENTER_CODE, ENTER_PASSWORD, IDENTIFIER, PASSWORD, SET_UP, SIGNED_IN, USER,
    answers_prompts, gets_to_passkey_page, keeps_for_the_account, lets_prompts_wait, signs_out,
};

/// Presses a button twice, faster than the page can react.
#[track_caller]
fn presses_twice(browser: &Browser, name: &str) {
    browser.can_press(name);
    let twice = "const button = [...document.querySelectorAll('button')]\
                 .find(button => button.textContent.trim() === arguments[0]); button.click(); button.click();";
    browser.script(twice, &[json!(name)]);
}

journey!(pressing_twice_does_a_thing_once in chromium, firefox);
fn pressing_twice_does_a_thing_once(stage: &Stage) {
    let browser = stage.browser();
    keeps_for_the_account(&browser, "prompts");
    browser.before_every_page(
        "for (const method of navigator.credentials ? ['get', 'create'] : []) { \
           const original = navigator.credentials[method].bind(navigator.credentials); \
           navigator.credentials[method] = options => { \
             if (!options.mediation && !options.uiMode) window.prompts.push(method); return original(options); }; }",
    );
    browser.opens("/");
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    browser.type_into(IDENTIFIER, USER);
    presses_twice(&browser, "Continue");
    browser.sees_heading(ENTER_PASSWORD);
    browser.type_into("Password", PASSWORD);
    presses_twice(&browser, "Continue");
    browser.sees_heading(ENTER_CODE);
    assert_eq!(stage.backend().codes(USER).len(), 1);
    browser.type_into(CODE, &stage.backend().latest_code(USER));
    // The code is used up by the first check, so a second one would end in 'Session Expired'.
    presses_twice(&browser, "Continue");

    browser.sees_heading(SET_UP);
    presses_twice(&browser, "Create a passkey");
    browser.sees_heading(CREATED);
    assert_eq!(browser.script("return window.prompts", &[]), json!(["create"]));
    presses_twice(&browser, "Continue");
    browser.sees_heading(SIGNED_IN);
    browser.sees("1 of 5");
    lets_prompts_wait(&browser, &device);
    signs_out(&browser);

    gets_to_passkey_page(&browser);
    answers_prompts(&browser, &device);
    presses_twice(&browser, "Log in with passkey");
    browser.sees_heading(SIGNED_IN);
    wait_until("one prompt", || browser.script("return window.prompts", &[]) == json!(["get"]));
}
