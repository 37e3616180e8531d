//! What other platforms report for signing in.

use std::rc::Rc;

use latchkey_tests::{AuthenticatorKind, Browser, Capabilities, Operation, Script, Stage, wait_long_until};

use super::played::{
    CANCELS, CONSTRAINT, FORBIDDEN_PROMPTS, Failure, INVALID_STATE, PROPOSED_TIMEOUT, Prompt,
    REFUSED_OPTIONS, TIMEOUTS,
};
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
        the_browser_refuses_the_options in chromium;
    }
    a2 played {
        windows_safari_firefox_ios_and_a_proposal_report_a_cancel in chromium, firefox, webkit;
        a_prompt_of_safari_ios_or_a_password_manager_is_cancelled_on_the_page in chromium, firefox, webkit;
    }
    a3 played {
        a_proposal_chromium_and_safari_report_that_time_ran_out in chromium;
        a_password_manager_hangs_and_answers_too_late in chromium;
    }
    a4 played {
        safari_and_firefox_find_no_passkey in chromium;
    }
    a5 played {
        firefox_on_macos_or_the_authenticator_says_that_nobody_was_verified in chromium;
    }
}

fn a_policy_a_certificate_or_the_origin_forbids_the_prompt(stage: &Stage) -> Rc<Browser> {
    let browser = stage.scripted_browser(Capabilities::Own);
    Prompt::SignIn.fails(&browser, &FORBIDDEN_PROMPTS, &SIGN_IN_UNAVAILABLE);
    browser
}

fn the_browser_refuses_the_options(stage: &Stage) -> Rc<Browser> {
    let browser = stage.scripted_browser(Capabilities::Own);
    Prompt::SignIn.fails(&browser, &REFUSED_OPTIONS, &SIGN_IN_UNAVAILABLE);
    browser
}

fn windows_safari_firefox_ios_and_a_proposal_report_a_cancel(stage: &Stage) -> Rc<Browser> {
    let browser = stage.scripted_browser(Capabilities::Own);
    Prompt::SignIn.fails(&browser, &CANCELS, &NOT_FOUND_OR_CANCELED);
    browser
}

fn a_prompt_of_safari_ios_or_a_password_manager_is_cancelled_on_the_page(stage: &Stage) -> Rc<Browser> {
    let browser = stage.scripted_browser(Capabilities::Own);
    Prompt::SignIn.is_cancelled(&browser, &NOT_FOUND_OR_CANCELED);
    browser
}

fn a_proposal_chromium_and_safari_report_that_time_ran_out(stage: &Stage) -> Rc<Browser> {
    let browser = stage.scripted_browser(Capabilities::Own);
    Prompt::SignIn.fails(&browser, &TIMEOUTS, &SIGN_IN_TIMED_OUT);
    browser
}

fn a_password_manager_hangs_and_answers_too_late(stage: &Stage) -> Rc<Browser> {
    // The shortest timeout that an integrator can set.
    stage.alters_page("\"promptTimeoutS\": 60", "\"promptTimeoutS\": 15");
    let browser = stage.scripted_browser(Capabilities::Own);
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
    assert_eq!(stage.backend().calls(Operation::AssertionResult), 0, "answers sent");

    browser.press("Try again");
    browser.sees_heading(SIGNED_IN);
    assert_eq!(stage.backend().calls(Operation::AssertionResult), 1, "answers sent");
    lets_prompts_wait(&browser, &device);
    signs_out(&browser);
    Prompt::SignIn.fails(&browser, &[("the next prompt", PROPOSED_TIMEOUT)], &SIGN_IN_TIMED_OUT);
    browser
}

fn safari_and_firefox_find_no_passkey(stage: &Stage) -> Rc<Browser> {
    let browser = stage.scripted_browser(Capabilities::Own);
    let safari: Failure = ("Safari", |request| {
        let message = "No matched credentials are found in the platform attached authenticator.";
        request.rejects("NotAllowedError", message)
    });
    Prompt::SignIn.fails(&browser, &[safari, ("Firefox", INVALID_STATE)], &NOT_ON_THIS_DEVICE);
    browser
}

fn firefox_on_macos_or_the_authenticator_says_that_nobody_was_verified(stage: &Stage) -> Rc<Browser> {
    let browser = stage.scripted_browser(Capabilities::Own);
    opens_sign_in(&browser);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    has_passkey(stage, &browser, &device);
    Prompt::SignIn.fails(&browser, &[("Firefox on macOS", CONSTRAINT)], &USER_NOT_VERIFIED);
    opens_sign_in(&browser);
    gets_to_passkey_page(&browser);
    answers_prompts(&browser, &device);
    browser.plays(Script::get().returns_unverified());
    browser.press("Log in with passkey");
    browser.has_played();
    USER_NOT_VERIFIED.is_seen_in(&browser);
    browser
}
