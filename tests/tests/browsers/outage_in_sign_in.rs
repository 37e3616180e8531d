//! The service fails during sign-in, and is back a moment later.

use latchkey_tests::{AuthenticatorKind, Browser, Fault, Operation, Stage, journey};

use crate::states::SIGN_IN_UNAVAILABLE;
use crate::steps::{
    CODE, ENTER_CODE, ENTER_PASSWORD, PASSWORD, SET_UP, SIGN_IN, SIGNED_IN, USER, answers_prompts,
    at_sign_in, gets_to_passkey_page, gives_password, has_passkey, lets_prompts_wait, opens_sign_in,
    says_who, signs_out,
};

const OUTAGES: [Fault; 2] = [Fault::Unavailable, Fault::Drop];

/// With a password, users are also told what happened to what they typed.
const KEPT: &str = "The sign-in service didn’t answer as it should. What you typed is kept.";

/// Ends the outage and tries again.
#[track_caller]
fn it_is_back(stage: &Stage, browser: &Browser) {
    SIGN_IN_UNAVAILABLE.is_seen_in(browser);
    stage.backend().clear_faults();
    browser.press("Try again");
}

journey!(an_outage_before_the_prompt_is_told_only_to_who_asks_for_it in chromium, firefox);
fn an_outage_before_the_prompt_is_told_only_to_who_asks_for_it(stage: &Stage) {
    let browser = at_sign_in(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    has_passkey(stage, &browser, &device);
    for outage in OUTAGES {
        // While the page loads, nothing is said.
        stage.backend().fault(Operation::AssertionOptions, outage, Some(1));
        opens_sign_in(&browser);
        stage.backend().faults_have_struck();
        stage.backend().fault(Operation::AssertionOptions, outage, None);
        browser.press("Log in with passkey");
        answers_prompts(&browser, &device);
        it_is_back(stage, &browser);
        browser.sees_heading(SIGNED_IN);
        lets_prompts_wait(&browser, &device);
        signs_out(&browser);

        // The same on the passkey page.
        stage.backend().fault(Operation::AssertionOptions, outage, None);
        gets_to_passkey_page(&browser);
        browser.press("Log in with passkey");
        answers_prompts(&browser, &device);
        it_is_back(stage, &browser);
        browser.sees_heading(SIGNED_IN);
        lets_prompts_wait(&browser, &device);
        signs_out(&browser);
    }
}

journey!(an_outage_after_the_prompt_is_gone_at_the_next_try in chromium);
fn an_outage_after_the_prompt_is_gone_at_the_next_try(stage: &Stage) {
    let browser = at_sign_in(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    has_passkey(stage, &browser, &device);
    for outage in OUTAGES {
        gets_to_passkey_page(&browser);
        stage.backend().fault(Operation::AssertionResult, outage, None);
        answers_prompts(&browser, &device);
        browser.press("Log in with passkey");
        it_is_back(stage, &browser);
        browser.sees_heading(SIGNED_IN);
        lets_prompts_wait(&browser, &device);
        signs_out(&browser);
    }
}

journey!(an_outage_on_the_password_way_loses_nothing_that_was_typed in chromium, firefox);
fn an_outage_on_the_password_way_loses_nothing_that_was_typed(stage: &Stage) {
    let browser = at_sign_in(stage);
    for outage in OUTAGES {
        opens_sign_in(&browser);
        stage.backend().fault(Operation::Identify, outage, None);
        says_who(&browser, USER);
        it_is_back(stage, &browser);
        browser.sees_heading(ENTER_PASSWORD);
        browser.sees("Signing in as user@example.test");

        stage.backend().fault(Operation::Password, outage, None);
        gives_password(&browser, PASSWORD);
        browser.sees(KEPT);
        it_is_back(stage, &browser);
        browser.has_focus_on("Password");
        assert_eq!(browser.value_of("Password"), PASSWORD);
        browser.press("Continue");
        browser.sees_heading(ENTER_CODE);

        let code = stage.backend().latest_code(USER);
        browser.type_into(CODE, &code);
        stage.backend().fault(Operation::ResendCode, outage, None);
        browser.press("Send a new code");
        browser.sees(KEPT);
        it_is_back(stage, &browser);
        browser.sees("We sent a 6-digit code to •••• 42.");
        assert_eq!(browser.value_of(CODE), code);

        stage.backend().fault(Operation::Code, outage, None);
        browser.press("Continue");
        browser.sees(KEPT);
        it_is_back(stage, &browser);
        browser.has_focus_on(CODE);
        assert_eq!(browser.value_of(CODE), code);
        browser.press("Continue");
        browser.sees_heading(SET_UP);
    }
}

journey!(who_cannot_be_looked_up_can_use_the_password_at_once in chromium);
fn who_cannot_be_looked_up_can_use_the_password_at_once(stage: &Stage) {
    let browser = at_sign_in(stage);
    stage.backend().fault(Operation::Identify, Fault::Unavailable, None);
    says_who(&browser, USER);
    SIGN_IN_UNAVAILABLE.is_seen_in(&browser);
    browser.press("Use password instead");
    browser.sees_heading(ENTER_PASSWORD);
    gives_password(&browser, PASSWORD);
    browser.sees_heading(ENTER_CODE);
    browser.press("Not you?");
    browser.sees_heading(SIGN_IN);
}
