//! The administrators' pages.

mod finding;
mod removing;
mod roles;

use std::rc::Rc;

use crate::steps::{
    CODE, CREATED, ENTER_CODE, PASSWORD, SET_UP, at_sign_in, gets_to_set_up, gives_password, says_who,
};
use latchkey_tests::{Browser, Stage};

/// An account that may do everything…
const SUPER: &str = "super@example.test";
/// …and one that may only look.
const VIEWER: &str = "viewer@example.test";

const USERS: &str = "Users";
const SECURITY_OF_USER: &str = "Security of Ursula User";

/// A browser on the page of the users.
fn at_users(stage: &Stage, name: &str) -> Rc<Browser> {
    let browser = signed_in(stage, name);
    opens_users(&browser);
    browser
}

fn opens_users(browser: &Browser) {
    browser.opens("/admin/users");
    browser.sees_heading(USERS);
}

/// A browser in which the account of this name is signed in, without a passkey.
fn signed_in(stage: &Stage, name: &str) -> Rc<Browser> {
    let browser = at_sign_in(stage);
    says_who(&browser, name);
    gives_password(&browser, PASSWORD);
    browser.sees_heading(ENTER_CODE);
    browser.type_into(CODE, &stage.backend().latest_code(name));
    browser.press("Continue");
    browser.sees_heading(SET_UP);
    browser.press("I'll do this later");
    browser.can_press("Manage passkeys");
    browser
}

/// From the list to the Security tab of the user who is in every demonstration.
fn opens_user(browser: &Browser) {
    finds(browser, "ursula");
    browser.press("Ursula User");
    browser.sees_heading(SECURITY_OF_USER);
}

fn finds(browser: &Browser, search: &str) {
    browser.type_into("Find users by name", search);
    browser.press("Search");
}

/// From the sign-in page; the user has a passkey afterwards. There must be an authenticator.
fn user_creates_passkey(stage: &Stage, browser: &Browser) {
    gets_to_set_up(stage, browser);
    browser.press("Create a passkey");
    browser.sees_heading(CREATED);
}

/// The names in the list, from the top.
fn names(browser: &Browser) -> Vec<String> {
    column(browser, "th")
}

/// What stands in a column of the list, from the top; the cells are found by a selector in their row.
fn column(browser: &Browser, cell: &str) -> Vec<String> {
    let cells =
        format!("return [...document.querySelectorAll('.users tbody {cell}')].map(cell => cell.textContent)");
    let cells = browser.script(&cells, &[]);
    let cells = cells.as_array().unwrap();
    cells.iter().map(|cell| cell.as_str().unwrap_or_default().to_owned()).collect()
}
