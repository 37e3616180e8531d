//! The service fails during set-up or on the signed-in page, and is back a moment later.

use latchkey_tests::{AuthenticatorKind, Fault, Operation, Stage, journey};

use crate::states::{ACTIVATION_FAILED, SET_UP_UNAVAILABLE, SIGN_IN_UNAVAILABLE};
use crate::steps::{CREATED, SET_UP, SIGN_IN, SIGNED_IN, at_sign_in, gets_to_set_up, signs_in_with_password};

const OUTAGES: [Fault; 2] = [Fault::Unavailable, Fault::Drop];

journey!(an_outage_before_the_set_up_is_told_only_to_who_asks_for_it in chromium);
fn an_outage_before_the_set_up_is_told_only_to_who_asks_for_it(stage: &Stage) {
    let browser = at_sign_in(stage);
    gets_to_set_up(stage, &browser);
    for (number, outage) in (1..).zip(OUTAGES) {
        let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
        stage.backend().fault(Operation::AttestationOptions, outage, Some(1));
        browser.opens("/set-up");
        browser.sees_heading(SET_UP);
        stage.backend().faults_have_struck();
        stage.backend().fault(Operation::AttestationOptions, outage, None);
        browser.press("Create a passkey");
        SET_UP_UNAVAILABLE.is_seen_in(&browser);
        stage.backend().clear_faults();
        browser.press("Try again");
        browser.sees_heading(CREATED);
        browser.press("Continue");
        browser.sees(&format!("{number} of 5"));
        device.remove();
    }
}

journey!(a_passkey_that_could_not_be_activated_is_created_at_the_next_try in chromium, firefox);
fn a_passkey_that_could_not_be_activated_is_created_at_the_next_try(stage: &Stage) {
    let browser = at_sign_in(stage);
    gets_to_set_up(stage, &browser);
    for (number, outage) in (1..).zip(OUTAGES) {
        let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
        browser.opens("/set-up");
        stage.backend().fault(Operation::AttestationResult, outage, None);
        browser.press("Create a passkey");
        ACTIVATION_FAILED.is_seen_in(&browser);
        stage.backend().clear_faults();
        browser.press("Try again");
        browser.sees_heading(CREATED);
        browser.press("Continue");
        browser.sees(&format!("{number} of 5"));
        device.remove();
    }
}

journey!(an_outage_keeps_nobody_from_doing_it_later in chromium);
fn an_outage_keeps_nobody_from_doing_it_later(stage: &Stage) {
    let browser = at_sign_in(stage);
    gets_to_set_up(stage, &browser);
    for outage in OUTAGES {
        stage.backend().fault(Operation::Deferral, outage, None);
        browser.opens("/set-up");
        browser.press("I'll do this later");
        browser.sees_heading(SIGNED_IN);
        stage.backend().clear_faults();
    }
}

journey!(an_outage_on_the_signed_in_page_is_gone_at_the_next_try in chromium);
fn an_outage_on_the_signed_in_page_is_gone_at_the_next_try(stage: &Stage) {
    let browser = at_sign_in(stage);
    for outage in OUTAGES {
        signs_in_with_password(stage, &browser);
        browser.does_not_see("Enter your code");
        for operation in [Operation::Session, Operation::Passkeys] {
            stage.backend().fault(operation, outage, None);
            browser.opens("/account");
            SIGN_IN_UNAVAILABLE.is_seen_in(&browser);
            stage.backend().clear_faults();
            browser.press("Try again");
            browser.sees_heading(SIGNED_IN);
        }
        stage.backend().fault(Operation::EndSession, outage, None);
        browser.press("Sign out");
        SIGN_IN_UNAVAILABLE.is_seen_in(&browser);
        stage.backend().clear_faults();
        browser.press("Try again");
        browser.sees_heading(SIGN_IN);
    }
}
