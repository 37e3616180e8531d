//! Answers that break the contract: each leads to a documented state.

use latchkey_tests::{AuthenticatorKind, Browser, Fault, Operation, Stage, journey};
use serde_json::json;

use crate::states::{
    ACTIVATION_FAILED, SESSION_EXPIRED, SET_UP_UNAVAILABLE, SIGN_IN_UNAVAILABLE, VERIFICATION_FAILED,
};
use crate::steps::{
    CODE, CREATED, ENTER_CODE, ENTER_PASSWORD, IDENTIFIER, PASSWORD, SET_UP, SIGN_IN, SIGNED_IN, USER,
    answers_prompts, at_sign_in, creates_passkey, gets_to_passkey_page, gets_to_set_up, gives_password,
    has_passkey, lets_prompts_wait, opens_sign_in, says_who, signs_out,
};

/// Faults whose answers contain no JSON of the contract.
const UNREADABLE: [Fault; 3] = [Fault::Html, Fault::Truncated, Fault::Oversized];

/// Restarts, and checks that this starts another flow and that the name doesn't have to be typed again.
#[track_caller]
fn restarts(browser: &Browser) {
    SESSION_EXPIRED.is_seen_in(browser);
    let over = browser.script("return new URL(location).searchParams.get('flow')", &[]);
    browser.press("Restart");
    browser.sees_heading(SIGN_IN);
    browser.has_focus_on(IDENTIFIER);
    assert_eq!(browser.value_of(IDENTIFIER), USER);
    let stays = browser.script(
        "return arguments[0] && new URL(location).searchParams.get('flow') === arguments[0]",
        &[over],
    );
    assert_ne!(stays, json!(true), "the finished flow is still in {}", browser.url());
}

journey!(unreadable_answers_on_the_password_way_lose_nothing in chromium, firefox);
fn unreadable_answers_on_the_password_way_lose_nothing(stage: &Stage) {
    let browser = at_sign_in(stage);
    for unreadable in UNREADABLE {
        opens_sign_in(&browser);
        stage.backend().fault(Operation::Identify, unreadable, Some(1));
        says_who(&browser, USER);
        SIGN_IN_UNAVAILABLE.is_seen_in(&browser);
        browser.press("Try again");
        browser.sees_heading(ENTER_PASSWORD);

        stage.backend().fault(Operation::Password, unreadable, Some(1));
        gives_password(&browser, PASSWORD);
        SIGN_IN_UNAVAILABLE.is_seen_in(&browser);
        browser.press("Try again");
        browser.has_focus_on("Password");
        assert_eq!(browser.value_of("Password"), PASSWORD);
        browser.press("Continue");
        browser.sees_heading(ENTER_CODE);

        let code = stage.backend().latest_code(USER);
        browser.type_into(CODE, &code);
        stage.backend().fault(Operation::Code, unreadable, Some(1));
        browser.press("Continue");
        SIGN_IN_UNAVAILABLE.is_seen_in(&browser);
        browser.press("Try again");
        browser.has_focus_on(CODE);
        assert_eq!(browser.value_of(CODE), code);
        browser.press("Continue");
        browser.sees_heading(SET_UP);
    }
}

journey!(unreadable_options_and_results_end_in_passkey_unavailable in chromium, firefox);
fn unreadable_options_and_results_end_in_passkey_unavailable(stage: &Stage) {
    let browser = at_sign_in(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    has_passkey(stage, &browser, &device);
    for unreadable in [Fault::Html, Fault::Truncated, Fault::Oversized, Fault::MalformedOptions] {
        stage.backend().fault(Operation::AssertionOptions, unreadable, None);
        gets_to_passkey_page(&browser);
        answers_prompts(&browser, &device);
        browser.press("Log in with passkey");
        SIGN_IN_UNAVAILABLE.is_seen_in(&browser);
        stage.backend().clear_faults();
        if !matches!(unreadable, Fault::MalformedOptions) {
            stage.backend().fault(Operation::AssertionResult, unreadable, None);
            browser.press("Try again");
            SIGN_IN_UNAVAILABLE.is_seen_in(&browser);
            stage.backend().clear_faults();
        }
        browser.press("Try again");
        browser.sees_heading(SIGNED_IN);
        lets_prompts_wait(&browser, &device);
        signs_out(&browser);
    }
}

journey!(unreadable_answers_in_set_up_end_in_their_states in chromium);
fn unreadable_answers_in_set_up_end_in_their_states(stage: &Stage) {
    let browser = at_sign_in(stage);
    gets_to_set_up(stage, &browser);
    for unreadable in [Fault::Html, Fault::Truncated, Fault::Oversized, Fault::MalformedOptions] {
        stage.backend().fault(Operation::AttestationOptions, unreadable, None);
        browser.opens("/set-up");
        browser.press("Create a passkey");
        SET_UP_UNAVAILABLE.is_seen_in(&browser);
        stage.backend().clear_faults();
    }
    for unreadable in UNREADABLE {
        let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
        browser.opens("/set-up");
        stage.backend().fault(Operation::AttestationResult, unreadable, Some(1));
        browser.press("Create a passkey");
        ACTIVATION_FAILED.is_seen_in(&browser);
        browser.press("Try again");
        browser.sees_heading(CREATED);
        device.remove();
    }
}

journey!(an_expired_session_or_an_unknown_code_leads_to_a_fresh_start in chromium);
fn an_expired_session_or_an_unknown_code_leads_to_a_fresh_start(stage: &Stage) {
    let browser = at_sign_in(stage);
    for expired in [Fault::SessionExpired, Fault::UnknownCode] {
        stage.backend().fault(Operation::Identify, expired, Some(1));
        says_who(&browser, USER);
        restarts(&browser);

        says_who(&browser, USER);
        browser.sees_heading(ENTER_PASSWORD);
        stage.backend().fault(Operation::Password, expired, Some(1));
        gives_password(&browser, PASSWORD);
        restarts(&browser);

        says_who(&browser, USER);
        gives_password(&browser, PASSWORD);
        browser.sees_heading(ENTER_CODE);
        browser.type_into(CODE, &stage.backend().latest_code(USER));
        stage.backend().fault(Operation::Code, expired, Some(1));
        browser.press("Continue");
        restarts(&browser);
    }
}

journey!(an_expired_session_in_a_ceremony_leads_to_a_fresh_start in chromium);
fn an_expired_session_in_a_ceremony_leads_to_a_fresh_start(stage: &Stage) {
    let browser = at_sign_in(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    gets_to_set_up(stage, &browser);
    for expired in [Fault::SessionExpired, Fault::UnknownCode] {
        stage.backend().fault(Operation::AttestationOptions, expired, Some(1));
        browser.opens("/set-up");
        SESSION_EXPIRED.is_seen_in(&browser);
        browser.opens("/set-up");
        stage.backend().fault(Operation::AttestationResult, expired, Some(1));
        browser.press("Create a passkey");
        SESSION_EXPIRED.is_seen_in(&browser);
        device.remove_credentials();
    }
    browser.opens("/set-up");
    creates_passkey(&browser);
    lets_prompts_wait(&browser, &device);
    signs_out(&browser);
    for expired in [Fault::SessionExpired, Fault::UnknownCode] {
        gets_to_passkey_page(&browser);
        answers_prompts(&browser, &device);
        stage.backend().fault(Operation::AssertionResult, expired, Some(1));
        browser.press("Log in with passkey");
        SESSION_EXPIRED.is_seen_in(&browser);
        lets_prompts_wait(&browser, &device);
        restarts(&browser);
    }
}

journey!(a_ceremony_that_does_not_verify_changes_nothing in chromium);
fn a_ceremony_that_does_not_verify_changes_nothing(stage: &Stage) {
    let browser = at_sign_in(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    gets_to_set_up(stage, &browser);
    stage.backend().fault(Operation::AttestationResult, Fault::Tampered, Some(1));
    browser.press("Create a passkey");
    ACTIVATION_FAILED.is_seen_in(&browser);
    browser.press("Try again");
    browser.sees_heading(CREATED);
    browser.press("Continue");
    browser.sees("1 of 5");
    lets_prompts_wait(&browser, &device);
    signs_out(&browser);

    gets_to_passkey_page(&browser);
    answers_prompts(&browser, &device);
    stage.backend().fault(Operation::AssertionResult, Fault::Tampered, Some(1));
    browser.press("Log in with passkey");
    VERIFICATION_FAILED.is_seen_in(&browser);
    browser.press("Try again");
    browser.sees_heading(SIGNED_IN);
}
