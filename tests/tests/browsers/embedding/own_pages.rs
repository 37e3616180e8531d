//! The app as separate pages, at the root of the origin.

use std::fs;

use latchkey_tests::{Stage, journey};

use super::pages;
use crate::steps::{SET_UP, SIGN_IN, SIGNED_IN, signs_in_with_password};

journey!(a_page_leads_to_sign_in_and_has_the_person_back in chromium);
fn a_page_leads_to_sign_in_and_has_the_person_back(stage: &Stage) {
    stage.adds_page("own-pages.html", &fs::read_to_string(pages().join("own-pages.html")).unwrap());
    let browser = stage.browser();
    browser.opens("/own-pages.html");
    browser.press("Sign in");
    browser.sees_heading(SIGN_IN);
    signs_in_with_password(stage, &browser);
    browser.sees_heading(SET_UP);
    browser.press("I'll do this later");
    browser.sees_heading("Shop");
    assert_eq!(browser.url(), format!("{}/own-pages.html", stage.backend().origin()));
    browser.press("Your account");
    browser.sees_heading(SIGNED_IN);
}
