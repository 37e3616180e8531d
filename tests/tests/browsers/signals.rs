//! Signals to the keeper of a passkey: it is told that the server doesn't know the passkey, and nothing that isn't
//! certain.

use latchkey_tests::{
    Authenticator, AuthenticatorKind, Browser, Fault, Operation, Source, Stage, journey, wait_until,
};
use serde_json::json;

use crate::states::{ACTIVATION_FAILED, NOT_ON_THIS_DEVICE};
use crate::steps::{
    CREATED, SIGNED_IN, USER, answers_prompts, at_sign_in, gets_to_passkey_page, gets_to_set_up, has_passkey,
    opens_sign_in,
};

/// Counts the signals, and handles each with the function `OUTCOME`; if that is null, with the browser's own.
const COUNTS: &str = "if (window.PublicKeyCredential) { \
      window.signals = 0; \
      const signal = PublicKeyCredential.signalUnknownCredential?.bind(PublicKeyCredential); \
      PublicKeyCredential.signalUnknownCredential = options => { \
        window.signals += 1; const outcome = OUTCOME; return outcome ? outcome() : signal(options); }; }";

fn counts(outcome: &str) -> String {
    COUNTS.replace("OUTCOME", outcome)
}

#[track_caller]
fn loses_its_passkey(device: &Authenticator<'_>) {
    wait_until("the passkey to go", || device.credentials().is_empty());
}

/// Tries to sign in, from the sign-in page, with a passkey that the server has forgotten in the meantime.
#[track_caller]
fn uses_a_forgotten_passkey(stage: &Stage, browser: &Browser, device: &Authenticator<'_>) {
    has_passkey(stage, browser, device);
    gets_to_passkey_page(browser);
    stage.backend().delete_passkeys(USER);
    answers_prompts(browser, device);
    browser.press("Log in with passkey");
    NOT_ON_THIS_DEVICE.is_seen_in(browser);
}

// Only Chromium has the Signal API.
journey!(a_passkey_that_the_server_has_forgotten_goes_from_the_device in chromium);
fn a_passkey_that_the_server_has_forgotten_goes_from_the_device(stage: &Stage) {
    let browser = at_sign_in(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    uses_a_forgotten_passkey(stage, &browser, &device);
    loses_its_passkey(&device);
    NOT_ON_THIS_DEVICE.is_seen_in(&browser);
}

journey!(so_does_one_that_was_picked_from_the_autofill in chromium);
fn so_does_one_that_was_picked_from_the_autofill(stage: &Stage) {
    let browser = at_sign_in(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    has_passkey(stage, &browser, &device);
    stage.backend().delete_passkeys(USER);
    // A user who answers now picks the passkey for the request that the next page makes.
    device.set_person_answers(true);
    browser.reload();
    NOT_ON_THIS_DEVICE.is_seen_in(&browser);
    loses_its_passkey(&device);
}

journey!(a_new_passkey_that_the_server_refuses_does_not_stay_on_the_device in chromium);
fn a_new_passkey_that_the_server_refuses_does_not_stay_on_the_device(stage: &Stage) {
    let browser = at_sign_in(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    stage.backend().fault(Operation::AttestationResult, Fault::Tampered, Some(1));
    gets_to_set_up(stage, &browser);
    browser.press("Create a passkey");
    ACTIVATION_FAILED.is_seen_in(&browser);
    loses_its_passkey(&device);
    browser.press("Try again");
    browser.sees_heading(CREATED);
    assert_eq!(device.credentials().len(), 1);
}

journey!(a_new_passkey_that_the_server_may_have_stays_on_the_device in chromium);
fn a_new_passkey_that_the_server_may_have_stays_on_the_device(stage: &Stage) {
    let browser = at_sign_in(stage);
    browser.before_every_page(&counts("null"));
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    opens_sign_in(&browser);
    gets_to_set_up(stage, &browser);
    for fault in [Fault::Unavailable, Fault::Drop, Fault::Html] {
        stage.backend().fault(Operation::AttestationResult, fault, Some(1));
        browser.press("Create a passkey");
        ACTIVATION_FAILED.is_seen_in(&browser);
        assert_eq!(device.credentials().len(), 1);
        browser.reload();
    }
    browser.press("I'll do this later");
    browser.sees_heading(SIGNED_IN);
    assert_eq!(browser.script("return window.signals", &[]), json!(0));
    assert_eq!(device.credentials().len(), 1);
}

journey!(a_signal_that_fails_or_never_ends_is_not_noticed in chromium);
fn a_signal_that_fails_or_never_ends_is_not_noticed(stage: &Stage) {
    for outcome in [
        "() => { throw new TypeError('broken by the test'); }",
        "() => Promise.reject(new DOMException('', 'SecurityError'))",
        "() => new Promise(() => {})",
        "() => ({})",
    ] {
        let browser = stage.browser();
        browser.before_every_page(&counts(outcome));
        let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
        opens_sign_in(&browser);
        uses_a_forgotten_passkey(stage, &browser, &device);
        browser.script_gives("return window.signals", &json!(1));
        assert_eq!(device.credentials().len(), 1);
        says_nothing_of_its_own(&browser);
    }
}

journey!(a_browser_that_takes_no_signals_goes_on_without in chromium, firefox);
fn a_browser_that_takes_no_signals_goes_on_without(stage: &Stage) {
    let browser = at_sign_in(stage);
    browser.before_every_page("delete window.PublicKeyCredential?.signalUnknownCredential");
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    opens_sign_in(&browser);
    uses_a_forgotten_passkey(stage, &browser, &device);
    assert_eq!(device.credentials().len(), 1);
    browser.can_press("Use password instead");
    says_nothing_of_its_own(&browser);
}

/// Checks that the console has nothing but the browser's own report of the server's refusal.
#[track_caller]
fn says_nothing_of_its_own(browser: &Browser) {
    let console = browser.console();
    assert!(console.iter().all(|entry| entry.source == Source::Browser), "{console:?}");
}
