//! The Security page, with the user's own passkeys.

mod adding;
mod listing;
mod removing;
mod renaming;
mod showing;
mod verifying;

use std::rc::Rc;
use std::time::Duration;

use latchkey_tests::{Authenticator, AuthenticatorKind, Browser, Stage};

use crate::steps::{CREATED, SET_UP, SIGNED_IN, at_sign_in, creates_passkey, gets_to_set_up};

pub(crate) const SECURITY: &str = "Security";
const VERIFY: &str = "Confirm that it’s you";

/// Opens a browser on the Security page, for a user who has no passkey yet and has just signed in.
fn at_security_without_passkeys(stage: &Stage) -> Rc<Browser> {
    let browser = at_sign_in(stage);
    gets_to_set_up(stage, &browser);
    browser.press("I'll do this later");
    browser.sees_heading(SIGNED_IN);
    opens_security(&browser);
    browser
}

/// Goes from the sign-in page to the Security page, and creates a passkey on the way.
fn gets_to_security(stage: &Stage, browser: &Browser) {
    gets_to_set_up(stage, browser);
    creates_passkey(browser);
    opens_security(browser);
}

fn opens_security(browser: &Browser) {
    browser.press("Manage passkeys");
    browser.sees_heading(SECURITY);
}

/// Adds a passkey from the Security page, on a new authenticator, and returns to that page.
fn adds_passkey(browser: &Browser, kind: AuthenticatorKind) -> Authenticator<'_> {
    let authenticator = browser.add_authenticator(kind);
    browser.press("Add a passkey");
    browser.sees_heading(SET_UP);
    browser.press("Create a passkey");
    browser.sees_heading(CREATED);
    browser.press("Continue");
    browser.sees_heading(SECURITY);
    authenticator
}

pub(crate) fn renames(browser: &Browser, from: &str, to: &str) {
    browser.press(&format!("Rename: {from}"));
    browser.type_into("Name of the passkey", to);
    browser.press("Save");
}

/// Lets enough time pass that the sign-in is no longer recent, but the session still exists.
fn a_while_passes(stage: &Stage) {
    stage.backend().advance_clock(Duration::from_mins(16));
}
