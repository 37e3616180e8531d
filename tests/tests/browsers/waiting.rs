//! Prompts that nobody answers and calls that never end, watched from the first second to the timeout.

use std::time::Duration;

use latchkey_tests::{AuthenticatorKind, Browser, Fault, Kind, Operation, Stage, journey};

use crate::states::{ACTIVATION_FAILED, SET_UP_TIMED_OUT, SIGN_IN_TIMED_OUT, SIGN_IN_UNAVAILABLE, State};
use crate::steps::{
    CREATED, ENTER_CODE, ENTER_PASSWORD, PASSWORD, PROMPT, SET_UP, SIGNED_IN, USER, answers_prompts,
    at_sign_in, at_sign_in_hesitantly, gets_to_passkey_page, gets_to_set_up, gives_code, gives_password,
    lets_prompts_wait, says_who, signs_out,
};

/// The heading while a prompt for another device is open.
const PHONE_PROMPT: &str = "Continue on your phone or tablet";
const KEY_PROMPT: &str = "Use your security key";

const WHAT_TO_LOOK_FOR: &str = "It may be behind this window, or a password manager may be holding it.";

/// Leaves a prompt alone for a minute of the page's clock, and prints what can be seen and heard.
#[track_caller]
fn is_left_alone(browser: &Browser, prompt: &str, end: &State) {
    let shows = |at: &str| {
        let seen = browser.visible_text().lines().collect::<Vec<_>>().join(" | ");
        println!("{prompt}, {}, at {at}: {seen}", browser.kind());
    };
    browser.sees_heading(prompt);
    browser.can_press("Cancel");
    browser.does_not_see(WHAT_TO_LOOK_FOR);
    browser.does_not_see("Time left");
    shows("0 s");

    browser.time_passes(Duration::from_secs(10));
    browser.sees(WHAT_TO_LOOK_FOR);
    browser.hears(WHAT_TO_LOOK_FOR);
    browser.does_not_see("Time left");
    browser.can_press("Cancel");
    shows("10 s");

    browser.time_passes(Duration::from_secs(40));
    browser.sees("Time left: ");
    browser.hears("Time left: ");
    browser.can_press("Cancel");
    shows("50 s");

    browser.time_passes(Duration::from_secs(10));
    end.is_seen_in(browser);
    shows("60 s");
}

journey!(a_prompt_to_sign_in_is_explained_then_counted_down_then_given_up in chromium, firefox);
fn a_prompt_to_sign_in_is_explained_then_counted_down_then_given_up(stage: &Stage) {
    let browser = at_sign_in_hesitantly(stage);
    browser.press("Log in with passkey");
    is_left_alone(&browser, PROMPT, &SIGN_IN_TIMED_OUT);
    browser.press("Try again");
    browser.sees_heading(PROMPT);
    browser.press("Cancel");

    browser.press("Use another device");
    browser.press("Use a phone or tablet");
    is_left_alone(&browser, PHONE_PROMPT, &SIGN_IN_TIMED_OUT);
    browser.press("Try again");
    browser.sees_heading(PHONE_PROMPT);
    browser.press("Cancel");

    browser.press("Use another device");
    browser.press("Use a security key");
    is_left_alone(&browser, KEY_PROMPT, &SIGN_IN_TIMED_OUT);
}

journey!(a_prompt_to_create_a_passkey_is_explained_then_counted_down_then_given_up in chromium, firefox);
fn a_prompt_to_create_a_passkey_is_explained_then_counted_down_then_given_up(stage: &Stage) {
    let browser = at_sign_in_hesitantly(stage);
    gets_to_set_up(stage, &browser);
    browser.press("Create a passkey");
    is_left_alone(&browser, PROMPT, &SET_UP_TIMED_OUT);

    browser.press("Use another device");
    browser.press("Use a phone or tablet");
    is_left_alone(&browser, PHONE_PROMPT, &SET_UP_TIMED_OUT);

    browser.press("Use another device");
    browser.press("Use a security key");
    is_left_alone(&browser, KEY_PROMPT, &SET_UP_TIMED_OUT);
    browser.press("Use another device");
    browser.press("Back");
    browser.sees_heading(SET_UP);
}

// The page's clock advances, but nothing wakes the page, as when it is behind another tab.
journey!(a_prompt_in_a_tab_in_the_background_is_given_up_all_the_same in chromium, firefox);
fn a_prompt_in_a_tab_in_the_background_is_given_up_all_the_same(stage: &Stage) {
    let browser = at_sign_in_hesitantly(stage);
    browser.press("Log in with passkey");
    browser.sees_heading(PROMPT);
    browser.time_passes_unnoticed(Duration::from_secs(61));
    SIGN_IN_TIMED_OUT.is_seen_in(&browser);
}

journey!(a_change_of_the_computers_time_does_not_end_a_prompt in chromium);
fn a_change_of_the_computers_time_does_not_end_a_prompt(stage: &Stage) {
    let browser = at_sign_in_hesitantly(stage);
    browser.press("Log in with passkey");
    browser.sees_heading(PROMPT);
    browser.script("const now = Date.now; Date.now = () => now() + 36e5", &[]);
    browser.time_passes(Duration::from_secs(10));
    browser.sees(WHAT_TO_LOOK_FOR);
    browser.sees_heading(PROMPT);
    browser.script("const now = Date.now; Date.now = () => now() - 72e5", &[]);
    browser.time_passes(Duration::from_secs(50));
    SIGN_IN_TIMED_OUT.is_seen_in(&browser);
}

/// Waits, during a call that the backend never answers, until the page gives up.
#[track_caller]
fn is_given_up(browser: &Browser, words: &str) {
    browser.sees(words);
    browser.hears(words);
    browser.can_press("Cancel");
    println!("{words}, {}, at 0 s: with “Cancel”", browser.kind());
    browser.time_passes(Duration::from_secs(10));
    browser.sees(words);
    browser.can_press("Cancel");
    browser.time_passes(Duration::from_secs(5));
    browser.does_not_see(words);
    let seen = browser.visible_text().lines().collect::<Vec<_>>().join(" | ");
    println!("{words}, {}, at 15 s: {seen}", browser.kind());
}

journey!(a_call_that_is_never_answered_is_given_up_and_nothing_typed_is_lost in chromium, firefox, webkit);
fn a_call_that_is_never_answered_is_given_up_and_nothing_typed_is_lost(stage: &Stage) {
    let hangs = |operation| stage.backend().fault(operation, Fault::Hang, Some(1));
    let browser = at_sign_in(stage);
    hangs(Operation::Identify);
    says_who(&browser, USER);
    is_given_up(&browser, "Looking up your account…");
    SIGN_IN_UNAVAILABLE.is_seen_in(&browser);
    browser.press("Try again");
    browser.sees_heading(ENTER_PASSWORD);

    hangs(Operation::Password);
    gives_password(&browser, PASSWORD);
    is_given_up(&browser, "Checking your password…");
    SIGN_IN_UNAVAILABLE.is_seen_in(&browser);
    browser.press("Try again");
    assert_eq!(browser.value_of("Password"), PASSWORD);
    browser.press("Continue");
    browser.sees_heading(ENTER_CODE);

    hangs(Operation::ResendCode);
    browser.press("Send a new code");
    is_given_up(&browser, "Sending a new code…");
    SIGN_IN_UNAVAILABLE.is_seen_in(&browser);
    browser.press("Try again");

    hangs(Operation::Code);
    gives_code(stage, &browser);
    is_given_up(&browser, "Checking your code…");
    SIGN_IN_UNAVAILABLE.is_seen_in(&browser);
    browser.press("Try again");
    browser.press("Continue");
    if stage.kind() != Kind::WebKit {
        browser.sees_heading(SET_UP);
        hangs(Operation::Deferral);
        browser.press("I'll do this later");
        // The user isn't held up, and is just asked once more next time.
        is_given_up(&browser, "One moment…");
    }
    browser.sees_heading(SIGNED_IN);
}

journey!(a_passkey_that_nobody_checks_or_saves_is_given_up in chromium);
fn a_passkey_that_nobody_checks_or_saves_is_given_up(stage: &Stage) {
    let hangs = |operation| stage.backend().fault(operation, Fault::Hang, Some(1));
    let browser = at_sign_in(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    gets_to_set_up(stage, &browser);
    hangs(Operation::AttestationResult);
    browser.press("Create a passkey");
    is_given_up(&browser, "Saving your passkey…");
    ACTIVATION_FAILED.is_seen_in(&browser);
    device.remove();
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    browser.press("Try again");
    browser.sees_heading(CREATED);
    browser.press("Continue");
    lets_prompts_wait(&browser, &device);
    signs_out(&browser);

    gets_to_passkey_page(&browser);
    answers_prompts(&browser, &device);
    hangs(Operation::AssertionResult);
    browser.press("Log in with passkey");
    is_given_up(&browser, "Checking your passkey…");
    SIGN_IN_UNAVAILABLE.is_seen_in(&browser);
    hangs(Operation::AssertionOptions);
    browser.press("Try again");
    is_given_up(&browser, "Getting your passkey request ready…");
    SIGN_IN_UNAVAILABLE.is_seen_in(&browser);
    browser.press("Try again");
    browser.sees_heading(SIGNED_IN);
}
