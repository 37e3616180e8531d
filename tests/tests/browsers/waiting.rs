//! Prompts that nobody answers, looked at from the first second to the deadline.

use std::time::Duration;

use latchkey_tests::{Browser, Stage, journey};

use crate::states::{SET_UP_TIMED_OUT, SIGN_IN_TIMED_OUT, State};
use crate::steps::{PROMPT, SET_UP, at_sign_in_hesitantly, gets_to_set_up};

/// The page when a prompt for another device is open.
const PHONE_PROMPT: &str = "Continue on your phone or tablet";
const KEY_PROMPT: &str = "Use your security key";

const WHAT_TO_LOOK_FOR: &str = "It may be behind this window, or a password manager may be holding it.";

/// Leaves a prompt alone for a minute of the page's clock, and says what is to be seen and heard.
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
    browser.hears("Time left: 10 s");
    browser.can_press("Cancel");
    shows("50 s");

    browser.time_passes(Duration::from_secs(5));
    browser.hears("Time left: 5 s");

    browser.time_passes(Duration::from_secs(5));
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

// The page's clock moves on and nothing wakes it: as while it lies behind another tab.
journey!(a_prompt_in_a_tab_in_the_background_is_given_up_all_the_same in chromium, firefox);
fn a_prompt_in_a_tab_in_the_background_is_given_up_all_the_same(stage: &Stage) {
    let browser = at_sign_in_hesitantly(stage);
    browser.press("Log in with passkey");
    browser.sees_heading(PROMPT);
    browser.time_passes_unnoticed(Duration::from_secs(61));
    SIGN_IN_TIMED_OUT.is_seen_in(&browser);
}

journey!(a_change_of_the_computers_time_does_not_end_a_prompt in chromium, firefox);
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
