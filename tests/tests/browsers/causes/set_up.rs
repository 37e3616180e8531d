//! Real causes of the states of setting up a passkey.

use std::rc::Rc;

use latchkey_tests::{AuthenticatorKind, Browser, Fault, Operation, Stage};

use super::steps::{waits_for_the_end_of_the_prompt, with_a_prompt_that_nobody_answers};
use super::table::causes;
use crate::states::{LIMIT_REACHED, SET_UP_CANCELED};
use crate::steps::{
    ENTER_CODE, PROMPT, SET_UP, at_sign_in, at_sign_in_hesitantly, creates_passkey, gets_to_set_up,
    signs_in_with_password,
};

causes! {
    r1 real {
        the_service_is_down_when_the_prompt_is_asked_for in chromium, firefox;
        the_connection_is_cut_when_the_prompt_is_asked_for in chromium, firefox;
        the_address_has_a_flow_that_is_not_well_formed in chromium, firefox, webkit;
    }
    r2 real {
        the_person_cancels_on_the_page_and_once_more in chromium, firefox;
        the_finger_is_not_recognized in chromium;
    }
    r3 real {
        nobody_answers_the_prompt in chromium, firefox;
    }
    r4 real {
        the_device_holds_a_passkey_of_the_account in chromium, firefox;
    }
    r5 real {
        the_service_is_down_when_the_passkey_is_activated in chromium, firefox;
        the_connection_is_cut_when_the_passkey_is_activated in chromium, firefox;
    }
    r6 real {
        the_account_has_five_passkeys in chromium, firefox;
    }
}

fn the_service_is_down_when_the_prompt_is_asked_for(stage: &Stage) -> Rc<Browser> {
    fails_at(stage, Operation::AttestationOptions, Fault::Unavailable)
}

fn the_connection_is_cut_when_the_prompt_is_asked_for(stage: &Stage) -> Rc<Browser> {
    fails_at(stage, Operation::AttestationOptions, Fault::Drop)
}

fn the_service_is_down_when_the_passkey_is_activated(stage: &Stage) -> Rc<Browser> {
    fails_at(stage, Operation::AttestationResult, Fault::Unavailable)
}

fn the_connection_is_cut_when_the_passkey_is_activated(stage: &Stage) -> Rc<Browser> {
    fails_at(stage, Operation::AttestationResult, Fault::Drop)
}

fn fails_at(stage: &Stage, operation: Operation, fault: Fault) -> Rc<Browser> {
    let browser = at_sign_in(stage);
    browser.add_authenticator(AuthenticatorKind::PLATFORM);
    stage.backend().fault(operation, fault, None);
    gets_to_set_up(stage, &browser);
    browser.press("Create a passkey");
    browser
}

fn the_address_has_a_flow_that_is_not_well_formed(stage: &Stage) -> Rc<Browser> {
    let browser = at_sign_in(stage);
    signs_in_with_password(stage, &browser);
    browser.does_not_see(ENTER_CODE);
    browser.opens("/set-up?flow=garbage");
    browser
}

fn the_person_cancels_on_the_page_and_once_more(stage: &Stage) -> Rc<Browser> {
    let browser = at_sign_in_hesitantly(stage);
    gets_to_set_up(stage, &browser);
    browser.press("Create a passkey");
    browser.sees_heading(PROMPT);
    browser.sees("Follow its steps to save your passkey.");
    browser.press("Cancel");
    SET_UP_CANCELED.is_seen_in(&browser);
    browser.press("Try again");
    browser.sees_heading(PROMPT);
    browser.press("Cancel");
    browser
}

// Firefox refuses so fast that there can be no authenticator to ask: B4.
fn the_finger_is_not_recognized(stage: &Stage) -> Rc<Browser> {
    let browser = at_sign_in(stage);
    browser.add_authenticator(AuthenticatorKind::PLATFORM).set_user_verified(false);
    gets_to_set_up(stage, &browser);
    browser.press("Create a passkey");
    browser
}

fn nobody_answers_the_prompt(stage: &Stage) -> Rc<Browser> {
    let browser = with_a_prompt_that_nobody_answers(stage);
    gets_to_set_up(stage, &browser);
    browser.press("Create a passkey");
    waits_for_the_end_of_the_prompt(&browser);
    browser
}

fn the_device_holds_a_passkey_of_the_account(stage: &Stage) -> Rc<Browser> {
    let browser = at_sign_in(stage);
    browser.add_authenticator(AuthenticatorKind::PLATFORM);
    gets_to_set_up(stage, &browser);
    creates_passkey(&browser);
    browser.press("Create a passkey");
    browser.sees_heading(SET_UP);
    browser.press("Create a passkey");
    browser
}

fn the_account_has_five_passkeys(stage: &Stage) -> Rc<Browser> {
    let browser = at_sign_in(stage);
    gets_to_set_up(stage, &browser);
    for number in 1..=5 {
        // Each passkey is on a separate device, because a device can't be registered twice.
        let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
        creates_passkey(&browser);
        browser.sees(&format!("{number} of 5"));
        device.remove();
        if number < 5 {
            browser.press("Create a passkey");
            browser.sees_heading(SET_UP);
        }
    }
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    browser.press("Create a passkey");
    LIMIT_REACHED.is_seen_in(&browser);
    assert_eq!(device.credentials().len(), 0);
    browser.press("Manage passkeys");
    browser.sees_heading("Security");
    browser.sees("5 of 5");
    browser.opens("/set-up");
    browser
}
