//! What other platforms report while somebody signs in.

use std::rc::Rc;

use latchkey_tests::{AuthenticatorKind, Browser, OnAbort, Script, Stage, wait_long_until};
use serde_json::json;

use super::played::{Prompt, scripted_browser};
use super::table::causes;
use crate::states::{
    NOT_FOUND_OR_CANCELED, NOT_ON_THIS_DEVICE, SIGN_IN_TIMED_OUT, SIGN_IN_UNAVAILABLE, USER_NOT_VERIFIED,
};
use crate::steps::{
    PROMPT, SIGNED_IN, answers_prompts, gets_to_passkey_page, has_passkey, lets_prompts_wait, opens_sign_in,
    signs_out,
};

causes! {
    a1 played {
        a_policy_a_certificate_or_the_origin_forbids_the_prompt in chromium;
        the_browser_refuses_the_options in chromium, firefox, webkit;
    }
    a2 played {
        windows_safari_firefox_ios_and_a_proposal_report_a_cancel in chromium, firefox, webkit;
        the_prompts_of_safari_ios_and_a_password_manager_are_cancelled_on_the_page in chromium, firefox, webkit;
    }
    a3 played {
        a_proposal_chromium_and_safari_report_that_time_ran_out in chromium, firefox, webkit;
        a_password_manager_hangs_and_answers_too_late in chromium, firefox;
    }
    a4 played {
        safari_and_firefox_find_no_passkey in chromium, firefox, webkit;
    }
    a5 played {
        firefox_on_macos_and_a_phone_did_not_verify_anybody in chromium, firefox;
    }
}

fn a_policy_a_certificate_or_the_origin_forbids_the_prompt(stage: &Stage) -> Rc<Browser> {
    let browser = scripted_browser(stage);
    let policy = "The 'publickey-credentials-get' feature is not enabled in this document. Permissions Policy may be \
                  used to delegate Web Authentication capabilities to cross-origin child frames.";
    let certificate = "WebAuthn is not supported on sites with TLS certificate errors.";
    let origin = "The current origin is an opaque origin and hence not allowed to access 'PublicKeyCredential' objects.";
    Prompt::SignIn.fails_in(
        &browser,
        &SIGN_IN_UNAVAILABLE,
        &[
            ("the permissions policy", Script::get().rejects("NotAllowedError", policy)),
            ("the certificate", Script::get().rejects("NotAllowedError", certificate)),
            ("an opaque origin", Script::get().rejects("NotAllowedError", origin)),
        ],
    );
    browser
}

fn the_browser_refuses_the_options(stage: &Stage) -> Rc<Browser> {
    let browser = scripted_browser(stage);
    let domain =
        "The relying party ID is not a registrable domain suffix of, nor equal to the current domain.";
    Prompt::SignIn.fails_in(
        &browser,
        &SIGN_IN_UNAVAILABLE,
        &[
            ("another domain", Script::get().rejects("SecurityError", domain)),
            ("a missing member", Script::get().rejects("TypeError", "Type error")),
            ("an encoding", Script::get().rejects("EncodingError", "'challenge' could not be decoded")),
            ("a number", Script::get().rejects("RangeError", "The value is out of range")),
        ],
    );
    browser
}

fn windows_safari_firefox_ios_and_a_proposal_report_a_cancel(stage: &Stage) -> Rc<Browser> {
    let browser = scripted_browser(stage);
    let windows = "The operation either timed out or was not allowed. See: \
                   https://www.w3.org/TR/webauthn-2/#sctn-privacy-considerations-client.";
    let safari = "This request has been cancelled by the user.";
    Prompt::SignIn.fails_in(
        &browser,
        &NOT_FOUND_OR_CANCELED,
        &[
            ("Windows Hello", Script::get().rejects("NotAllowedError", windows)),
            ("Safari", Script::get().rejects("NotAllowedError", safari)),
            ("Firefox", Script::get().rejects("AbortError", "The operation was aborted. ")),
            ("the proposal", Script::get().rejects("OptOutError", "The user opted out of the ceremony.")),
            ("iOS", Script::get().rejects_with_bare_object()),
        ],
    );
    browser
}

fn the_prompts_of_safari_ios_and_a_password_manager_are_cancelled_on_the_page(stage: &Stage) -> Rc<Browser> {
    let browser = scripted_browser(stage);
    for (name, on_abort) in [
        ("Safari", OnAbort::AbortError),
        ("iOS", OnAbort::BareObject),
        ("a password manager that goes on", OnAbort::Nothing),
    ] {
        println!("{name}:");
        Prompt::SignIn.opens_in(&browser, Script::get().hangs().on_abort(on_abort));
        browser.sees_heading(PROMPT);
        browser.press("Cancel");
        NOT_FOUND_OR_CANCELED.is_seen_in(&browser);
    }
    browser
}

fn a_proposal_chromium_and_safari_report_that_time_ran_out(stage: &Stage) -> Rc<Browser> {
    let browser = scripted_browser(stage);
    let chromium = "The operation either timed out or was not allowed.";
    let safari = "The operation would yield an incorrect node tree.";
    Prompt::SignIn.fails_in(
        &browser,
        &SIGN_IN_TIMED_OUT,
        &[
            ("the proposal", Script::get().rejects("TimeoutError", "The operation timed out.")),
            ("Chromium", Script::get().rejects("NotAllowedError", chromium).after_ms(57_500)),
            ("Safari", Script::get().rejects("HierarchyRequestError", safari).after_ms(60_000)),
        ],
    );
    browser
}

fn a_password_manager_hangs_and_answers_too_late(stage: &Stage) -> Rc<Browser> {
    // The shortest time that an integrator can set.
    stage.alters_page("\"promptTimeoutS\": 60", "\"promptTimeoutS\": 15");
    let browser = scripted_browser(stage);
    opens_sign_in(&browser);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    has_passkey(stage, &browser, &device);
    gets_to_passkey_page(&browser);
    answers_prompts(&browser, &device);
    browser.plays(Script::get().answers_late());
    browser.press("Log in with passkey");
    browser.sees_heading(PROMPT);
    wait_long_until("the app to give up", || !browser.visible_text().contains(PROMPT));
    SIGN_IN_TIMED_OUT.is_seen_in(&browser);

    browser.hands_out_late_answer();
    SIGN_IN_TIMED_OUT.is_seen_in(&browser);
    let sent = "return performance.getEntriesByType('resource')\
                .filter(entry => entry.name.includes('/assertion/result')).length";
    assert_eq!(browser.script(sent, &[]), json!(0), "answers that were sent");

    browser.press("Try again");
    browser.sees_heading(SIGNED_IN);
    assert_eq!(browser.script(sent, &[]), json!(1), "answers that were sent");
    lets_prompts_wait(&browser, &device);
    signs_out(&browser);
    let proposal = Script::get().rejects("TimeoutError", "The operation timed out.");
    Prompt::SignIn.fails_in(&browser, &SIGN_IN_TIMED_OUT, &[("the next prompt", proposal)]);
    browser
}

fn safari_and_firefox_find_no_passkey(stage: &Stage) -> Rc<Browser> {
    let browser = scripted_browser(stage);
    let safari = "No matched credentials are found in the platform attached authenticator.";
    let firefox = "An attempt was made to use an object that is not, or is no longer, usable";
    Prompt::SignIn.fails_in(
        &browser,
        &NOT_ON_THIS_DEVICE,
        &[
            ("Safari", Script::get().rejects("NotAllowedError", safari)),
            ("Firefox", Script::get().rejects("InvalidStateError", firefox)),
        ],
    );
    browser
}

fn firefox_on_macos_and_a_phone_did_not_verify_anybody(stage: &Stage) -> Rc<Browser> {
    let browser = scripted_browser(stage);
    opens_sign_in(&browser);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    has_passkey(stage, &browser, &device);
    let firefox = "A mutation operation in a transaction failed because a constraint was not satisfied.";
    Prompt::SignIn.fails_in(
        &browser,
        &USER_NOT_VERIFIED,
        &[("Firefox on macOS", Script::get().rejects("ConstraintError", firefox))],
    );
    opens_sign_in(&browser);
    gets_to_passkey_page(&browser);
    answers_prompts(&browser, &device);
    browser.plays(Script::get().returns_unverified());
    browser.press("Log in with passkey");
    browser.has_played();
    USER_NOT_VERIFIED.is_seen_in(&browser);
    browser
}
