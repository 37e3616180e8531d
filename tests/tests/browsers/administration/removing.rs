//! Removing another user's passkeys.

use std::time::Duration;

use latchkey_tests::{AuthenticatorKind, Browser, Fault, Method, Operation, Stage, journey};
use serde_json::json;

use super::{
    SECURITY_OF_USER, SUPER, at_users, finds, names, opens_user, opens_users, signed_in, user_creates_passkey,
};
use crate::screens::fits;
use crate::states::SESSION_EXPIRED;
use crate::steps::{
    PASSWORD, SET_UP, USER, at_sign_in, lets_prompts_wait, opens_sign_in, signs_in_with_password,
};

const REMOVE: &str = "Remove passkey: This device";
const ASKED: &str = "Remove the passkey This device?";

journey!(an_administrator_removes_a_passkey_for_a_reason_and_set_up_is_offered_again in chromium, firefox);
fn an_administrator_removes_a_passkey_for_a_reason_and_set_up_is_offered_again(stage: &Stage) {
    stage.seeds_users(120);
    let user = at_sign_in(stage);
    let device = user.add_authenticator(AuthenticatorKind::PLATFORM);
    user_creates_passkey(stage, &user);
    lets_prompts_wait(&user, &device);
    let visitor = stage.backend().visitor();
    visitor.signs_in(USER, PASSWORD);
    assert!(visitor.call(Method::POST, "/passkeys/deferral", Some(&json!({}))).status.is_success());
    assert!(!stage.backend().visitor().signs_in(USER, PASSWORD), "it is deferred");

    let browser = at_users(stage, SUPER);
    browser.sees("1–50 of 123");
    opens_user(&browser);
    browser.has_focus_on(SECURITY_OF_USER);
    browser.sees("1 of 5");
    browser.sees("Ursula User created This device");
    browser.press(REMOVE);
    browser.has_focus_on(ASKED);
    browser.press("Remove passkey");
    browser.hears("Enter a reason.");
    browser.has_focus_on("Reason");
    browser.type_into("Reason", "Laptop <b>lost</b> on a train");
    stage.backend().fault(Operation::RemovePasskeyOf, Fault::Unavailable, Some(1));
    browser.press("Remove passkey");
    browser.hears("That didn’t work");
    assert_eq!(browser.value_of("Reason"), "Laptop <b>lost</b> on a train");
    browser.press("Remove passkey");
    browser.hears("The passkey This device was removed.");
    browser.sees_heading(SECURITY_OF_USER);
    browser.sees("0 of 5");
    browser.sees("This user has no passkey.");
    browser.sees("Stella Super removed This device\nReason: Laptop <b>lost</b> on a train");
    browser.sees(SUPER);
    browser.cannot_press(REMOVE);
    browser.cannot_press("Remove all");

    opens_sign_in(&user);
    signs_in_with_password(stage, &user);
    user.sees_heading(SET_UP);
}

/// Goes to the user with the most passkeys, and returns the name.
fn opens_whoever_has_most(browser: &Browser) -> String {
    browser.opens("/admin/users?sort=passkeys&order=descending");
    browser.sees("1–50 of ");
    let name = names(browser).swap_remove(0);
    browser.press(&name);
    browser.sees_heading(&format!("Security of {name}"));
    name
}

journey!(an_administrator_removes_all_passkeys_at_once in chromium);
fn an_administrator_removes_all_passkeys_at_once(stage: &Stage) {
    stage.seeds_users(120);
    let browser = signed_in(stage, SUPER);
    let name = opens_whoever_has_most(&browser);
    let cards = "return document.querySelectorAll('.passkeys__row').length";
    let many = browser.script(cards, &[]);
    assert!(many.as_u64().is_some_and(|many| many > 1), "{many}");
    browser.press("Remove all");
    browser.has_focus_on(&format!("Remove all passkeys ({many})?"));
    browser.press("Cancel");
    browser.has_focus_on(&format!("Security of {name}"));
    assert_eq!(browser.script(cards, &[]), many);

    browser.press("Remove all");
    browser.type_into("Reason", "Left the company");
    browser.press("Remove all");
    browser.hears("All passkeys were removed.");
    browser.sees("0 of 5");
    browser.sees("Stella Super removed all passkeys\nReason: Left the company");
    browser.press("Users");
    finds(&browser, &name);
    browser.sees("1–1 of 1");
    browser
        .script_gives("return document.querySelector('.users td:nth-of-type(3)').textContent", &json!("0"));
}

journey!(an_administrator_who_signed_in_a_while_ago_confirms_who_it_is in chromium);
fn an_administrator_who_signed_in_a_while_ago_confirms_who_it_is(stage: &Stage) {
    stage.seeds_users(120);
    let browser = signed_in(stage, SUPER);
    opens_whoever_has_most(&browser);
    stage.backend().advance_clock(Duration::from_mins(16));
    browser.press("Remove all");
    browser.type_into("Reason", "Left the company");
    browser.press("Remove all");
    browser.sees_heading("Confirm that it’s you");
    browser.press("Cancel");
    browser.sees("Remove all passkeys (");
    assert_eq!(browser.value_of("Reason"), "Left the company");
    browser.press("Remove all");
    browser.type_into("Password", PASSWORD);
    browser.press("Confirm");
    browser.hears("All passkeys were removed.");
    browser.sees("Reason: Left the company");
}

journey!(what_somebody_else_removed_meanwhile_is_told in chromium);
fn what_somebody_else_removed_meanwhile_is_told(stage: &Stage) {
    let user = at_sign_in(stage);
    let _device = user.add_authenticator(AuthenticatorKind::PLATFORM);
    user_creates_passkey(stage, &user);
    let browser = at_users(stage, SUPER);
    opens_user(&browser);
    browser.press(REMOVE);
    stage.backend().delete_passkeys(USER);
    browser.type_into("Reason", "Lost");
    browser.press("Remove passkey");
    browser.hears("That passkey has been removed already.");
    browser.sees("0 of 5");
}

journey!(a_session_that_ends_meanwhile_ends_the_administration in chromium);
fn a_session_that_ends_meanwhile_ends_the_administration(stage: &Stage) {
    let user = at_sign_in(stage);
    let _device = user.add_authenticator(AuthenticatorKind::PLATFORM);
    user_creates_passkey(stage, &user);
    let browser = at_users(stage, SUPER);
    opens_user(&browser);
    browser.press(REMOVE);
    stage.backend().fault(Operation::RemovePasskeyOf, Fault::SessionExpired, Some(1));
    browser.type_into("Reason", "Lost");
    browser.press("Remove passkey");
    SESSION_EXPIRED.is_seen_in(&browser);
    opens_users(&browser);
    browser.time_passes(Duration::from_mins(10));
    SESSION_EXPIRED.is_seen_in(&browser);
}

journey!(the_security_tab_of_a_user_fits_a_phone_and_a_desk in chromium);
fn the_security_tab_of_a_user_fits_a_phone_and_a_desk(stage: &Stage) {
    stage.seeds_users(120);
    let browser = signed_in(stage, SUPER);
    opens_whoever_has_most(&browser);
    fits(&browser, "user-security");
    browser.press("Remove all");
    fits(&browser, "user-removal");
    browser.press("Remove all");
    browser.hears("Enter a reason.");
    browser.type_into("Reason", "Left the company");
    browser.press("Remove all");
    browser.sees("Reason: Left the company");
    fits(&browser, "user-history");
}
