//! What other platforms report while somebody sets up a passkey.

use std::rc::Rc;

use latchkey_tests::{AuthenticatorKind, Browser, OnAbort, Script, Stage, wait_long_until};
use serde_json::json;

use super::played::{Prompt, scripted_browser};
use super::table::causes;
use crate::states::{ALREADY_REGISTERED, SET_UP_CANCELED, SET_UP_TIMED_OUT, SET_UP_UNAVAILABLE};
use crate::steps::{CREATED, PROMPT, SIGNED_IN, creates_passkey, gets_to_set_up, opens_sign_in};

causes! {
    r1 played {
        a_policy_a_certificate_or_the_origin_forbids_the_prompt in chromium;
        the_browser_refuses_the_options in chromium, firefox, webkit;
    }
    r2 played {
        windows_safari_firefox_ios_and_a_proposal_report_a_cancel in chromium, firefox, webkit;
        the_prompts_of_safari_ios_and_a_password_manager_are_cancelled_on_the_page in chromium, webkit;
    }
    r3 played {
        a_proposal_chromium_and_safari_report_that_time_ran_out in chromium, firefox, webkit;
        a_password_manager_hangs_and_answers_too_late in chromium, firefox;
    }
    r4 played {
        windows_finds_the_passkey_that_is_there in chromium, firefox;
    }
}

fn at_set_up(stage: &Stage) -> Rc<Browser> {
    let browser = scripted_browser(stage);
    opens_sign_in(&browser);
    gets_to_set_up(stage, &browser);
    browser
}

fn a_policy_a_certificate_or_the_origin_forbids_the_prompt(stage: &Stage) -> Rc<Browser> {
    let browser = at_set_up(stage);
    let policy = "The 'publickey-credentials-create' feature is not enabled in this document. Permissions Policy may \
                  be used to delegate Web Authentication capabilities to cross-origin child frames.";
    let certificate = "WebAuthn is not supported on sites with TLS certificate errors.";
    let origin = "The current origin is an opaque origin and hence not allowed to access 'PublicKeyCredential' objects.";
    Prompt::SetUp.fails_in(
        &browser,
        &SET_UP_UNAVAILABLE,
        &[
            ("the permissions policy", Script::create().rejects("NotAllowedError", policy)),
            ("the certificate", Script::create().rejects("NotAllowedError", certificate)),
            ("an opaque origin", Script::create().rejects("NotAllowedError", origin)),
        ],
    );
    browser
}

fn the_browser_refuses_the_options(stage: &Stage) -> Rc<Browser> {
    let browser = at_set_up(stage);
    let domain =
        "The relying party ID is not a registrable domain suffix of, nor equal to the current domain.";
    Prompt::SetUp.fails_in(
        &browser,
        &SET_UP_UNAVAILABLE,
        &[
            ("another domain", Script::create().rejects("SecurityError", domain)),
            ("a missing member", Script::create().rejects("TypeError", "Type error")),
            ("an encoding", Script::create().rejects("EncodingError", "'user.id' could not be decoded")),
            ("a number", Script::create().rejects("RangeError", "The value is out of range")),
        ],
    );
    browser
}

fn windows_safari_firefox_ios_and_a_proposal_report_a_cancel(stage: &Stage) -> Rc<Browser> {
    let browser = at_set_up(stage);
    let windows = "The operation either timed out or was not allowed. See: \
                   https://www.w3.org/TR/webauthn-2/#sctn-privacy-considerations-client.";
    let safari = "This request has been cancelled by the user.";
    Prompt::SetUp.fails_in(
        &browser,
        &SET_UP_CANCELED,
        &[
            ("Windows Hello", Script::create().rejects("NotAllowedError", windows)),
            ("Safari", Script::create().rejects("NotAllowedError", safari)),
            ("Firefox", Script::create().rejects("AbortError", "The operation was aborted. ")),
            ("the proposal", Script::create().rejects("OptOutError", "The user opted out of the ceremony.")),
            ("iOS", Script::create().rejects_with_bare_object()),
        ],
    );
    browser
}

fn the_prompts_of_safari_ios_and_a_password_manager_are_cancelled_on_the_page(stage: &Stage) -> Rc<Browser> {
    let browser = at_set_up(stage);
    for (name, on_abort) in [
        ("Safari", OnAbort::AbortError),
        ("iOS", OnAbort::BareObject),
        ("a password manager that goes on", OnAbort::Nothing),
    ] {
        println!("{name}:");
        Prompt::SetUp.opens_in(&browser, Script::create().hangs().on_abort(on_abort));
        browser.sees_heading(PROMPT);
        browser.press("Cancel");
        SET_UP_CANCELED.is_seen_in(&browser);
    }
    browser
}

fn a_proposal_chromium_and_safari_report_that_time_ran_out(stage: &Stage) -> Rc<Browser> {
    let browser = at_set_up(stage);
    let chromium = "The operation either timed out or was not allowed.";
    let safari = "The operation would yield an incorrect node tree.";
    Prompt::SetUp.fails_in(
        &browser,
        &SET_UP_TIMED_OUT,
        &[
            ("the proposal", Script::create().rejects("TimeoutError", "The operation timed out.")),
            ("Chromium", Script::create().rejects("NotAllowedError", chromium).after_ms(57_500)),
            ("Safari", Script::create().rejects("HierarchyRequestError", safari).after_ms(60_000)),
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
    gets_to_set_up(stage, &browser);
    browser.plays(Script::create().answers_late());
    browser.press("Create a passkey");
    browser.sees_heading(PROMPT);
    wait_long_until("the app to give up", || !browser.visible_text().contains(PROMPT));
    SET_UP_TIMED_OUT.is_seen_in(&browser);

    browser.hands_out_late_answer();
    SET_UP_TIMED_OUT.is_seen_in(&browser);
    let sent = "return performance.getEntriesByType('resource')\
                .filter(entry => entry.name.includes('/attestation/result')).length";
    assert_eq!(browser.script(sent, &[]), json!(0), "answers that were sent");

    browser.press("Try again");
    browser.sees_heading(CREATED);
    assert_eq!(browser.script(sent, &[]), json!(1), "answers that were sent");
    browser.press("Continue");
    browser.sees_heading(SIGNED_IN);
    browser.sees("1 of 5");
    assert!(!device.credentials().is_empty());
    let proposal = Script::create().rejects("TimeoutError", "The operation timed out.");
    Prompt::SetUp.fails_in(&browser, &SET_UP_TIMED_OUT, &[("the next prompt", proposal)]);
    browser
}

fn windows_finds_the_passkey_that_is_there(stage: &Stage) -> Rc<Browser> {
    let browser = scripted_browser(stage);
    opens_sign_in(&browser);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    gets_to_set_up(stage, &browser);
    creates_passkey(&browser);
    let windows = "The user attempted to register an authenticator that contains one of the credentials already \
                   registered with the relying party.";
    Prompt::SetUp.fails_in(
        &browser,
        &ALREADY_REGISTERED,
        &[("Windows", Script::create().rejects("InvalidStateError", windows))],
    );
    assert_eq!(device.credentials().len(), 1);
    browser
}
