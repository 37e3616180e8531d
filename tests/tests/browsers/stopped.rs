//! The app stops, or can't start: the page says so, and works again after a reload.

use latchkey_tests::{Browser, Key, Kind, Stage, journey};
use serde_json::json;

use crate::states::NOT_COMPLETED;
use crate::steps::{
    ENTER_PASSWORD, PASSWORD, SIGN_IN, USER, at_sign_in, breaks_the_app, gives_password, opens_sign_in,
    says_who,
};

const LOAD_AGAIN: &str = "Load the page again";

/// Checks that the message is all that is visible, that it has the focus at its start, and that it is announced.
#[track_caller]
fn is_all_there_is(browser: &Browser) {
    NOT_COMPLETED.is_seen_in(browser);
    let whole = [NOT_COMPLETED.title, NOT_COMPLETED.body, LOAD_AGAIN].join("\n");
    assert_eq!(browser.visible_text().trim(), whole);
    browser.has_focus_on(NOT_COMPLETED.title);
    browser.hears(NOT_COMPLETED.body);
    assert_eq!(browser.script("return document.title", &[]), json!(NOT_COMPLETED.title));
    let shown = "return document.querySelector('[data-state]').dataset.state";
    assert_eq!(browser.script(shown, &[]), json!("B3"));
}

#[track_caller]
fn leads_on(browser: &Browser) {
    // In WebKit, what a page wrote to the console is lost with the page.
    browser.console();
    browser.press(LOAD_AGAIN);
    browser.sees_heading(SIGN_IN);
    says_who(browser, USER);
    browser.sees_heading(ENTER_PASSWORD);
}

journey!(an_app_that_stops_says_so_and_leads_on in chromium, firefox, webkit);
fn an_app_that_stops_says_so_and_leads_on(stage: &Stage) {
    let browser = at_sign_in(stage);
    breaks_the_app(&browser);
    says_who(&browser, USER);
    is_all_there_is(&browser);
    leads_on(&browser);

    // The same at a later step.
    breaks_the_app(&browser);
    gives_password(&browser, PASSWORD);
    is_all_there_is(&browser);
    browser.press_keys(&[Key::Tab, Key::Enter]);
    browser.sees_heading(SIGN_IN);
}

/// Checks an app that can't be loaded because of what the server has, and that can be loaded a moment later.
#[track_caller]
fn cannot_start(stage: &Stage, error: &str, alter: impl Fn(Vec<u8>) -> Option<Vec<u8>>) {
    stage.alters_app("latchkey-", "_bg.wasm", alter);
    let browser = stage.browser();
    if stage.kind() != Kind::WebKit {
        // WebKit's console isn't watched until the page is loaded.
        browser.expects_in_console(error);
    }
    browser.opens("/");
    is_all_there_is(&browser);
    browser.press(LOAD_AGAIN);
    is_all_there_is(&browser);
    stage.restores_app();
    leads_on(&browser);
    opens_sign_in(&browser);
}

journey!(an_app_that_is_not_there_says_so_and_leads_on in chromium, firefox, webkit);
fn an_app_that_is_not_there_says_so_and_leads_on(stage: &Stage) {
    cannot_start(stage, "failed to fetch Wasm", |_| None);
}

journey!(an_app_that_is_damaged_says_so_and_leads_on in chromium, firefox, webkit);
fn an_app_that_is_damaged_says_so_and_leads_on(stage: &Stage) {
    cannot_start(stage, "CompileError", |mut wasm| {
        let middle = wasm.len() / 2;
        wasm[middle..middle + 1000].fill(u8::MAX);
        Some(wasm)
    });
}

// Firefox can set dark pages and exact sizes only when it starts, and lays out the page as Chromium does.
journey!(the_page_of_a_stopped_app_fits_a_phone_and_a_desk in chromium);
fn the_page_of_a_stopped_app_fits_a_phone_and_a_desk(stage: &Stage) {
    let browser = at_sign_in(stage);
    breaks_the_app(&browser);
    says_who(&browser, USER);
    NOT_COMPLETED.is_seen_in(&browser);
    crate::screens::fits(&browser, "stopped");
}
