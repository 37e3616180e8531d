//! Real causes of the states that signing in and setting up share.

use std::rc::Rc;
use std::time::Duration;

use latchkey_tests::{AuthenticatorKind, Browser, Credential, Fault, Operation, Setup, Stage};
use serde_json::json;

use super::steps::{another_script_asks, asks_for_prompt};

use super::table::causes;
use crate::steps::{
    ENTER_PASSWORD, PASSWORD, USER, answers_prompts, at_sign_in, at_sign_in_hesitantly, breaks_the_app,
    gets_to_passkey_page, gets_to_set_up, gives_password, has_passkey, opens_sign_in, says_who,
    tries_until_refused_at_once,
};

causes! {
    b1 real {
        the_pages_were_left_alone_for_too_long in chromium, firefox, webkit;
        the_address_belongs_to_another_session in chromium, firefox;
        an_error_comes_that_this_version_does_not_know in chromium, firefox, webkit;
    }
    b2 real {
        the_browser_has_no_passkeys in chromium, firefox, webkit;
        the_service_asks_for_no_algorithm_that_is_known in chromium, firefox;
    }
    b3 real {
        another_script_holds_a_prompt_open in chromium;
        another_script_breaks_the_page_under_the_app in chromium, firefox, webkit;
    }
    b4 real {
        the_only_security_key_holds_no_passkey in chromium, firefox;
        the_only_security_key_keeps_no_passkeys in chromium, firefox;
    }
    b5 real {
        the_signature_is_altered_on_the_way in chromium, firefox;
        the_passkey_signs_with_the_key_of_another in chromium, firefox;
    }
}

fn the_pages_were_left_alone_for_too_long(stage: &Stage) -> Rc<Browser> {
    let browser = at_sign_in(stage);
    says_who(&browser, USER);
    browser.sees_heading(ENTER_PASSWORD);
    stage.backend().advance_clock(Duration::from_mins(31));
    gives_password(&browser, PASSWORD);
    browser
}

// WebKitGTK requests nothing at the start, because it has no passkeys to offer.
fn the_address_belongs_to_another_session(stage: &Stage) -> Rc<Browser> {
    let begun = stage.backend().visitor().calls("/sign-in/identify", &json!({ "username": USER }));
    let browser = stage.browser();
    browser.opens(&format!("/?flow={}", begun["flow"].as_str().unwrap()));
    browser
}

fn another_script_breaks_the_page_under_the_app(stage: &Stage) -> Rc<Browser> {
    let browser = at_sign_in(stage);
    breaks_the_app(&browser);
    says_who(&browser, USER);
    browser
}

fn an_error_comes_that_this_version_does_not_know(stage: &Stage) -> Rc<Browser> {
    let browser = at_sign_in(stage);
    stage.backend().fault(Operation::Identify, Fault::UnknownCode, None);
    says_who(&browser, USER);
    browser
}

fn the_browser_has_no_passkeys(stage: &Stage) -> Rc<Browser> {
    let browser = stage.browser_with(&Setup::without_webauthn());
    asks_for_prompt(&browser);
    browser
}

fn the_service_asks_for_no_algorithm_that_is_known(stage: &Stage) -> Rc<Browser> {
    let browser = at_sign_in(stage);
    stage.backend().fault(Operation::AttestationOptions, Fault::UnknownAlgorithms, None);
    gets_to_set_up(stage, &browser);
    browser.press("Create a passkey");
    browser
}

// Firefox ends the other script's prompt, and the app's continues.
fn another_script_holds_a_prompt_open(stage: &Stage) -> Rc<Browser> {
    let browser = at_sign_in_hesitantly(stage);
    browser.press("Log in with passkey");
    browser.press("Cancel");
    browser.can_press("Try again");
    another_script_asks(&browser);
    browser.press("Try again");
    browser
}

fn the_only_security_key_holds_no_passkey(stage: &Stage) -> Rc<Browser> {
    let browser = stage.browser();
    browser.add_authenticator(AuthenticatorKind::SECURITY_KEY);
    asks_for_prompt(&browser);
    tries_until_refused_at_once(&browser);
    browser
}

fn the_only_security_key_keeps_no_passkeys(stage: &Stage) -> Rc<Browser> {
    let browser = stage.browser();
    browser.add_authenticator(AuthenticatorKind::SECOND_FACTOR_KEY);
    opens_sign_in(&browser);
    gets_to_set_up(stage, &browser);
    browser.press("Create a passkey");
    tries_until_refused_at_once(&browser);
    browser
}

fn the_signature_is_altered_on_the_way(stage: &Stage) -> Rc<Browser> {
    let browser = at_sign_in(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    has_passkey(stage, &browser, &device);
    stage.backend().fault(Operation::AssertionResult, Fault::Tampered, None);
    gets_to_passkey_page(&browser);
    answers_prompts(&browser, &device);
    browser.press("Log in with passkey");
    browser
}

/// Generates a private key in PKCS #8 format, as base64url.
const NEW_PRIVATE_KEY: &str = "\
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }; \
    return crypto.subtle.generateKey(algorithm, true, ['sign']) \
        .then(({ privateKey }) => crypto.subtle.exportKey('pkcs8', privateKey)) \
        .then(bytes => btoa(String.fromCharCode(...new Uint8Array(bytes))) \
            .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''))";

fn the_passkey_signs_with_the_key_of_another(stage: &Stage) -> Rc<Browser> {
    let browser = at_sign_in(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    has_passkey(stage, &browser, &device);
    let passkey = device.credentials().remove(0);
    device.remove_credentials();
    let private_key = browser.script(NEW_PRIVATE_KEY, &[]).as_str().unwrap().to_owned();
    device.add_credential(&Credential { private_key, ..passkey });
    gets_to_passkey_page(&browser);
    answers_prompts(&browser, &device);
    browser.press("Log in with passkey");
    browser
}
