//! Users who want to set up a passkey later aren't asked again for a while.

use std::time::Duration;

use latchkey_tests::{Browser, Stage, journey};

use crate::steps::{
    PASSWORD, SET_UP, SIGNED_IN, USER, at_sign_in, gets_to_set_up, opens_sign_in, signs_in_with_password,
    signs_out,
};

const HOUR: Duration = Duration::from_hours(1);

fn wants_to_do_it_later(stage: &Stage, browser: &Browser) {
    gets_to_set_up(stage, browser);
    browser.press("I'll do this later");
    browser.sees_heading(SIGNED_IN);
    browser.sees("You have no passkey yet.");
    signs_out(browser);
}

journey!(a_person_who_wants_to_do_it_later_is_asked_again_at_the_tenth_sign_in in chromium);
fn a_person_who_wants_to_do_it_later_is_asked_again_at_the_tenth_sign_in(stage: &Stage) {
    let browser = at_sign_in(stage);
    wants_to_do_it_later(stage, &browser);
    signs_in_with_password(stage, &browser);
    browser.sees_heading(SIGNED_IN);
    signs_out(&browser);
    for _ in 2..10 {
        assert!(!stage.backend().visitor().signs_in(USER, PASSWORD));
    }
    signs_in_with_password(stage, &browser);
    browser.sees_heading(SET_UP);
}

journey!(a_person_who_wants_to_do_it_later_is_asked_again_after_seven_days in chromium);
fn a_person_who_wants_to_do_it_later_is_asked_again_after_seven_days(stage: &Stage) {
    let browser = at_sign_in(stage);
    wants_to_do_it_later(stage, &browser);
    stage.backend().advance_clock((7 * 24 - 1) * HOUR);
    opens_sign_in(&browser);
    signs_in_with_password(stage, &browser);
    browser.sees_heading(SIGNED_IN);
    signs_out(&browser);
    stage.backend().advance_clock(HOUR);
    opens_sign_in(&browser);
    signs_in_with_password(stage, &browser);
    browser.sees_heading(SET_UP);
}
