//! Addresses that are altered or out of date, or that lead elsewhere.

use latchkey_tests::{AuthenticatorKind, Browser, Stage, journey};
use serde_json::json;

use crate::states::{SESSION_EXPIRED, SET_UP_UNAVAILABLE, SIGN_IN_UNAVAILABLE};
use crate::steps::{
    CREATED, ENTER_PASSWORD, SET_UP, SIGN_IN, SIGNED_IN, USER, at_sign_in, gets_to_set_up, says_who,
    signs_in_with_password,
};

#[track_caller]
fn has_no_flow_of_old(browser: &Browser) {
    browser.script_gives("return /garbage|A{22}/.test(location.search)", &json!(false));
}

journey!(an_altered_address_is_no_dead_end in chromium, firefox);
fn an_altered_address_is_no_dead_end(stage: &Stage) {
    let browser = stage.browser();
    browser.opens("/?flow=garbage");
    SIGN_IN_UNAVAILABLE.is_seen_in(&browser);
    browser.press("Try again");
    browser.sees_heading(SIGN_IN);
    has_no_flow_of_old(&browser);
    browser.opens("/?flow=garbage");
    browser.press("Use password instead");
    browser.sees_heading(SIGN_IN);

    // A well-formed flow that the server doesn't know.
    browser.opens("/?flow=AAAAAAAAAAAAAAAAAAAAAA");
    SESSION_EXPIRED.is_seen_in(&browser);
    browser.press("Restart");
    browser.sees_heading(SIGN_IN);
    has_no_flow_of_old(&browser);
    says_who(&browser, USER);
    browser.sees_heading(ENTER_PASSWORD);

    browser.opens("/nowhere/at/all");
    browser.sees_heading("This page doesn’t exist");
    browser.sees("The address may be mistyped or out of date.");
    browser.press("Go to sign-in");
    browser.sees_heading(SIGN_IN);
}

journey!(an_altered_address_of_the_set_up_is_no_dead_end in chromium);
fn an_altered_address_of_the_set_up_is_no_dead_end(stage: &Stage) {
    let browser = at_sign_in(stage);
    browser.add_authenticator(AuthenticatorKind::PLATFORM);
    gets_to_set_up(stage, &browser);
    browser.opens("/set-up?flow=garbage");
    SET_UP_UNAVAILABLE.is_seen_in(&browser);
    browser.press("Try again");
    browser.sees_heading(SET_UP);
    has_no_flow_of_old(&browser);
    browser.opens("/set-up?flow=AAAAAAAAAAAAAAAAAAAAAA");
    SESSION_EXPIRED.is_seen_in(&browser);
    browser.opens("/set-up");
    browser.press("Create a passkey");
    browser.sees_heading(CREATED);
}

journey!(pages_for_who_is_signed_in_lead_others_to_sign_in in chromium);
fn pages_for_who_is_signed_in_lead_others_to_sign_in(stage: &Stage) {
    let browser = stage.browser();
    for page in ["/set-up", "/account"] {
        browser.opens(page);
        SESSION_EXPIRED.is_seen_in(&browser);
        browser.press("Restart");
        browser.sees_heading(SIGN_IN);
    }
    signs_in_with_password(stage, &browser);
    browser.sees_heading(SET_UP);
    browser.press("I'll do this later");
    browser.sees_heading(SIGNED_IN);
    // The session has ended in the meantime.
    stage.backend().advance_clock(std::time::Duration::from_mins(31));
    browser.reload();
    SESSION_EXPIRED.is_seen_in(&browser);
}

journey!(a_person_returns_to_where_they_wanted_to_be in chromium, firefox);
fn a_person_returns_to_where_they_wanted_to_be(stage: &Stage) {
    let browser = stage.browser();
    browser.opens("/?return_to=%2Finbox%3Ffolder%3D1%23top");
    gets_to_set_up(stage, &browser);
    browser.press("I'll do this later");
    // The application that the app signs in to is another document.
    let wanted = format!("{}/inbox?folder=1#top", stage.backend().origin());
    latchkey_tests::wait_until(&wanted, || browser.url() == wanted);
    browser.sees_heading("This page doesn’t exist");
    browser.script_gives(
        "return performance.getEntriesByType('navigation')[0].name.includes('/inbox')",
        &json!(true),
    );
}

journey!(nobody_is_sent_to_another_origin in chromium, firefox);
fn nobody_is_sent_to_another_origin(stage: &Stage) {
    let browser = stage.browser();
    for elsewhere in
        ["https%3A%2F%2Fevil.example%2F", "%2F%2Fevil.example", "%2F%5Cevil.example", "javascript%3Aalert(1)"]
    {
        browser.opens(&format!("/?return_to={elsewhere}"));
        signs_in_with_password(stage, &browser);
        if elsewhere.starts_with("https") {
            browser.press("I'll do this later");
        }
        browser.sees_heading(SIGNED_IN);
        assert_eq!(browser.url(), format!("{}/account", stage.backend().origin()));
    }
}
