//! What the server is told about the states that users see: four codes, once each time a state is shown, and only if
//! reports are allowed.

use std::rc::Rc;
use std::time::Duration;

use latchkey_core::user_agent::Browser as Family;
use latchkey_tests::{Browser, Fault, Kind, Operation, Stage, journey};
use serde_json::{Value, json};

use crate::states::{
    NOT_COMPLETED, NOT_FOUND_OR_CANCELED, SET_UP_CANCELED, SIGN_IN_TIMED_OUT, SIGN_IN_UNAVAILABLE, State,
};
use crate::steps::{
    PASSWORD, PROMPT, SIGN_IN, USER, at_sign_in_hesitantly, breaks_the_app, gets_to_set_up, opens_sign_in,
    says_who,
};

/// Keeps what the page gives to the browser to send.
const KEEPS: &str = "window.reports = []; \
    const send = navigator.sendBeacon?.bind(navigator); \
    if (send) navigator.sendBeacon = (url, body) => { \
      body.text().then(text => window.reports.push([url, body.type, JSON.parse(text)])); \
      return send(url, body); };";

/// Returns the name of the test's browser in reports.
fn family(stage: &Stage) -> &'static str {
    match stage.kind() {
        Kind::Chromium => "chrome",
        Kind::Firefox => "firefox",
        Kind::WebKit => "other",
    }
}

/// Waits until the page has sent exactly these reports, given as state, ceremony and time.
#[track_caller]
fn has_reported(stage: &Stage, browser: &Browser, reports: &[[&str; 3]]) {
    let reports: Vec<Value> = reports
        .iter()
        .map(|[state, ceremony, elapsed]| {
            let report = json!({
                "state": state, "browser": family(stage), "ceremony": ceremony, "elapsed": elapsed,
            });
            json!(["/api/reports", "application/json", report])
        })
        .collect();
    browser.script_gives("return window.reports", &json!(reports));
}

/// Waits until the server has counted exactly these states, each this many times.
#[track_caller]
fn has_counted(stage: &Stage, failures: &[(&State, u64)]) {
    let expected: Vec<Value> =
        failures.iter().map(|(state, count)| json!({ "state": state.id, "count": count })).collect();
    let administrator = stage.backend().visitor();
    administrator.signs_in("super@example.test", PASSWORD);
    latchkey_tests::wait_until(&format!("the server to have counted {expected:?}"), || {
        administrator.gets("/api/admin/counts").json()["failures"] == json!(expected)
    });
}

/// Opens a browser at the sign-in page's prompt, which waits.
fn at_prompt(stage: &Stage) -> Rc<Browser> {
    let browser = at_sign_in_hesitantly(stage);
    browser.before_every_page(KEEPS);
    opens_sign_in(&browser);
    browser.press("Log in with passkey");
    browser.sees_heading(PROMPT);
    browser
}

journey!(a_cancelled_prompt_is_counted_and_nothing_of_the_person_is_told in chromium, firefox);
fn a_cancelled_prompt_is_counted_and_nothing_of_the_person_is_told(stage: &Stage) {
    let browser = at_prompt(stage);
    browser.time_passes_unnoticed(Duration::from_secs(11));
    browser.press("Cancel");
    NOT_FOUND_OR_CANCELED.is_seen_in(&browser);
    has_reported(stage, &browser, &[["A2", "sign-in", "10-60s"]]);
    has_counted(stage, &[(&NOT_FOUND_OR_CANCELED, 1)]);
}

journey!(a_prompt_that_nobody_answers_is_counted_with_the_time_it_took in chromium);
fn a_prompt_that_nobody_answers_is_counted_with_the_time_it_took(stage: &Stage) {
    let browser = at_prompt(stage);
    browser.time_passes(Duration::from_mins(1));
    SIGN_IN_TIMED_OUT.is_seen_in(&browser);
    has_reported(stage, &browser, &[["A3", "sign-in", "over-60s"]]);
    has_counted(stage, &[(&SIGN_IN_TIMED_OUT, 1)]);
}

journey!(a_state_that_comes_again_is_counted_again in chromium);
fn a_state_that_comes_again_is_counted_again(stage: &Stage) {
    let browser = stage.browser();
    browser.before_every_page(KEEPS);
    opens_sign_in(&browser);
    stage.backend().fault(Operation::Identify, Fault::Unavailable, Some(2));
    says_who(&browser, USER);
    SIGN_IN_UNAVAILABLE.is_seen_in(&browser);
    browser.press("Try again");
    stage.backend().faults_have_struck();
    SIGN_IN_UNAVAILABLE.is_seen_in(&browser);
    has_counted(stage, &[(&SIGN_IN_UNAVAILABLE, 2)]);
    // What doesn't fail isn't reported.
    browser.press("Try again");
    browser.sees_heading(crate::steps::ENTER_PASSWORD);
    assert_eq!(browser.script("return window.reports.length", &[]), json!(2));
}

journey!(what_fails_in_setting_up_is_counted_as_that in chromium);
fn what_fails_in_setting_up_is_counted_as_that(stage: &Stage) {
    let browser = at_sign_in_hesitantly(stage);
    browser.before_every_page(KEEPS);
    opens_sign_in(&browser);
    gets_to_set_up(stage, &browser);
    browser.press("Create a passkey");
    browser.sees_heading(PROMPT);
    browser.time_passes_unnoticed(Duration::from_secs(11));
    browser.press("Cancel");
    SET_UP_CANCELED.is_seen_in(&browser);
    has_reported(stage, &browser, &[["R2", "set-up", "10-60s"]]);
    has_counted(stage, &[(&SET_UP_CANCELED, 1)]);
}

journey!(an_app_that_stops_is_counted in chromium, firefox, webkit);
fn an_app_that_stops_is_counted(stage: &Stage) {
    let browser = stage.browser();
    opens_sign_in(&browser);
    breaks_the_app(&browser);
    says_who(&browser, USER);
    NOT_COMPLETED.is_seen_in(&browser);
    has_counted(stage, &[(&NOT_COMPLETED, 1)]);
}

// Only Chromium can pretend to be other browsers.
journey!(the_page_of_an_app_that_cannot_start_knows_browsers_as_the_app_does in chromium);
fn the_page_of_an_app_that_cannot_start_knows_browsers_as_the_app_does(stage: &Stage) {
    stage.alters_app("latchkey-", "_bg.wasm", |_| None);
    let browser = stage.browser();
    browser.expects_in_console("failed to fetch Wasm");
    browser.before_every_page(KEEPS);
    let chrome = "Chrome/150.0.0.0 Safari/537.36";
    let safari = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/26.0 Safari/605.1.15";
    for user_agent in [
        chrome,
        &format!("{chrome} Edg/150.0.0.0"),
        &format!("{chrome} EdgA/150.0.0.0"),
        "Version/18.0 EdgiOS/150.0.0.0 Safari/604.1",
        &format!("{chrome} Edge/18.0"),
        &format!("{chrome} OPR/134.0.0.0"),
        "Version/18.0 OPT/5.0 Mac OS X Safari/604.1",
        &format!("SamsungBrowser/29.0 {chrome}"),
        &format!("{chrome} Vivaldi/8.0"),
        &format!("{chrome} YaBrowser/25.0"),
        &format!("{safari} Ddg/26.0"),
        "Gecko/20100101 Firefox/153.0",
        "Mac OS X FxiOS/153.0 Safari/605.1.15",
        "Mac OS X CriOS/150.0.0.0 Safari/604.1",
        safari,
        "(X11; Linux x86_64) Version/26.0 Safari/605.1.15",
        "curl/8.14.1",
    ] {
        browser.cdp("Emulation.setUserAgentOverride", &json!({ "userAgent": user_agent }));
        browser.opens("/set-up");
        NOT_COMPLETED.is_seen_in(&browser);
        browser.script_gives(
            "return window.reports.map(([, , { state, browser, ceremony }]) => [state, browser, ceremony])",
            &json!([["B3", Family::of(user_agent).code(), "set-up"]]),
        );
        assert_eq!(
            browser.script("return Object.keys(window.reports[0][2]).sort()", &[]),
            json!(["browser", "ceremony", "elapsed", "state"]),
        );
    }
}

journey!(nothing_is_told_where_the_integrator_does_not_want_it in chromium);
fn nothing_is_told_where_the_integrator_does_not_want_it(stage: &Stage) {
    stage.alters_page("\"reportProblems\": true", "\"reportProblems\": false");
    let browser = at_prompt(stage);
    browser.press("Cancel");
    NOT_FOUND_OR_CANCELED.is_seen_in(&browser);
    breaks_the_app(&browser);
    browser.press("Try again");
    NOT_COMPLETED.is_seen_in(&browser);
    assert_eq!(browser.script("return window.reports", &[]), json!([]));
    has_counted(stage, &[]);
}

journey!(a_browser_that_sends_no_reports_goes_on_without in chromium, firefox);
fn a_browser_that_sends_no_reports_goes_on_without(stage: &Stage) {
    let browser = stage.browser();
    for without in [
        "delete Navigator.prototype.sendBeacon",
        "Navigator.prototype.sendBeacon = () => { throw new TypeError(); }",
    ] {
        browser.before_every_page(without);
        browser.opens("/?flow=garbage");
        SIGN_IN_UNAVAILABLE.is_seen_in(&browser);
        browser.press("Try again");
        browser.sees_heading(SIGN_IN);
    }
}
