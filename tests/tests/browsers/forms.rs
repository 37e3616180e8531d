//! Errors in what was typed are shown at the field, and what was typed is kept.

use std::time::Duration;

use latchkey_tests::{Browser, Stage, journey};

use crate::steps::{
    CODE, ENTER_CODE, ENTER_PASSWORD, IDENTIFIER, PASSWORD, SET_UP, SIGN_IN, USER, at_sign_in, gives_code,
    gives_password, opens_sign_in, says_who,
};

/// Waits until a field is marked as wrong: the user sees and hears why, and can continue typing in it.
#[track_caller]
fn is_wrong(browser: &Browser, field: &str, why: &str) {
    browser.sees(why);
    browser.hears(why);
    browser.has_focus_on(field);
    assert_eq!(browser.field_attribute(field, "aria-invalid").as_deref(), Some("true"));
}

fn at_the_code(stage: &Stage, browser: &Browser) -> String {
    says_who(browser, USER);
    gives_password(browser, PASSWORD);
    browser.sees_heading(ENTER_CODE);
    stage.backend().latest_code(USER)
}

/// Returns a code that differs from this one.
fn other_than(code: &str) -> String {
    let last = if code.ends_with('1') { '2' } else { '1' };
    format!("{}{last}", &code[..code.len() - 1])
}

fn enters(browser: &Browser, code: &str) {
    browser.type_into(CODE, code);
    browser.press("Continue");
}

journey!(empty_and_wrong_fields_say_what_is_wrong_with_them in chromium, firefox, webkit);
fn empty_and_wrong_fields_say_what_is_wrong_with_them(stage: &Stage) {
    let browser = at_sign_in(stage);
    browser.has_focus_on(IDENTIFIER);
    assert_eq!(browser.field_attribute(IDENTIFIER, "aria-invalid"), None);
    browser.press("Continue");
    is_wrong(&browser, IDENTIFIER, "Enter your email or username.");
    browser.type_into(IDENTIFIER, "   ");
    browser.press("Continue");
    is_wrong(&browser, IDENTIFIER, "Enter your email or username.");

    // Longer than any name that the service accepts.
    says_who(&browser, &"n".repeat(257));
    is_wrong(&browser, IDENTIFIER, "That can’t be right. Check what you typed.");

    says_who(&browser, USER);
    browser.sees_heading(ENTER_PASSWORD);
    browser.has_focus_on("Password");
    browser.press("Continue");
    is_wrong(&browser, "Password", "Enter your password.");
    gives_password(&browser, "wrong horse");
    is_wrong(
        &browser,
        "Password",
        "That email or username and password don’t match. Check both and try again.",
    );
    assert_eq!(browser.value_of("Password"), "wrong horse");
    browser.sees("Signing in as user@example.test");
    assert_eq!(stage.backend().codes(USER).len(), 0);

    gives_password(&browser, PASSWORD);
    browser.sees_heading(ENTER_CODE);
    browser.has_focus_on(CODE);
    for malformed in ["", "12345", "12 34 5", "abcdef", "1234567"] {
        if !malformed.is_empty() {
            browser.type_into(CODE, malformed);
        }
        browser.press("Continue");
        is_wrong(&browser, CODE, "Enter the 6 digits of the code.");
        assert_eq!(browser.value_of(CODE), malformed);
    }
    let code = stage.backend().latest_code(USER);
    // Users copy codes with spaces.
    enters(&browser, &format!(" {} {} ", &code[..3], &code[3..]));
    browser.does_not_see(ENTER_CODE);
    browser.does_not_see("Enter the 6 digits of the code.");
}

journey!(a_password_can_be_shown in chromium, firefox);
fn a_password_can_be_shown(stage: &Stage) {
    let browser = at_sign_in(stage);
    says_who(&browser, USER);
    browser.type_into("Password", "secret");
    assert_eq!(browser.field_attribute("Password", "type").as_deref(), Some("password"));
    browser.press("Show password");
    assert_eq!(browser.field_attribute("Password", "type").as_deref(), Some("text"));
    assert_eq!(browser.value_of("Password"), "secret");
    browser.press("Hide password");
    assert_eq!(browser.field_attribute("Password", "type").as_deref(), Some("password"));
}

journey!(a_wrong_code_says_how_many_tries_are_left_until_none_is in chromium);
fn a_wrong_code_says_how_many_tries_are_left_until_none_is(stage: &Stage) {
    let browser = at_sign_in(stage);
    let code = at_the_code(stage, &browser);
    let wrong = other_than(&code);
    for left in [4, 3, 2, 1] {
        enters(&browser, &wrong);
        let why = format!("That code isn’t right. Tries left: {left}.");
        is_wrong(&browser, CODE, &why);
        assert_eq!(browser.value_of(CODE), wrong);
    }
    enters(&browser, &wrong);
    is_wrong(&browser, CODE, "Too many wrong codes. Ask for a new one.");
    // Now not even the right code is accepted.
    enters(&browser, &code);
    is_wrong(&browser, CODE, "Too many wrong codes. Ask for a new one.");

    stage.backend().advance_clock(Duration::from_secs(30));
    browser.press("Send a new code");
    browser.sees("A new code is on its way.");
    browser.hears("A new code is on its way.");
    gives_code(stage, &browser);
    browser.sees_heading(SET_UP);
}

journey!(a_code_expires_and_a_new_one_is_sent in chromium);
fn a_code_expires_and_a_new_one_is_sent(stage: &Stage) {
    let browser = at_sign_in(stage);
    let code = at_the_code(stage, &browser);
    browser.press("Send a new code");
    browser.sees("You can ask for a new code in ");
    is_wrong(&browser, CODE, " s.");
    assert_eq!(stage.backend().codes(USER).len(), 1);

    stage.backend().advance_clock(Duration::from_mins(5));
    enters(&browser, &code);
    is_wrong(&browser, CODE, "That code has expired. Ask for a new one.");
    browser.press("Send a new code");
    browser.sees("A new code is on its way.");
    assert_eq!(stage.backend().codes(USER).len(), 2);
    enters(&browser, &stage.backend().latest_code(USER));
    browser.sees_heading(SET_UP);
}

journey!(too_many_wrong_passwords_have_to_wait in chromium);
fn too_many_wrong_passwords_have_to_wait(stage: &Stage) {
    let browser = at_sign_in(stage);
    says_who(&browser, USER);
    for _ in 0..10 {
        gives_password(&browser, "wrong horse");
        is_wrong(&browser, "Password", "That email or username and password don’t match.");
    }
    gives_password(&browser, PASSWORD);
    is_wrong(&browser, "Password", "Too many tries. Try again in 15 min.");
    assert_eq!(browser.value_of("Password"), PASSWORD);

    // By then the flow has expired, but a user who has waited can sign in.
    stage.backend().advance_clock(Duration::from_mins(15));
    opens_sign_in(&browser);
    browser.sees_heading(SIGN_IN);
    says_who(&browser, USER);
    gives_password(&browser, PASSWORD);
    browser.sees_heading(ENTER_CODE);
}

journey!(what_one_person_typed_is_gone_when_another_signs_in in chromium);
fn what_one_person_typed_is_gone_when_another_signs_in(stage: &Stage) {
    let browser = at_sign_in(stage);
    says_who(&browser, USER);
    gives_password(&browser, PASSWORD);
    browser.sees_heading(ENTER_CODE);
    browser.type_into(CODE, "123456");
    browser.press("Not you?");
    says_who(&browser, "super@example.test");
    browser.sees("Signing in as super@example.test");
    assert_eq!(browser.value_of("Password"), "");
    gives_password(&browser, PASSWORD);
    browser.sees_heading(ENTER_CODE);
    assert_eq!(browser.value_of(CODE), "");
}
