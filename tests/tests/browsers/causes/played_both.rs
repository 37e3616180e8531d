//! What other platforms report both for signing in and for setting up a passkey.

use std::rc::Rc;

use latchkey_tests::{Browser, Capabilities, Script, Stage};

use super::played::{CONSTRAINT, Failure, INVALID_STATE, Prompt, UNKNOWN_FAILURES};
use super::table::causes;
use crate::states::{NO_COMPATIBLE_DEVICE, NOT_COMPLETED, NOT_SUPPORTED, SESSION_EXPIRED};
use crate::steps::{gets_to_set_up, opens_sign_in};

causes! {
    b1 played {
        a_future_browser_reports_an_error_of_a_new_name in chromium;
    }
    b2 played {
        firefox_on_windows_or_a_device_without_the_algorithms_supports_no_passkeys in chromium;
    }
    b3 played {
        android_firefox_and_safari_report_an_unknown_failure in chromium;
        another_request_of_the_page_stays_pending in chromium, firefox;
    }
    b4 played {
        android_lacks_a_screen_lock_or_firefox_on_macos_an_authenticator in chromium;
        a_browser_without_authenticators_refuses_at_once in chromium, firefox, webkit;
    }
}

fn gets_signed_in(stage: &Stage, browser: &Browser) {
    opens_sign_in(browser);
    gets_to_set_up(stage, browser);
}

fn a_future_browser_reports_an_error_of_a_new_name(stage: &Stage) -> Rc<Browser> {
    let browser = stage.scripted_browser(Capabilities::Own);
    let new: &[Failure] =
        &[("new", |request| request.rejects("QuantumError", "The authenticator is entangled."))];
    Prompt::SignIn.fails(&browser, new, &SESSION_EXPIRED);
    gets_signed_in(stage, &browser);
    Prompt::SetUp.fails(&browser, new, &SESSION_EXPIRED);
    browser
}

fn firefox_on_windows_or_a_device_without_the_algorithms_supports_no_passkeys(stage: &Stage) -> Rc<Browser> {
    let browser = stage.scripted_browser(Capabilities::Own);
    let no_algorithm: Failure = ("no algorithm", |request| {
        let message = "None of the algorithms specified in `pubKeyCredParams` are supported by this device.";
        request.rejects("NotSupportedError", message)
    });
    Prompt::SignIn.fails(&browser, &[no_algorithm], &NOT_SUPPORTED);
    gets_signed_in(stage, &browser);
    Prompt::SetUp.fails(&browser, &[no_algorithm, ("Firefox on Windows", INVALID_STATE)], &NOT_SUPPORTED);
    browser
}

fn android_firefox_and_safari_report_an_unknown_failure(stage: &Stage) -> Rc<Browser> {
    let browser = stage.scripted_browser(Capabilities::Own);
    Prompt::SignIn.fails(&browser, &UNKNOWN_FAILURES, &NOT_COMPLETED);
    gets_signed_in(stage, &browser);
    Prompt::SetUp.fails(&browser, &UNKNOWN_FAILURES, &NOT_COMPLETED);
    browser
}

fn another_request_of_the_page_stays_pending(stage: &Stage) -> Rc<Browser> {
    let browser = stage.scripted_browser(Capabilities::Own);
    // The app repeats the first request by itself.
    let twice = |request: Script| [request.rejects("OperationError", "A request is already pending."); 2];
    Prompt::SignIn.opens(&browser, &twice(Script::get()));
    browser.has_played();
    NOT_COMPLETED.is_seen_in(&browser);
    gets_signed_in(stage, &browser);
    Prompt::SetUp.opens(&browser, &twice(Script::create()));
    browser.has_played();
    NOT_COMPLETED.is_seen_in(&browser);
    browser
}

fn android_lacks_a_screen_lock_or_firefox_on_macos_an_authenticator(stage: &Stage) -> Rc<Browser> {
    let browser = stage.scripted_browser(Capabilities::Own);
    let android: Failure = ("Android", |request| {
        let message = "The specified `userVerification` requirement cannot be fulfilled by this device unless the \
                       device is secured with a screen lock.";
        request.rejects("NotSupportedError", message)
    });
    Prompt::SignIn.fails(&browser, &[android], &NO_COMPATIBLE_DEVICE);
    gets_signed_in(stage, &browser);
    Prompt::SetUp.fails(&browser, &[android, ("Firefox on macOS", CONSTRAINT)], &NO_COMPATIBLE_DEVICE);
    browser
}

fn a_browser_without_authenticators_refuses_at_once(stage: &Stage) -> Rc<Browser> {
    let browser = stage.scripted_browser(Capabilities::NoAuthenticator);
    let refusal: &[Failure] = &[("at once", |request| {
        request.rejects("NotAllowedError", "The operation either timed out or was not allowed.").at_once()
    })];
    Prompt::SignIn.fails(&browser, refusal, &NO_COMPATIBLE_DEVICE);
    gets_signed_in(stage, &browser);
    Prompt::SetUp.fails(&browser, refusal, &NO_COMPATIBLE_DEVICE);
    browser
}
