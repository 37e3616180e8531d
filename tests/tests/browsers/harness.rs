//! Tests of the harness itself, with a page that calls `navigator.credentials`.

use std::rc::Rc;

use latchkey_tests::{
    AuthenticatorKind, Browser, ConsoleEntry, Key, Kind, Setup, Stage, journey, wait_until,
};
use serde_json::json;

use crate::page_server::serve;

const PAGE: &str = include_str!("harness.html");

fn on_the_page(stage: &Stage) -> Rc<Browser> {
    let browser = stage.browser_anywhere(&Setup::default());
    browser.at(&serve(PAGE));
    browser.opens("/");
    browser
}

journey!(a_passkey_is_created_and_used in chromium, firefox);
fn a_passkey_is_created_and_used(stage: &Stage) {
    let browser = on_the_page(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    browser.press("Create");
    browser.sees("Done with platform");
    let made = device.credentials();
    assert_eq!(made.len(), 1);
    assert_eq!(made[0].rp_id.as_deref(), Some("localhost"));

    browser.press("Sign in");
    browser.hears("Said: Done with platform");

    device.set_user_verified(false);
    browser.press("Sign in");
    browser.sees("Failed with NotAllowedError");

    device.remove();
    let key = browser.add_authenticator(AuthenticatorKind::SECURITY_KEY);
    key.add_credential(&made[0]);
    browser.press("Sign in");
    browser.sees("Done with cross-platform");
    key.remove_credential(&made[0]);
    assert_eq!(key.credentials().len(), 0);
}

journey!(a_person_may_hesitate in chromium);
fn a_person_may_hesitate(stage: &Stage) {
    let browser = on_the_page(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    browser.press("Create");
    browser.sees("Done with platform");
    device.set_person_answers(false);
    browser.press("Sign in");
    browser.sees("Waiting");
    browser.sees("Failed with NotAllowedError");
    device.set_person_answers(true);
    browser.press("Sign in");
    browser.sees("Done with platform");
}

journey!(there_are_no_passkeys in webkit);
fn there_are_no_passkeys(stage: &Stage) {
    let browser = on_the_page(stage);
    assert_eq!(browser.script("return typeof PublicKeyCredential", &[]), json!("undefined"));
    browser.press("Create");
    browser.sees("Failed with TypeError");
}

journey!(passkeys_can_be_switched_off in chromium, firefox);
fn passkeys_can_be_switched_off(stage: &Stage) {
    let browser = stage.browser_anywhere(&Setup::without_webauthn());
    browser.at(&serve(PAGE));
    browser.opens("/");
    assert_eq!(browser.script("return typeof PublicKeyCredential", &[]), json!("undefined"));
}

journey!(a_person_reads_types_and_presses in chromium, firefox, webkit);
fn a_person_reads_types_and_presses(stage: &Stage) {
    let browser = on_the_page(stage);
    browser.sees_heading("A page");
    browser.sees("Sent to •••• 42");
    let text = browser.visible_text();
    assert!(!text.contains("Hidden") && !text.contains("For screen readers"), "{text}");

    assert_eq!(browser.value_of("Your name"), "Nobody");
    browser.type_into("Your name", "Ada");
    assert_eq!(browser.value_of("Your name"), "Ada");
    browser.has_focus_on("Your name");
    browser.press_keys(&[Key::Tab, Key::Tab]);
    assert_eq!(browser.focused(), "Sign in");

    browser.press("Late");
    browser.sees("Late at last");
    browser.reload();
    browser.does_not_see("Late at last");
}

journey!(a_script_runs_before_the_page_and_the_viewport_is_exact in chromium, firefox);
fn a_script_runs_before_the_page_and_the_viewport_is_exact(stage: &Stage) {
    let browser = on_the_page(stage);
    browser.before_every_page("Object.defineProperty(navigator, 'credentials', { value: undefined })");
    browser.reload();
    browser.press("Create");
    browser.sees("Failed with TypeError");

    for (width, height) in [(360, 740), (1280, 800)] {
        browser.viewport(width, height);
        browser.script_gives("return [innerWidth, innerHeight]", &json!([width, height]));
        assert!(!browser.scrolls_sideways());
    }
    assert!(browser.screenshot(&format!("harness-{}", stage.kind())).metadata().unwrap().len() > 1000);
}

journey!(a_page_can_be_dark in chromium, firefox);
fn a_page_can_be_dark(stage: &Stage) {
    let dark = "return matchMedia('(prefers-color-scheme: dark)').matches";
    let browser = stage.browser_anywhere(&Setup::default().dark());
    browser.at(&serve(PAGE));
    browser.opens("/");
    assert_eq!(browser.script(dark, &[]), json!(true));
    if stage.kind() == Kind::Chromium {
        browser.emulate_media(&[("prefers-color-scheme", "light")]);
        assert_eq!(browser.script(dark, &[]), json!(false));
    }
}

journey!(panics_uncaught_errors_and_violations_are_noticed in chromium, firefox, webkit);
fn panics_uncaught_errors_and_violations_are_noticed(stage: &Stage) {
    let browser = on_the_page(stage);
    browser.assert_console_clean();
    browser.press("Fail");
    for sign in ["panicked at", "nobody catches this", "img-src"] {
        wait_until(sign, || {
            let alarming = |entry: &ConsoleEntry| entry.is_alarming() && entry.text.contains(sign);
            browser.console().iter().any(alarming)
        });
    }
    browser.clear_console();
}
