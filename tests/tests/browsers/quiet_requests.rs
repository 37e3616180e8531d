//! Requests that the user didn't ask for: immediate mode and conditional create. If they fail, nobody notices.

use latchkey_tests::{AuthenticatorKind, Stage, journey};

use crate::steps::{
    CREATED, PASSKEY, SET_UP, SIGNED_IN, USER, answers_prompts, at_sign_in, gets_to_set_up, has_passkey,
    opens_sign_in, says_who,
};

/// Records the outcomes of the requests that the user didn't ask for.
const OUTCOMES: &str = "window.outcomes = []; \
    const get = navigator.credentials.get.bind(navigator.credentials); \
    navigator.credentials.get = options => { \
      const request = get(options); \
      if (options.uiMode) request.then(() => 'signed in', error => error.name) \
        .then(outcome => window.outcomes.push(outcome)); \
      return request; };";

// Only Chromium has immediate mode.
journey!(a_passkey_of_this_device_signs_in_as_soon_as_one_says_who_one_is in chromium);
fn a_passkey_of_this_device_signs_in_as_soon_as_one_says_who_one_is(stage: &Stage) {
    let browser = at_sign_in(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    has_passkey(stage, &browser, &device);
    answers_prompts(&browser, &device);
    says_who(&browser, USER);
    browser.sees_heading(SIGNED_IN);
}

journey!(without_a_passkey_on_this_device_the_passkey_page_is_as_it_is in chromium);
fn without_a_passkey_on_this_device_the_passkey_page_is_as_it_is(stage: &Stage) {
    let browser = at_sign_in(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    has_passkey(stage, &browser, &device);
    device.remove();
    let other = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    browser.before_every_page(OUTCOMES);
    opens_sign_in(&browser);
    says_who(&browser, USER);
    browser.sees_heading(PASSKEY);
    browser.script_gives("return window.outcomes", &serde_json::json!(["NotAllowedError"]));
    browser.sees_heading(PASSKEY);
    browser.can_press("Log in with passkey");
    assert_eq!(other.credentials().len(), 0);
}

/// A password manager that creates a passkey by itself. Chromium would ask its own, which has no account here
/// and never answers, so this one takes its place, with the test's authenticator.
const PASSWORD_MANAGER: &str = "const create = navigator.credentials.create.bind(navigator.credentials); \
    navigator.credentials.create = options => { \
      if (options.mediation !== 'conditional') return create(options); \
      const { mediation, ...rest } = options; window.asked = mediation; return create(rest); };";

journey!(a_password_manager_makes_a_passkey_by_itself_after_a_sign_in_with_the_password in chromium);
fn a_password_manager_makes_a_passkey_by_itself_after_a_sign_in_with_the_password(stage: &Stage) {
    let browser = at_sign_in(stage);
    browser.before_every_page(PASSWORD_MANAGER);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    opens_sign_in(&browser);
    crate::steps::signs_in_with_password(stage, &browser);
    browser.sees_heading(CREATED);
    assert_eq!(device.credentials().len(), 1);
    browser.press("Continue");
    browser.sees("1 of 5");
}

journey!(a_password_manager_that_refuses_or_never_answers_is_not_noticed in chromium);
fn a_password_manager_that_refuses_or_never_answers_is_not_noticed(stage: &Stage) {
    let browser = at_sign_in(stage);
    browser.before_every_page(
        "const create = navigator.credentials.create.bind(navigator.credentials); window.refused = 0; \
         navigator.credentials.create = options => options.mediation === 'conditional' \
           ? Promise.reject(new DOMException('', 'NotAllowedError')).finally(() => { window.refused += 1; }) \
           : create(options);",
    );
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    opens_sign_in(&browser);
    gets_to_set_up(stage, &browser);
    browser.script_gives("return window.refused", &serde_json::json!(1));
    browser.sees_heading(SET_UP);
    browser.press("Create a passkey");
    browser.sees_heading(CREATED);
    assert_eq!(device.credentials().len(), 1);
}
