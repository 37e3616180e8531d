//! What other platforms report for setting up a passkey.

use std::rc::Rc;

use latchkey_tests::{AuthenticatorKind, Browser, Capabilities, Script, Stage, wait_long_until};
use serde_json::json;

use super::played::{
    CANCELS, FORBIDDEN_PROMPTS, Failure, PROPOSED_TIMEOUT, Prompt, REFUSED_OPTIONS, TIMEOUTS,
};
use super::table::causes;
use crate::states::{ALREADY_REGISTERED, SET_UP_CANCELED, SET_UP_TIMED_OUT, SET_UP_UNAVAILABLE};
use crate::steps::{CREATED, PROMPT, SIGNED_IN, creates_passkey, gets_to_set_up, opens_sign_in};

causes! {
    r1 played {
        a_policy_a_certificate_or_the_origin_forbids_the_prompt in chromium;
        the_browser_refuses_the_options in chromium;
    }
    r2 played {
        windows_safari_firefox_ios_and_a_proposal_report_a_cancel in chromium, webkit;
        a_prompt_of_safari_ios_or_a_password_manager_is_cancelled_on_the_page in chromium, webkit;
    }
    r3 played {
        a_proposal_chromium_and_safari_report_that_time_ran_out in chromium;
        a_password_manager_hangs_and_answers_too_late in chromium;
    }
    r4 played {
        windows_finds_the_passkey_that_is_there in chromium;
    }
}

fn at_set_up(stage: &Stage) -> Rc<Browser> {
    let browser = stage.scripted_browser(Capabilities::Own);
    opens_sign_in(&browser);
    gets_to_set_up(stage, &browser);
    browser
}

fn a_policy_a_certificate_or_the_origin_forbids_the_prompt(stage: &Stage) -> Rc<Browser> {
    let browser = at_set_up(stage);
    Prompt::SetUp.fails(&browser, &FORBIDDEN_PROMPTS, &SET_UP_UNAVAILABLE);
    browser
}

fn the_browser_refuses_the_options(stage: &Stage) -> Rc<Browser> {
    let browser = at_set_up(stage);
    Prompt::SetUp.fails(&browser, &REFUSED_OPTIONS, &SET_UP_UNAVAILABLE);
    browser
}

fn windows_safari_firefox_ios_and_a_proposal_report_a_cancel(stage: &Stage) -> Rc<Browser> {
    let browser = at_set_up(stage);
    Prompt::SetUp.fails(&browser, &CANCELS, &SET_UP_CANCELED);
    browser
}

fn a_prompt_of_safari_ios_or_a_password_manager_is_cancelled_on_the_page(stage: &Stage) -> Rc<Browser> {
    let browser = at_set_up(stage);
    Prompt::SetUp.is_cancelled(&browser, &SET_UP_CANCELED);
    browser
}

fn a_proposal_chromium_and_safari_report_that_time_ran_out(stage: &Stage) -> Rc<Browser> {
    let browser = at_set_up(stage);
    Prompt::SetUp.fails(&browser, &TIMEOUTS, &SET_UP_TIMED_OUT);
    browser
}

fn a_password_manager_hangs_and_answers_too_late(stage: &Stage) -> Rc<Browser> {
    // The shortest timeout that an integrator can set.
    stage.alters_page("\"promptTimeoutS\": 60", "\"promptTimeoutS\": 15");
    let browser = at_set_up(stage);
    browser.add_authenticator(AuthenticatorKind::PLATFORM);
    browser.plays(Script::create().answers_late());
    browser.press("Create a passkey");
    browser.sees_heading(PROMPT);
    wait_long_until("the app to give up", || !browser.visible_text().contains(PROMPT));
    SET_UP_TIMED_OUT.is_seen_in(&browser);

    browser.hands_out_late_answer();
    SET_UP_TIMED_OUT.is_seen_in(&browser);
    let sent = "return performance.getEntriesByType('resource')\
                .filter(entry => entry.name.includes('/attestation/result')).length";
    assert_eq!(browser.script(sent, &[]), json!(0), "answers sent");

    browser.press("Try again");
    browser.sees_heading(CREATED);
    assert_eq!(browser.script(sent, &[]), json!(1), "answers sent");
    browser.press("Continue");
    browser.sees_heading(SIGNED_IN);
    browser.sees("1 of 5");
    Prompt::SetUp.fails(&browser, &[("the next prompt", PROPOSED_TIMEOUT)], &SET_UP_TIMED_OUT);
    browser
}

fn windows_finds_the_passkey_that_is_there(stage: &Stage) -> Rc<Browser> {
    let browser = at_set_up(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    creates_passkey(&browser);
    let excluded: &[Failure] = &[("Windows", |request| {
        let message = "The user attempted to register an authenticator that contains one of the credentials already \
                       registered with the relying party.";
        request.rejects("InvalidStateError", message)
    })];
    Prompt::SetUp.fails(&browser, excluded, &ALREADY_REGISTERED);
    assert_eq!(device.credentials().len(), 1);
    browser
}
