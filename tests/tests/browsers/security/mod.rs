//! The page of one's own passkeys.

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

/// A browser on the page of the passkeys, of somebody who has none yet and has just signed in.
fn at_security_without_passkeys(stage: &Stage) -> Rc<Browser> {
    let browser = at_sign_in(stage);
    gets_to_set_up(stage, &browser);
    browser.press("I'll do this later");
    browser.sees_heading(SIGNED_IN);
    opens_security(&browser);
    browser
}

/// From the sign-in page to that of the passkeys, with one passkey that was just created on this authenticator.
fn gets_to_security(stage: &Stage, browser: &Browser) {
    gets_to_set_up(stage, browser);
    creates_passkey(browser);
    opens_security(browser);
}

fn opens_security(browser: &Browser) {
    browser.press("Manage passkeys");
    browser.sees_heading(SECURITY);
}

/// From the page of the passkeys back to it, with one passkey more, on an authenticator of its own.
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

/// The sign-in is no fresh one any more, and the session is still there.
fn a_while_passes(stage: &Stage) {
    stage.backend().advance_clock(Duration::from_mins(16));
}
