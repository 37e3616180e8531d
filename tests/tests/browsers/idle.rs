//! Pages that are left alone ask whether the user is still there, and then end.

use std::time::Duration;

use latchkey_tests::{Browser, Fault, Key, Operation, Stage, journey, wait_long_until, wait_until};
use serde_json::json;

use crate::screens::fits;
use crate::states::SESSION_EXPIRED;
use crate::steps::{
    CREATED, ENTER_CODE, ENTER_PASSWORD, IDENTIFIER, PASSWORD, PROMPT, SET_UP, SIGN_IN, USER, at_sign_in,
    at_sign_in_hesitantly, gets_to_set_up, gives_password, opens_sign_in, says_who,
};

const QUESTION: &str = "Are you still there?";
const EIGHT_MINUTES: Duration = Duration::from_mins(8);
const NINE_MINUTES: Duration = Duration::from_mins(9);
const TEN_MINUTES: Duration = Duration::from_mins(10);
const A_MINUTE: Duration = Duration::from_mins(1);

/// Waits until the page asks whether the user is still there, with the focus on the answer.
#[track_caller]
fn is_asked(browser: &Browser) {
    browser.sees_heading(QUESTION);
    browser.sees("Your session ends in ");
    browser.has_focus_on("Stay");
}

#[track_caller]
fn is_not_asked(browser: &Browser) {
    browser.does_not_see(QUESTION);
    browser.cannot_press("Stay");
}

/// Checks that what was typed is still there, and that typing continues at its end.
#[track_caller]
fn types_on(browser: &Browser, typed: &str) {
    assert_eq!(browser.value_of("Password"), typed);
    browser.types("word");
    assert_eq!(browser.value_of("Password"), [typed, "word"].concat());
    browser.press_keys(&vec![Key::Backspace; "word".len()]);
}

journey!(a_page_left_alone_asks_and_then_ends in chromium, firefox, webkit);
fn a_page_left_alone_asks_and_then_ends(stage: &Stage) {
    let browser = at_sign_in(stage);
    says_who(&browser, USER);
    browser.sees_heading(ENTER_PASSWORD);
    browser.type_into("Password", "half a pass");
    browser.time_passes(NINE_MINUTES);
    is_asked(&browser);
    browser.press("Stay");
    is_not_asked(&browser);
    browser.has_focus_on("Password");
    types_on(&browser, "half a pass");

    browser.time_passes(NINE_MINUTES);
    is_asked(&browser);
    browser.press_keys(&[Key::Escape]);
    is_not_asked(&browser);
    browser.has_focus_on("Password");
    types_on(&browser, "half a pass");

    browser.time_passes(TEN_MINUTES);
    SESSION_EXPIRED.is_seen_in(&browser);
    is_not_asked(&browser);
    browser.has_focus_on("Session Expired");
    browser.cannot_press("Continue");
    // It doesn't matter how long they stay away now.
    browser.time_passes(NINE_MINUTES);
    is_not_asked(&browser);
    SESSION_EXPIRED.is_seen_in(&browser);

    browser.press("Restart");
    browser.sees_heading(SIGN_IN);
    browser.has_focus_on(IDENTIFIER);
    assert_eq!(browser.value_of(IDENTIFIER), USER);
    is_not_asked(&browser);
    browser.press("Continue");
    browser.sees_heading(ENTER_PASSWORD);
    assert_eq!(browser.value_of("Password"), "");
    gives_password(&browser, PASSWORD);
    browser.sees_heading(ENTER_CODE);
    browser.time_passes(NINE_MINUTES);
    is_asked(&browser);
}

journey!(a_question_that_nobody_answers_ends_the_session_by_itself in chromium, firefox);
fn a_question_that_nobody_answers_ends_the_session_by_itself(stage: &Stage) {
    let browser = at_sign_in(stage);
    browser.time_passes_unnoticed(NINE_MINUTES);
    is_asked(&browser);
    browser.time_passes_unnoticed(A_MINUTE);
    SESSION_EXPIRED.is_seen_in(&browser);
    is_not_asked(&browser);
    browser.has_focus_on("Session Expired");
}

journey!(what_was_sent_before_the_end_is_given_up in chromium);
fn what_was_sent_before_the_end_is_given_up(stage: &Stage) {
    let browser = at_sign_in(stage);
    says_who(&browser, USER);
    stage.backend().fault(Operation::Password, Fault::Hang, Some(1));
    gives_password(&browser, PASSWORD);
    browser.sees("Checking your password…");
    browser.time_passes(TEN_MINUTES);
    SESSION_EXPIRED.is_seen_in(&browser);
    browser.press("Restart");
    browser.sees_heading(SIGN_IN);
    browser.press("Continue");
    browser.sees_heading(ENTER_PASSWORD);
    assert_eq!(browser.value_of("Password"), "");
    assert_eq!(stage.backend().codes(USER).len(), 0);
}

journey!(what_came_up_behind_the_question_has_the_focus_after_it in chromium, firefox);
fn what_came_up_behind_the_question_has_the_focus_after_it(stage: &Stage) {
    let browser = at_sign_in(stage);
    says_who(&browser, USER);
    stage.backend().fault(Operation::Password, Fault::Hang, Some(1));
    gives_password(&browser, PASSWORD);
    browser.sees("Checking your password…");
    browser.time_passes(NINE_MINUTES);
    is_asked(&browser);
    wait_long_until("the app to time out", || browser.visible_text().contains("Passkey Unavailable"));
    is_asked(&browser);
    browser.press("Stay");
    is_not_asked(&browser);
    browser.has_focus_on("Passkey Unavailable");
}

journey!(a_press_after_the_end_submits_nothing in chromium);
fn a_press_after_the_end_submits_nothing(stage: &Stage) {
    let browser = at_sign_in(stage);
    says_who(&browser, USER);
    browser.type_into("Password", PASSWORD);
    // The user is faster than the page, which hasn't noticed yet. It is a single script, so that no tick
    // comes in between.
    let late = "window.clockAhead.ms += 600_000;
                const press = type => new PointerEvent(type, { bubbles: true });
                const button = document.querySelector('button[type=submit]');
                button.dispatchEvent(press('pointerdown')); button.click();";
    browser.time_passes_unnoticed(Duration::ZERO);
    browser.script(late, &[]);
    SESSION_EXPIRED.is_seen_in(&browser);
    assert_eq!(stage.backend().codes(USER).len(), 0);
}

journey!(typing_behind_the_question_does_not_answer_it in chromium, firefox);
fn typing_behind_the_question_does_not_answer_it(stage: &Stage) {
    let browser = at_sign_in(stage);
    browser.time_passes(NINE_MINUTES);
    is_asked(&browser);
    let meddles = "for (const type of ['pointermove', 'pointerdown', 'wheel', 'keydown', 'input']) \
                   document.querySelector('main input').dispatchEvent(new Event(type, { bubbles: true }))";
    browser.script(meddles, &[]);
    browser.time_passes(Duration::from_secs(5));
    is_asked(&browser);
    browser.time_passes(A_MINUTE);
    SESSION_EXPIRED.is_seen_in(&browser);
}

journey!(somebody_who_types_is_not_asked in chromium, firefox);
fn somebody_who_types_is_not_asked(stage: &Stage) {
    let browser = at_sign_in(stage);
    browser.has_focus_on(IDENTIFIER);
    for part in ["user", "@", "example", ".test"] {
        browser.types(part);
        browser.time_passes(EIGHT_MINUTES);
        is_not_asked(&browser);
    }
    assert_eq!(browser.value_of(IDENTIFIER), USER);
    browser.time_passes(A_MINUTE);
    is_asked(&browser);
}

journey!(activity_in_another_tab_keeps_this_one in chromium, firefox);
fn activity_in_another_tab_keeps_this_one(stage: &Stage) {
    let browser = at_sign_in(stage);
    let here = browser.tab();
    browser.type_into(IDENTIFIER, USER);
    let there = browser.opens_tab();
    opens_sign_in(&browser);

    browser.turns_to(&here);
    browser.time_passes(NINE_MINUTES);
    is_asked(&browser);
    browser.turns_to(&there);
    is_not_asked(&browser);
    browser.type_into(IDENTIFIER, "somebody else");
    browser.turns_to(&here);
    is_not_asked(&browser);
    assert_eq!(browser.value_of(IDENTIFIER), USER);

    browser.time_passes(NINE_MINUTES);
    is_asked(&browser);
    browser.turns_to(&there);
    browser.time_passes(NINE_MINUTES);
    is_asked(&browser);
    browser.press("Stay");
    is_not_asked(&browser);
    browser.turns_to(&here);
    is_not_asked(&browser);
    // One tab ends without the other, which may have been in use.
    browser.time_passes(TEN_MINUTES);
    SESSION_EXPIRED.is_seen_in(&browser);
    browser.turns_to(&there);
    browser.sees_heading(SIGN_IN);
    assert_eq!(browser.value_of(IDENTIFIER), "somebody else");
}

journey!(setting_the_computers_clock_changes_nothing in chromium);
fn setting_the_computers_clock_changes_nothing(stage: &Stage) {
    let browser = at_sign_in(stage);
    let sets = "const was = Date.now.bind(Date); const by = arguments[0]; Date.now = () => was() + by;";
    for hours in [5, -10] {
        browser.script(sets, &[json!(hours * 3_600_000)]);
        browser.time_passes(EIGHT_MINUTES);
        is_not_asked(&browser);
        browser.time_passes(A_MINUTE);
        is_asked(&browser);
        browser.press("Stay");
        is_not_asked(&browser);
    }
}

journey!(the_question_is_one_for_eyes_and_ears in chromium, firefox);
fn the_question_is_one_for_eyes_and_ears(stage: &Stage) {
    let browser = at_sign_in(stage);
    browser.time_passes(NINE_MINUTES);
    is_asked(&browser);
    let described = "const dialog = document.querySelector('dialog:modal'); \
                     const left = document.getElementById(dialog.getAttribute('aria-describedby')).textContent; \
                     return [dialog.role, dialog.ariaLabel, /^Your session ends in \\d+ s\\.$/.test(left)]";
    assert_eq!(browser.script(described, &[]), json!(["alertdialog", QUESTION, true]));

    // The visible seconds count down, but nothing is announced until half a minute is left.
    browser.hears("Your session ends in ");
    let said = browser.announced();
    let seen = browser.visible_text();
    wait_until("the seconds to count down", || browser.visible_text() != seen);
    assert_eq!(browser.announced(), said);
    browser.time_passes(Duration::from_secs(30));
    wait_until("an announcement", || browser.announced() != said);
    is_asked(&browser);
    // Nothing behind the question is reachable.
    browser.press_keys(&[Key::Tab]);
    assert_ne!(browser.focused(), "Continue");
}

journey!(the_set_up_page_asks_and_ends_too in chromium);
fn the_set_up_page_asks_and_ends_too(stage: &Stage) {
    let browser = at_sign_in(stage);
    gets_to_set_up(stage, &browser);
    browser.time_passes(NINE_MINUTES);
    is_asked(&browser);
    browser.press("Stay");
    is_not_asked(&browser);
    browser.sees_heading(SET_UP);
    browser.time_passes(TEN_MINUTES);
    SESSION_EXPIRED.is_seen_in(&browser);
    browser.cannot_press("Create a passkey");
    browser.cannot_press("I'll do this later");
    browser.press("Restart");
    browser.sees_heading(SIGN_IN);
    is_not_asked(&browser);
}

/// Keeps the abort signals of the requests to `navigator.credentials`.
const REMEMBERS_SIGNALS: &str = "
window.signals = [];
for (const method of ['get', 'create']) {
  const original = navigator.credentials[method].bind(navigator.credentials);
  navigator.credentials[method] = options => { window.signals.push(options.signal); return original(options); };
}";
const ALL_ENDED: &str = "return window.signals.length > 0 && window.signals.every(signal => signal.aborted)";

journey!(a_prompt_that_is_open_ends_with_the_session in chromium, firefox);
fn a_prompt_that_is_open_ends_with_the_session(stage: &Stage) {
    // Longer than the session, so that it can't be the prompt's own timeout that ends it.
    stage.alters_page("\"promptTimeoutS\": 60", "\"promptTimeoutS\": 600");
    let browser = at_sign_in_hesitantly(stage);
    browser.script(REMEMBERS_SIGNALS, &[]);
    browser.press("Log in with passkey");
    browser.sees_heading(PROMPT);
    browser.script_gives("return window.signals.some(signal => !signal.aborted)", &json!(true));
    browser.time_passes(TEN_MINUTES);
    SESSION_EXPIRED.is_seen_in(&browser);
    browser.script_gives(ALL_ENDED, &json!(true));
    browser.press("Restart");
    browser.sees_heading(SIGN_IN);

    gets_to_set_up(stage, &browser);
    browser.script("window.signals = []", &[]);
    browser.press("Create a passkey");
    browser.sees_heading(PROMPT);
    browser.script_gives("return window.signals.some(signal => !signal.aborted)", &json!(true));
    browser.time_passes(TEN_MINUTES);
    SESSION_EXPIRED.is_seen_in(&browser);
    browser.script_gives(ALL_ENDED, &json!(true));
    browser.does_not_see(CREATED);
}

journey!(a_session_that_the_service_ended_is_not_asked_about in chromium);
fn a_session_that_the_service_ended_is_not_asked_about(stage: &Stage) {
    let browser = at_sign_in(stage);
    says_who(&browser, USER);
    stage.backend().fault(Operation::Password, Fault::Hang, Some(1));
    gives_password(&browser, PASSWORD);
    browser.sees("Checking your password…");
    browser.time_passes(NINE_MINUTES);
    is_asked(&browser);
    // The service ends the flow while the question is shown, and the page finds out. The earlier call was given up.
    browser.press("Stay");
    browser.press("Try again");
    stage.backend().fault(Operation::Password, Fault::SessionExpired, Some(1));
    browser.press("Continue");
    SESSION_EXPIRED.is_seen_in(&browser);
    browser.time_passes(NINE_MINUTES);
    is_not_asked(&browser);
    browser.time_passes(TEN_MINUTES);
    is_not_asked(&browser);
    browser.press("Restart");
    browser.sees_heading(SIGN_IN);
    is_not_asked(&browser);
    browser.time_passes(NINE_MINUTES);
    is_asked(&browser);
}

journey!(an_integrator_sets_the_time_within_limits in chromium);
fn an_integrator_sets_the_time_within_limits(stage: &Stage) {
    stage.alters_page("\"idleTimeoutMin\": 10", "\"idleTimeoutMin\": 1");
    let browser = at_sign_in(stage);
    browser.time_passes(Duration::from_mins(3));
    is_not_asked(&browser);
    browser.time_passes(A_MINUTE);
    is_asked(&browser);
}

// Firefox can set dark pages and exact sizes only when it starts, and lays out the pages as Chromium does.
journey!(the_question_fits_a_phone_and_a_desk in chromium);
fn the_question_fits_a_phone_and_a_desk(stage: &Stage) {
    let browser = at_sign_in(stage);
    browser.time_passes(NINE_MINUTES);
    is_asked(&browser);
    fits(&browser, "session-warning");
}
