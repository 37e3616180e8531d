//! The administrators' pages.

mod finding;
mod removing;
mod roles;

use std::rc::Rc;

use crate::steps::{
    CODE, CREATED, ENTER_CODE, PASSWORD, SET_UP, at_sign_in, gets_to_set_up, gives_password, says_who,
};
use latchkey_tests::{Browser, Stage};

/// The account of an administrator who may do everything…
const SUPER: &str = "super@example.test";
/// …and of one who may only look.
const VIEWER: &str = "viewer@example.test";

const USERS: &str = "Users";
const SECURITY_OF_USER: &str = "Security of Ursula User";

/// Opens a browser on the users page.
fn at_users(stage: &Stage, name: &str) -> Rc<Browser> {
    let browser = signed_in(stage, name);
    opens_users(&browser);
    browser
}

fn opens_users(browser: &Browser) {
    browser.opens("/admin/users");
    browser.sees_heading(USERS);
}

/// Opens a browser in which the account with this name is signed in, without a passkey.
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

/// Goes from the list to the Security tab of Ursula User, who is in every demo.
fn opens_user(browser: &Browser) {
    finds(browser, "ursula");
    browser.press("Ursula User");
    browser.sees_heading(SECURITY_OF_USER);
}

fn finds(browser: &Browser, search: &str) {
    browser.type_into("Find users by name", search);
    browser.press("Search");
}

/// Signs in on the sign-in page and creates a passkey. There has to be an authenticator.
fn user_creates_passkey(stage: &Stage, browser: &Browser) {
    gets_to_set_up(stage, browser);
    browser.press("Create a passkey");
    browser.sees_heading(CREATED);
}

/// Returns the names in the list, from the top.
fn names(browser: &Browser) -> Vec<String> {
    column(browser, "th")
}

/// Returns the texts in a column of the list, from the top. `cell` is the selector of the cell within its row.
fn column(browser: &Browser, cell: &str) -> Vec<String> {
    let cells =
        format!("return [...document.querySelectorAll('.users tbody {cell}')].map(cell => cell.textContent)");
    let cells = browser.script(&cells, &[]);
    let cells = cells.as_array().unwrap();
    cells.iter().map(|cell| cell.as_str().unwrap_or_default().to_owned()).collect()
}
