//! Sign-in as an element of an existing page.

use std::rc::Rc;
use std::time::Duration;

use latchkey_tests::{AuthenticatorKind, Browser, Fault, Key, Kind, Operation, Stage, journey};
use serde_json::json;

use super::pages;
use crate::states::{NOT_COMPLETED, SESSION_EXPIRED, SIGN_IN_UNAVAILABLE};
use crate::steps::{
    CODE, CREATED, ENTER_PASSWORD, IDENTIFIER, PASSKEY, PASSWORD, SET_UP, USER, answers_prompts,
    gives_password, lets_prompts_wait, says_who, signs_in_with_password,
};

const SIGN_IN: &str = "Sign in to Shop";
const ELEMENT: &str = "latchkey-sign-in";

/// Opens a browser on the documentation's page, and looks into the element there.
fn at_the_shop(stage: &Stage) -> Rc<Browser> {
    stage.serves_below("/auth/");
    stage.serves_with("--site", pages().to_str().unwrap());
    let browser = stage.browser();
    browser.opens("/element.html");
    browser.looks_into(ELEMENT);
    browser.sees_heading(SIGN_IN);
    browser
}

/// Waits until the page around the element shows this text.
#[track_caller]
fn is_told(browser: &Browser, text: &str) {
    browser.script_gives("return document.querySelector('#told').textContent", &json!(text));
}

#[track_caller]
fn is_gone(browser: &Browser) {
    browser.script_gives("return document.querySelectorAll('latchkey-sign-in').length", &json!(0));
}

/// Checks that the page around the element still has its address, its title and its own content.
#[track_caller]
fn is_still_the_shop(stage: &Stage, browser: &Browser) {
    assert_eq!(browser.url(), format!("{}/element.html", stage.backend().origin()));
    assert_eq!(
        browser.script("return [document.title, document.body.children.length]", &[]),
        json!(["Shop", 3])
    );
}

journey!(a_person_signs_in_and_creates_a_passkey_in_an_element in chromium, firefox);
fn a_person_signs_in_and_creates_a_passkey_in_an_element(stage: &Stage) {
    let browser = at_the_shop(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    browser.sees("For your orders and returns.");
    is_told(&browser, "Not signed in.");
    signs_in_with_password(stage, &browser);
    browser.sees_heading(SET_UP);
    browser.has_focus_on(SET_UP);
    is_told(&browser, "Welcome, Ursula User.");
    is_still_the_shop(stage, &browser);
    browser.press("Create a passkey");
    browser.sees_heading(CREATED);
    assert_eq!(device.credentials().len(), 1);
    is_told(&browser, "Welcome, Ursula User. You have a passkey now.");
    is_still_the_shop(stage, &browser);
    browser.press("Continue");
    is_gone(&browser);

    lets_prompts_wait(&browser, &device);
    browser.opens("/element.html");
    browser.sees_heading(SIGN_IN);
    says_who(&browser, USER);
    browser.sees_heading(PASSKEY);
    answers_prompts(&browser, &device);
    browser.press("Log in with passkey");
    is_gone(&browser);
    is_told(&browser, "Welcome, Ursula User.");
}

journey!(the_autofill_of_an_element_signs_in in chromium);
fn the_autofill_of_an_element_signs_in(stage: &Stage) {
    let browser = at_the_shop(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    signs_in_with_password(stage, &browser);
    browser.press("Create a passkey");
    browser.sees_heading(CREATED);
    // The virtual authenticator picks the passkey as soon as the autofill offers it.
    assert!(device.credentials()[0].is_resident_credential);
    browser.opens("/element.html");
    is_gone(&browser);
    is_told(&browser, "Welcome, Ursula User.");
}

journey!(a_passkey_can_wait_in_an_element in chromium);
fn a_passkey_can_wait_in_an_element(stage: &Stage) {
    let browser = at_the_shop(stage);
    signs_in_with_password(stage, &browser);
    browser.press("I'll do this later");
    is_gone(&browser);
    is_told(&browser, "Welcome, Ursula User. A passkey can wait.");
}

journey!(an_element_tells_of_documented_states_and_shows_the_way_on in chromium);
fn an_element_tells_of_documented_states_and_shows_the_way_on(stage: &Stage) {
    let browser = at_the_shop(stage);
    browser.add_authenticator(AuthenticatorKind::PLATFORM);
    stage.backend().fault(Operation::Identify, Fault::Unavailable, Some(1));
    says_who(&browser, USER);
    SIGN_IN_UNAVAILABLE.is_seen_in(&browser);
    browser.has_focus_on(SIGN_IN_UNAVAILABLE.title);
    is_told(&browser, "Not signed in (A1).");
    browser.press("Try again");
    browser.sees_heading(ENTER_PASSWORD);
    // An expired session leads back to the start, inside the element.
    stage.backend().advance_clock(Duration::from_mins(31));
    gives_password(&browser, PASSWORD);
    SESSION_EXPIRED.is_seen_in(&browser);
    is_told(&browser, "Not signed in (B1).");
    browser.press("Restart");
    browser.sees_heading(SIGN_IN);
    browser.has_focus_on(IDENTIFIER);
    is_still_the_shop(stage, &browser);
}

journey!(an_element_leaves_the_focus_and_the_looks_to_the_page in chromium, firefox);
fn an_element_leaves_the_focus_and_the_looks_to_the_page(stage: &Stage) {
    let browser = at_the_shop(stage);
    assert_eq!(browser.script("return document.activeElement.localName", &[]), json!("body"));
    let looks = "const root = document.querySelector('latchkey-sign-in').shadowRoot; \
                 const look = (selector) => getComputedStyle(root.querySelector(selector)); \
                 return [look('.page__header').display, look('.card').boxShadow, \
                         look('.button--primary').backgroundColor, look('.button--primary').borderRadius, \
                         root.querySelector('.button--primary').getAttribute('part')]";
    let wanted = json!(["none", "none", "rgb(122, 31, 162)", "2px", "button button--primary"]);
    browser.script_gives(looks, &wanted);
    // In the shadow tree, too, the field has its label and what password managers look for.
    let field = "const field = document.querySelector('latchkey-sign-in').shadowRoot.querySelector('#username'); \
                 return [field.labels[0].textContent, field.autocomplete]";
    browser.script_gives(field, &json!(["Email or username", "username webauthn"]));
}

journey!(an_element_that_is_taken_away_lets_the_next_one_begin in chromium, firefox);
fn an_element_that_is_taken_away_lets_the_next_one_begin(stage: &Stage) {
    let browser = at_the_shop(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    lets_prompts_wait(&browser, &device);
    browser.script(
        "const old = document.querySelector('latchkey-sign-in'); \
         const next = document.createElement('latchkey-sign-in'); \
         next.setAttribute('brand', 'Shop'); \
         next.addEventListener('signed-in', () => { document.querySelector('#told').textContent = 'The next one.'; }); \
         old.replaceWith(next);",
        &[],
    );
    browser.sees_heading(SIGN_IN);
    signs_in_with_password(stage, &browser);
    is_told(&browser, "The next one.");
}

journey!(an_element_that_stops_says_so in chromium, firefox);
fn an_element_that_stops_says_so(stage: &Stage) {
    let browser = at_the_shop(stage);
    crate::steps::breaks_the_app(&browser);
    says_who(&browser, USER);
    NOT_COMPLETED.is_seen_in(&browser);
    browser.has_focus_on(NOT_COMPLETED.title);
    is_told(&browser, "Not signed in (B3).");
    assert_eq!(browser.script("return document.querySelector('h1').checkVisibility()", &[]), json!(true));
    if stage.kind() == Kind::Chromium {
        browser.press("Load the page again");
        browser.sees_heading(SIGN_IN);
    }
}

journey!(somebody_without_passkeys_signs_in_in_an_element in webkit);
fn somebody_without_passkeys_signs_in_in_an_element(stage: &Stage) {
    let browser = at_the_shop(stage);
    // WebKit's driver clicks on what is around a shadow tree instead of into it, so this uses the keyboard.
    let field = "document.querySelector('latchkey-sign-in').shadowRoot.querySelector('input').focus()";
    browser.script(field, &[]);
    browser.types(USER);
    browser.press_keys(&[Key::Enter]);
    browser.has_focus_on("Password");
    browser.types(PASSWORD);
    browser.press_keys(&[Key::Enter]);
    browser.has_focus_on(CODE);
    browser.types(&stage.backend().latest_code(USER));
    browser.press_keys(&[Key::Enter]);
    is_gone(&browser);
    is_told(&browser, "Welcome, Ursula User.");
}

journey!(an_element_left_alone_asks_in_front_of_the_page in chromium, firefox);
fn an_element_left_alone_asks_in_front_of_the_page(stage: &Stage) {
    let browser = at_the_shop(stage);
    says_who(&browser, USER);
    browser.sees_heading(ENTER_PASSWORD);
    browser.type_into("Password", "half a pass");
    browser.time_passes(Duration::from_mins(14));
    browser.sees_heading("Are you still there?");
    browser.has_focus_on("Stay");
    for answer in ["Stay", "Escape"] {
        if answer == "Stay" {
            browser.press("Stay");
        } else {
            browser.time_passes(Duration::from_mins(14));
            browser.has_focus_on("Stay");
            browser.press_keys(&[Key::Escape]);
        }
        browser.does_not_see("Are you still there?");
        browser.has_focus_on("Password");
        browser.types("word");
        assert_eq!(browser.value_of("Password"), "half a password", "{answer}");
        browser.press_keys(&vec![Key::Backspace; "word".len()]);
    }
    browser.time_passes(Duration::from_mins(15));
    SESSION_EXPIRED.is_seen_in(&browser);
}

journey!(an_element_says_what_is_wrong_with_its_profile in chromium);
fn an_element_says_what_is_wrong_with_its_profile(stage: &Stage) {
    let browser = at_the_shop(stage);
    browser.script(
        "const next = document.createElement('latchkey-sign-in'); \
         next.setAttribute('profile', 'nowhere'); \
         document.querySelector('latchkey-sign-in').replaceWith(next);",
        &[],
    );
    browser.sees("profile: nowhere: expected a profile at /auth/profiles/nowhere.json");
}
