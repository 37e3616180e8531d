//! The network goes away and comes back: users are told, and what they started continues by itself, once.

use latchkey_tests::{
    AuthenticatorKind, Browser, Fault, Operation, Stage, journey, wait_long_until, wait_until,
};
use serde_json::json;

use crate::screens::fits;
use crate::states::SIGN_IN_UNAVAILABLE;
use crate::steps::{
    ENTER_CODE, ENTER_PASSWORD, IDENTIFIER, PASSWORD, SET_UP, SIGN_IN, SIGNED_IN, USER, answers_prompts,
    at_sign_in, gets_to_passkey_page, gives_code, gives_password, has_passkey, says_who,
};

const OFFLINE: &str = "You’re offline. As soon as you’re connected again, this page goes on by itself.";
const ONLINE_AGAIN: &str = "You’re online again.";

/// Disconnects the network.
#[track_caller]
fn loses_network(browser: &Browser) {
    browser.goes_offline();
    browser.sees(OFFLINE);
    browser.hears(OFFLINE);
}

/// Connects the network again after something has been waiting for it.
#[track_caller]
fn has_network_again(browser: &Browser, waited_for: &str) {
    has_network_again_and_leaves(browser, waited_for);
    browser.does_not_see(OFFLINE);
    browser.hears(ONLINE_AGAIN);
}

/// Connects the network again after something has been waiting for it that leads to another document.
#[track_caller]
fn has_network_again_and_leaves(browser: &Browser, waited_for: &str) {
    browser.sees(waited_for);
    browser.sees(OFFLINE);
    browser.can_press("Cancel");
    browser.goes_online();
}

journey!(what_is_handed_in_offline_goes_on_by_itself_and_arrives_once in chromium, firefox);
fn what_is_handed_in_offline_goes_on_by_itself_and_arrives_once(stage: &Stage) {
    let browser = at_sign_in(stage);
    let arrived = |operation| stage.backend().calls(operation);
    loses_network(&browser);
    says_who(&browser, USER);
    has_network_again(&browser, "Looking up your account…");
    browser.sees_heading(ENTER_PASSWORD);
    assert_eq!(arrived(Operation::Identify), 1);

    loses_network(&browser);
    gives_password(&browser, PASSWORD);
    has_network_again(&browser, "Checking your password…");
    browser.sees_heading(ENTER_CODE);
    assert_eq!(arrived(Operation::Password), 1);
    assert_eq!(stage.backend().codes(USER).len(), 1);

    loses_network(&browser);
    gives_code(stage, &browser);
    has_network_again(&browser, "Checking your code…");
    browser.sees_heading(SET_UP);
    assert_eq!(arrived(Operation::Code), 1);

    loses_network(&browser);
    browser.press("I'll do this later");
    has_network_again_and_leaves(&browser, "One moment…");
    browser.sees_heading(SIGNED_IN);
    assert_eq!(arrived(Operation::Deferral), 1);

    loses_network(&browser);
    browser.press("Sign out");
    has_network_again_and_leaves(&browser, "Signing you out…");
    browser.sees_heading(SIGN_IN);
    assert_eq!(arrived(Operation::EndSession), 1);
}

/// Counts the calls of each page, and how many of them are over.
const CALLS: &str = "window.calls = { sent: 0, over: 0 }; \
    const send = window.fetch; \
    window.fetch = (...call) => { \
      window.calls.sent += 1; \
      const answered = send.apply(window, call).then(async answer => { await answer.clone().text(); return answer; }); \
      return answered.finally(() => { window.calls.over += 1; }); };";

journey!(a_passkey_that_was_used_while_the_network_went_away_arrives_once in chromium, firefox);
fn a_passkey_that_was_used_while_the_network_went_away_arrives_once(stage: &Stage) {
    let browser = at_sign_in(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    browser.before_every_page(CALLS);
    has_passkey(stage, &browser, &device);
    let asked = stage.backend().calls(Operation::AssertionOptions);
    gets_to_passkey_page(&browser);
    // The page has requested and received what the prompt needs.
    let asks_again = || stage.backend().calls(Operation::AssertionOptions) > asked;
    wait_until("the prompt's options to be requested", asks_again);
    browser.script_gives("return window.calls.sent === window.calls.over", &json!(true));
    answers_prompts(&browser, &device);
    loses_network(&browser);
    browser.press("Log in with passkey");
    has_network_again_and_leaves(&browser, "Checking your passkey…");
    browser.sees_heading(SIGNED_IN);
    assert_eq!(stage.backend().calls(Operation::AssertionResult), 1);
}

journey!(who_cancels_offline_keeps_what_was_typed_and_nothing_of_it_arrives in chromium, firefox);
fn who_cancels_offline_keeps_what_was_typed_and_nothing_of_it_arrives(stage: &Stage) {
    let browser = at_sign_in(stage);
    loses_network(&browser);
    says_who(&browser, USER);
    browser.sees("Looking up your account…");
    browser.press("Cancel");
    browser.sees_heading(SIGN_IN);
    assert_eq!(browser.value_of(IDENTIFIER), USER);
    browser.sees(OFFLINE);
    browser.goes_online();
    browser.press("Continue");
    browser.sees_heading(ENTER_PASSWORD);
    assert_eq!(stage.backend().calls(Operation::Identify), 1);

    loses_network(&browser);
    gives_password(&browser, PASSWORD);
    browser.sees("Checking your password…");
    browser.press("Cancel");
    browser.does_not_see("Checking your password…");
    assert_eq!(browser.value_of("Password"), PASSWORD);
    browser.goes_online();
    browser.press("Continue");
    browser.sees_heading(ENTER_CODE);
    assert_eq!(stage.backend().calls(Operation::Password), 1);
    assert_eq!(stage.backend().codes(USER).len(), 1);
}

journey!(what_was_cut_on_its_way_is_sent_again_only_if_it_may_arrive_twice in chromium, firefox);
fn what_was_cut_on_its_way_is_sent_again_only_if_it_may_arrive_twice(stage: &Stage) {
    let browser = at_sign_in(stage);
    let arrived = |operation| stage.backend().calls(operation);
    stage.backend().fault(Operation::Identify, Fault::Hang, Some(1));
    says_who(&browser, USER);
    stage.backend().faults_have_struck();
    loses_network(&browser);
    has_network_again(&browser, "Looking up your account…");
    browser.sees_heading(ENTER_PASSWORD);
    assert_eq!(arrived(Operation::Identify), 2);

    stage.backend().fault(Operation::Password, Fault::Hang, Some(1));
    gives_password(&browser, PASSWORD);
    stage.backend().faults_have_struck();
    loses_network(&browser);
    browser.sees("Checking your password…");
    wait_long_until("the app to time out", || !browser.visible_text().contains("Checking your password…"));
    SIGN_IN_UNAVAILABLE.is_seen_in(&browser);
    browser.sees(OFFLINE);
    browser.goes_online();
    browser.does_not_see(OFFLINE);
    browser.press("Try again");
    assert_eq!(browser.value_of("Password"), PASSWORD);
    assert_eq!(arrived(Operation::Password), 1);
    browser.press("Continue");
    browser.sees_heading(ENTER_CODE);
    assert_eq!(arrived(Operation::Password), 2);
}

// Firefox can set dark pages and exact sizes only when it starts, and lays out the page as Chromium does.
journey!(that_there_is_no_network_fits_a_phone_and_a_desk in chromium);
fn that_there_is_no_network_fits_a_phone_and_a_desk(stage: &Stage) {
    let browser = at_sign_in(stage);
    loses_network(&browser);
    says_who(&browser, USER);
    browser.can_press("Cancel");
    fits(&browser, "offline");
}
