//! Real causes of the states of signing in.

use std::rc::Rc;

use latchkey_tests::{AuthenticatorKind, Browser, Fault, Operation, Stage};

use super::steps::{
    another_script_asks, asks_for_prompt, waits_for_the_end_of_the_prompt, with_a_prompt_that_nobody_answers,
};
use super::table::causes;
use crate::steps::{
    PROMPT, USER, answers_prompts, at_sign_in, at_sign_in_hesitantly, gets_to_passkey_page, has_passkey,
    says_who,
};

causes! {
    a1 real {
        the_service_is_down_when_a_name_is_looked_up in chromium, firefox, webkit;
        the_service_is_down_when_the_prompt_is_asked_for in chromium, firefox;
        the_connection_is_cut_when_the_prompt_is_asked_for in chromium, firefox;
        a_web_page_comes_in_place_of_the_answer in chromium, firefox, webkit;
        the_address_has_a_flow_that_is_not_well_formed in chromium, firefox, webkit;
    }
    a2 real {
        the_person_cancels_on_the_page in chromium, firefox;
        the_device_holds_no_passkey in chromium;
        the_finger_is_not_recognized in chromium;
        another_script_asks_in_place_of_the_app in firefox;
    }
    a3 real {
        nobody_answers_the_prompt in chromium, firefox;
    }
    a4 real {
        the_passkey_was_removed_from_the_account in chromium, firefox;
    }
    a5 real {
        the_authenticator_does_not_verify_its_user in chromium, firefox;
    }
}

fn the_service_is_down_when_a_name_is_looked_up(stage: &Stage) -> Rc<Browser> {
    fails_at_the_name(stage, Fault::Unavailable)
}

fn a_web_page_comes_in_place_of_the_answer(stage: &Stage) -> Rc<Browser> {
    fails_at_the_name(stage, Fault::Html)
}

fn fails_at_the_name(stage: &Stage, fault: Fault) -> Rc<Browser> {
    let browser = at_sign_in(stage);
    stage.backend().fault(Operation::Identify, fault, None);
    says_who(&browser, USER);
    browser
}

fn the_service_is_down_when_the_prompt_is_asked_for(stage: &Stage) -> Rc<Browser> {
    fails_at_the_prompt(stage, Fault::Unavailable)
}

fn the_connection_is_cut_when_the_prompt_is_asked_for(stage: &Stage) -> Rc<Browser> {
    fails_at_the_prompt(stage, Fault::Drop)
}

fn fails_at_the_prompt(stage: &Stage, fault: Fault) -> Rc<Browser> {
    stage.backend().fault(Operation::AssertionOptions, fault, None);
    let browser = at_sign_in(stage);
    browser.press("Log in with passkey");
    browser
}

fn the_address_has_a_flow_that_is_not_well_formed(stage: &Stage) -> Rc<Browser> {
    let browser = stage.browser();
    browser.opens("/?flow=garbage");
    browser
}

fn the_person_cancels_on_the_page(stage: &Stage) -> Rc<Browser> {
    let browser = at_sign_in_hesitantly(stage);
    browser.press("Log in with passkey");
    browser.sees_heading(PROMPT);
    browser.press("Cancel");
    browser
}

// Firefox refuses so fast that there can be no authenticator to ask: B4.
fn the_device_holds_no_passkey(stage: &Stage) -> Rc<Browser> {
    let browser = stage.browser();
    browser.add_authenticator(AuthenticatorKind::PLATFORM);
    asks_for_prompt(&browser);
    browser
}

// As above. The specification gives browsers no way to distinguish this from a cancel.
fn the_finger_is_not_recognized(stage: &Stage) -> Rc<Browser> {
    let browser = at_sign_in(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    has_passkey(stage, &browser, &device);
    gets_to_passkey_page(&browser);
    answers_prompts(&browser, &device);
    device.set_user_verified(false);
    browser.press("Log in with passkey");
    browser
}

// In Firefox the newer request wins, in Chromium the older one: B3.
fn another_script_asks_in_place_of_the_app(stage: &Stage) -> Rc<Browser> {
    let browser = at_sign_in_hesitantly(stage);
    browser.press("Log in with passkey");
    browser.sees_heading(PROMPT);
    another_script_asks(&browser);
    browser
}

fn nobody_answers_the_prompt(stage: &Stage) -> Rc<Browser> {
    let browser = with_a_prompt_that_nobody_answers(stage);
    browser.press("Log in with passkey");
    waits_for_the_end_of_the_prompt(&browser);
    browser
}

fn the_passkey_was_removed_from_the_account(stage: &Stage) -> Rc<Browser> {
    let browser = at_sign_in(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    has_passkey(stage, &browser, &device);
    gets_to_passkey_page(&browser);
    stage.backend().delete_passkeys(USER);
    answers_prompts(&browser, &device);
    browser.press("Log in with passkey");
    browser
}

// A browser that is asked for user verification refuses on the authenticator's behalf, so it is asked not to verify.
fn the_authenticator_does_not_verify_its_user(stage: &Stage) -> Rc<Browser> {
    let browser = at_sign_in(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    has_passkey(stage, &browser, &device);
    device.set_user_verified(false);
    stage.backend().fault(Operation::AssertionOptions, Fault::VerificationDiscouraged, None);
    gets_to_passkey_page(&browser);
    answers_prompts(&browser, &device);
    browser.press("Log in with passkey");
    browser
}
