//! What other platforms report while somebody signs in or sets up a passkey alike.

use std::rc::Rc;

use latchkey_tests::{Browser, Capabilities, Script, Setup, Stage};

use super::played::{Prompt, scripted_browser};
use super::table::causes;
use crate::states::{NO_COMPATIBLE_DEVICE, NOT_COMPLETED, NOT_SUPPORTED, SESSION_EXPIRED};
use crate::steps::{gets_to_set_up, opens_sign_in};

causes! {
    b1 played {
        a_future_browser_reports_an_error_of_a_new_name in chromium, firefox, webkit;
    }
    b2 played {
        windows_supports_no_passkeys in chromium, firefox, webkit;
    }
    b3 played {
        android_firefox_and_safari_report_an_unknown_failure in chromium, firefox, webkit;
        another_request_keeps_pending_in_chromium in chromium, firefox;
    }
    b4 played {
        android_lacks_a_screen_lock_or_firefox_on_macos_an_authenticator in chromium, firefox, webkit;
        a_browser_without_authenticators_refuses_at_once in chromium, firefox, webkit;
    }
}

/// From a page of signing in to being signed in.
fn signs_in(stage: &Stage, browser: &Browser) {
    opens_sign_in(browser);
    gets_to_set_up(stage, browser);
}

fn a_future_browser_reports_an_error_of_a_new_name(stage: &Stage) -> Rc<Browser> {
    let browser = scripted_browser(stage);
    let new = ("QuantumError", "The authenticator is entangled.");
    Prompt::SignIn.fails_in(&browser, &SESSION_EXPIRED, &[("sign-in", Script::get().rejects(new.0, new.1))]);
    signs_in(stage, &browser);
    Prompt::SetUp.fails_in(&browser, &SESSION_EXPIRED, &[("set-up", Script::create().rejects(new.0, new.1))]);
    browser
}

fn windows_supports_no_passkeys(stage: &Stage) -> Rc<Browser> {
    let browser = scripted_browser(stage);
    let firefox = "An attempt was made to use an object that is not, or is no longer, usable";
    let none = "None of the algorithms specified in `pubKeyCredParams` are supported by this device.";
    Prompt::SignIn.fails_in(
        &browser,
        &NOT_SUPPORTED,
        &[("sign-in", Script::get().rejects("NotSupportedError", "Operation is not supported"))],
    );
    signs_in(stage, &browser);
    Prompt::SetUp.fails_in(
        &browser,
        &NOT_SUPPORTED,
        &[
            ("no algorithm", Script::create().rejects("NotSupportedError", none)),
            ("Firefox on Windows", Script::create().rejects("InvalidStateError", firefox)),
        ],
    );
    browser
}

fn android_firefox_and_safari_report_an_unknown_failure(stage: &Stage) -> Rc<Browser> {
    let browser = scripted_browser(stage);
    let android = "An unknown error occurred while talking to the credential manager.";
    let firefox = "The operation failed for an unknown transient reason";
    let safari = "The operation would yield an incorrect node tree.";
    Prompt::SignIn.fails_in(
        &browser,
        &NOT_COMPLETED,
        &[
            ("Android", Script::get().rejects("NotReadableError", android)),
            ("Firefox", Script::get().rejects("UnknownError", firefox)),
            ("Safari", Script::get().rejects("HierarchyRequestError", safari)),
        ],
    );
    signs_in(stage, &browser);
    Prompt::SetUp.fails_in(
        &browser,
        &NOT_COMPLETED,
        &[
            ("Android", Script::create().rejects("NotReadableError", android)),
            ("Firefox", Script::create().rejects("UnknownError", firefox)),
            ("Safari", Script::create().rejects("HierarchyRequestError", safari)),
        ],
    );
    browser
}

fn another_request_keeps_pending_in_chromium(stage: &Stage) -> Rc<Browser> {
    let browser = scripted_browser(stage);
    let pending = "A request is already pending.";
    // The first is tried again by itself.
    opens_sign_in(&browser);
    browser.plays(Script::get().rejects("OperationError", pending));
    browser.plays(Script::get().rejects("OperationError", pending));
    browser.press("Log in with passkey");
    browser.has_played();
    NOT_COMPLETED.is_seen_in(&browser);
    signs_in(stage, &browser);
    browser.plays(Script::create().rejects("OperationError", pending));
    browser.plays(Script::create().rejects("OperationError", pending));
    browser.press("Create a passkey");
    browser.has_played();
    NOT_COMPLETED.is_seen_in(&browser);
    browser
}

fn android_lacks_a_screen_lock_or_firefox_on_macos_an_authenticator(stage: &Stage) -> Rc<Browser> {
    let browser = scripted_browser(stage);
    let android = "The specified `userVerification` requirement cannot be fulfilled by this device unless the device \
                   is secured with a screen lock.";
    let firefox = "A mutation operation in a transaction failed because a constraint was not satisfied.";
    Prompt::SignIn.fails_in(
        &browser,
        &NO_COMPATIBLE_DEVICE,
        &[("Android", Script::get().rejects("NotSupportedError", android))],
    );
    signs_in(stage, &browser);
    Prompt::SetUp.fails_in(
        &browser,
        &NO_COMPATIBLE_DEVICE,
        &[
            ("Android", Script::create().rejects("NotSupportedError", android)),
            ("Firefox on macOS", Script::create().rejects("ConstraintError", firefox)),
        ],
    );
    browser
}

fn a_browser_without_authenticators_refuses_at_once(stage: &Stage) -> Rc<Browser> {
    let browser = stage.scripted_browser(Capabilities::NoAuthenticator, &Setup::default());
    let refusal = "The operation either timed out or was not allowed.";
    let at_once = |script: Script| script.rejects("NotAllowedError", refusal).at_once();
    Prompt::SignIn.fails_in(&browser, &NO_COMPATIBLE_DEVICE, &[("sign-in", at_once(Script::get()))]);
    signs_in(stage, &browser);
    Prompt::SetUp.fails_in(&browser, &NO_COMPATIBLE_DEVICE, &[("set-up", at_once(Script::create()))]);
    browser
}
