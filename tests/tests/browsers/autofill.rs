//! Passkeys in the autofill of 'Email or username'.

use latchkey_tests::{AuthenticatorKind, Kind, Stage, journey};

use crate::steps::{
    IDENTIFIER, SIGN_IN, SIGNED_IN, answers_prompts, at_sign_in, gets_to_passkey_page, has_passkey,
    opens_sign_in,
};

// Firefox's virtual authenticator has nobody who picks a passkey from the autofill, so its request waits.
journey!(picking_a_passkey_from_the_autofill_signs_in in chromium);
fn picking_a_passkey_from_the_autofill_signs_in(stage: &Stage) {
    let browser = at_sign_in(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    has_passkey(stage, &browser, &device);

    assert_eq!(browser.field_attribute(IDENTIFIER, "autocomplete").as_deref(), Some("username webauthn"));
    // Typing doesn't end the offer, and nothing happens by itself.
    browser.type_into(IDENTIFIER, "us");
    browser.sees_heading(SIGN_IN);
    assert_eq!(browser.value_of(IDENTIFIER), "us");
    // Whoever answers now picks the passkey of the request that the next page makes.
    device.set_person_answers(true);
    browser.reload();
    browser.sees_heading(SIGNED_IN);
}

journey!(the_waiting_autofill_makes_way_for_the_prompt in chromium, firefox);
fn the_waiting_autofill_makes_way_for_the_prompt(stage: &Stage) {
    let browser = at_sign_in(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    // Counts the requests, and those of them that were aborted.
    browser.before_every_page(
        "window.requests = []; const get = navigator.credentials.get.bind(navigator.credentials); \
         navigator.credentials.get = options => { \
           const request = { mediation: options.mediation ?? options.uiMode ?? 'modal', aborted: false, others: \
             window.requests.filter(other => !other.over).length }; \
           window.requests.push(request); \
           options.signal.addEventListener('abort', () => { request.aborted = true; }); \
           return get(options).finally(() => { request.over = true; }); };",
    );
    has_passkey(stage, &browser, &device);
    opens_sign_in(&browser);
    browser.script_gives(
        "return window.requests.map(request => request.mediation)",
        &serde_json::json!(["conditional"]),
    );
    gets_to_passkey_page(&browser);
    browser.script_gives("return window.requests[0].aborted", &serde_json::json!(true));
    answers_prompts(&browser, &device);
    browser.press("Log in with passkey");
    browser.sees_heading(SIGNED_IN);
    let requests = match stage.kind() {
        Kind::Chromium => serde_json::json!([["conditional", 0], ["immediate", 0], ["modal", 0]]),
        Kind::Firefox | Kind::WebKit => serde_json::json!([["conditional", 0], ["modal", 0]]),
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
