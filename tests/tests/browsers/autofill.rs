//! Passkeys in the autofill of 'Email or username'.

use std::time::Duration;

use latchkey_tests::{AuthenticatorKind, Kind, Stage, journey};
use serde_json::json;

use crate::steps::{
    IDENTIFIER, SIGN_IN, SIGNED_IN, answers_prompts, at_sign_in, gets_to_passkey_page, has_passkey,
    keeps_for_the_account, opens_sign_in,
};

/// Records the requests, and whether they were aborted.
const COUNTS: &str = "if (navigator.credentials) { \
      const get = navigator.credentials.get.bind(navigator.credentials); \
      navigator.credentials.get = options => { \
        const request = { mediation: options.mediation ?? options.uiMode ?? 'modal', aborted: false, others: \
          window.requests.filter(other => !other.over).length }; \
        window.requests.push(request); \
        options.signal.addEventListener('abort', () => { request.aborted = true; }); \
        return get(options).finally(() => { request.over = true; }); }; }";

/// Returns the requests so far: how each was made, whether it was aborted, and how many others were open at
/// that time.
const REQUESTS: &str =
    "return window.requests.map(({ mediation, aborted, others }) => [mediation, aborted, others])";

// Firefox's virtual authenticator never picks a passkey from the autofill, so the request waits.
journey!(picking_a_passkey_from_the_autofill_signs_in in chromium);
fn picking_a_passkey_from_the_autofill_signs_in(stage: &Stage) {
    let browser = at_sign_in(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    has_passkey(stage, &browser, &device);

    assert_eq!(browser.field_attribute(IDENTIFIER, "autocomplete").as_deref(), Some("username webauthn"));
    // Typing doesn't end the request, and nothing happens by itself.
    browser.type_into(IDENTIFIER, "us");
    browser.sees_heading(SIGN_IN);
    assert_eq!(browser.value_of(IDENTIFIER), "us");
    // A user who answers now picks the passkey for the request that the next page makes.
    device.set_person_answers(true);
    browser.reload();
    browser.sees_heading(SIGNED_IN);
}

journey!(the_waiting_autofill_makes_way_for_the_prompt in chromium, firefox);
fn the_waiting_autofill_makes_way_for_the_prompt(stage: &Stage) {
    let browser = at_sign_in(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    keeps_for_the_account(&browser, "requests");
    browser.before_every_page(COUNTS);
    has_passkey(stage, &browser, &device);
    opens_sign_in(&browser);
    browser.script_gives("return window.requests.map(request => request.mediation)", &json!(["conditional"]));
    gets_to_passkey_page(&browser);
    browser.script_gives("return window.requests[0].aborted", &json!(true));
    answers_prompts(&browser, &device);
    browser.press("Log in with passkey");
    browser.sees_heading(SIGNED_IN);
    let requests = match stage.kind() {
        Kind::Chromium => json!([["conditional", 0], ["immediate", 0], ["modal", 0]]),
        Kind::Firefox | Kind::WebKit => json!([["conditional", 0], ["modal", 0]]),
    };
    browser.script_gives(
        "return window.requests.map(request => [request.mediation, request.others])",
        &requests,
    );
}

journey!(the_button_beside_the_autofill_opens_the_prompt in chromium, firefox);
fn the_button_beside_the_autofill_opens_the_prompt(stage: &Stage) {
    let browser = at_sign_in(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    has_passkey(stage, &browser, &device);
    answers_prompts(&browser, &device);
    browser.press("Log in with passkey");
    browser.sees_heading(SIGNED_IN);
}

journey!(the_autofill_goes_on_with_a_fresh_challenge_before_the_old_one_expires in chromium, firefox);
fn the_autofill_goes_on_with_a_fresh_challenge_before_the_old_one_expires(stage: &Stage) {
    let browser = at_sign_in(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    keeps_for_the_account(&browser, "requests");
    browser.before_every_page(COUNTS);
    has_passkey(stage, &browser, &device);
    opens_sign_in(&browser);
    browser.script_gives(REQUESTS, &json!([["conditional", false, 0]]));
    browser.type_into(IDENTIFIER, "us");
    browser.time_passes(Duration::from_mins(4));
    browser.script_gives(REQUESTS, &json!([["conditional", true, 0], ["conditional", false, 0]]));
    assert_eq!(browser.value_of(IDENTIFIER), "us");
    // By now, the challenge of the first request has expired, but not that of the second.
    stage.backend().advance_clock(Duration::from_mins(4));
    answers_prompts(&browser, &device);
    browser.press("Log in with passkey");
    browser.sees_heading(SIGNED_IN);
}

journey!(a_press_after_a_long_pause_on_the_passkey_page_signs_in in chromium, firefox);
fn a_press_after_a_long_pause_on_the_passkey_page_signs_in(stage: &Stage) {
    let browser = at_sign_in(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    has_passkey(stage, &browser, &device);
    gets_to_passkey_page(&browser);
    stage.backend().advance_clock(Duration::from_mins(7));
    browser.time_passes(Duration::from_mins(7));
    answers_prompts(&browser, &device);
    browser.press("Log in with passkey");
    browser.sees_heading(SIGNED_IN);
}

journey!(an_autofill_that_the_browser_refuses_is_not_asked_for_again_and_again in chromium, firefox);
fn an_autofill_that_the_browser_refuses_is_not_asked_for_again_and_again(stage: &Stage) {
    let browser = at_sign_in(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    has_passkey(stage, &browser, &device);
    keeps_for_the_account(&browser, "refused");
    browser.before_every_page(
        "if (location.host) sessionStorage.loads = Number(sessionStorage.loads ?? 0) + 1; \
         if (navigator.credentials) { \
           const get = navigator.credentials.get.bind(navigator.credentials); \
           navigator.credentials.get = options => options.mediation === 'conditional' \
             ? Promise.reject(new DOMException('', 'NotAllowedError')).finally(() => { window.refused.push(1); }) \
             : get(options); }",
    );
    opens_sign_in(&browser);
    browser.script_gives("return window.refused.length", &json!(1));
    answers_prompts(&browser, &device);
    browser.press("Log in with passkey");
    browser.sees_heading(SIGNED_IN);
    // Two pages were loaded, this one and the previous one.
    browser.script_gives("return [window.refused.length, Number(sessionStorage.loads)]", &json!([1, 2]));
}
