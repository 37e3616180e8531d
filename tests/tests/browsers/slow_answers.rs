//! A service that doesn't answer: users can wait until the app gives up, or cancel.

use latchkey_tests::{AuthenticatorKind, Fault, Operation, Stage, journey};

use crate::states::NOT_FOUND_OR_CANCELED;
use crate::steps::{
    ENTER_CODE, ENTER_PASSWORD, IDENTIFIER, PASSWORD, SIGN_IN, SIGNED_IN, USER, answers_prompts, at_sign_in,
    gets_to_passkey_page, gives_password, has_passkey, says_who,
};

journey!(a_person_who_is_tired_of_waiting_cancels_and_goes_on in chromium, firefox);
fn a_person_who_is_tired_of_waiting_cancels_and_goes_on(stage: &Stage) {
    let browser = at_sign_in(stage);
    stage.backend().fault(Operation::Identify, Fault::Hang, Some(1));
    says_who(&browser, USER);
    browser.sees("Looking up your account…");
    browser.hears("Looking up your account…");
    browser.press("Cancel");
    browser.sees_heading(SIGN_IN);
    assert_eq!(browser.value_of(IDENTIFIER), USER);
    browser.press("Continue");
    browser.sees_heading(ENTER_PASSWORD);

    stage.backend().fault(Operation::Password, Fault::Hang, Some(1));
    gives_password(&browser, PASSWORD);
    browser.sees("Checking your password…");
    browser.hears("Checking your password…");
    browser.press("Cancel");
    browser.does_not_see("Checking your password…");
    assert_eq!(browser.value_of("Password"), PASSWORD);
    browser.press("Continue");
    browser.sees_heading(ENTER_CODE);

    stage.backend().fault(Operation::ResendCode, Fault::Hang, Some(1));
    browser.press("Send a new code");
    browser.sees("Sending a new code…");
    browser.hears("Sending a new code…");
    browser.press("Cancel");
    browser.can_press("Send a new code");
}

journey!(a_person_who_cancels_before_the_prompt_tries_again_with_a_new_request in chromium);
fn a_person_who_cancels_before_the_prompt_tries_again_with_a_new_request(stage: &Stage) {
    let browser = at_sign_in(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    has_passkey(stage, &browser, &device);
    stage.backend().fault(Operation::AssertionOptions, Fault::Hang, Some(1));
    gets_to_passkey_page(&browser);
    answers_prompts(&browser, &device);
    browser.press("Log in with passkey");
    browser.sees("Getting your passkey request ready…");
    browser.hears("Getting your passkey request ready…");
    browser.press("Cancel");
    NOT_FOUND_OR_CANCELED.is_seen_in(&browser);
    browser.press("Try again");
    browser.sees_heading(SIGNED_IN);
}
