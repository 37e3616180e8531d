//! Whether the pages fit phones and desktops, in light and dark.

use latchkey_tests::{AuthenticatorKind, Browser, Fault, Operation, Stage, journey};
use serde_json::json;

use crate::states::SIGN_IN_UNAVAILABLE;
use crate::steps::{
    CREATED, ENTER_CODE, ENTER_PASSWORD, PASSWORD, SET_UP, SIGNED_IN, USER, at_sign_in, gets_to_passkey_page,
    gives_code, gives_password, lets_prompts_wait, opens_sign_in, says_who, signs_out,
};

/// The narrowest phone, according to WCAG 2.2, 1.4.10; a common phone; a laptop.
const SIZES: [(u32, u32); 3] = [(320, 640), (360, 740), (1280, 800)];

/// Returns the name and height of everything that isn't high enough for a finger. A check box counts as large as its
/// label.
const TOO_LOW: &str = "return [...document.querySelectorAll('button, input:not([type=checkbox]), label:has([type=checkbox]), nav a')] \
    .filter(element => element.checkVisibility() && element.ariaHidden !== 'true') \
    .map(element => [element.name || element.textContent, Math.round(element.getBoundingClientRect().height)]) \
    .filter(([, height]) => height < 44)";

/// Returns what sticks out of the page.
const STICKING_OUT: &str = "return [...document.querySelectorAll('main *')] \
    .filter(element => element.checkVisibility() && element.getBoundingClientRect().right > innerWidth + 0.5) \
    .map(element => element.className || element.tagName)";

/// Checks a page in all sizes, in light and dark.
#[track_caller]
pub(crate) fn fits(browser: &Browser, page: &str) {
    for (width, height) in SIZES {
        browser.viewport(width, height);
        browser.script_gives("return innerWidth", &json!(width));
        assert!(!browser.scrolls_sideways(), "{page} scrolls sideways at {width} px");
        assert_eq!(browser.script(STICKING_OUT, &[]), json!([]), "{page} at {width} px");
        assert_eq!(browser.script(TOO_LOW, &[]), json!([]), "{page} at {width} px");
        for scheme in ["light", "dark"] {
            browser.emulate_media(&[("prefers-color-scheme", scheme)]);
            browser.screenshot(&format!("{page}-{width}-{scheme}"));
        }
    }
}

// Firefox can set dark pages and exact sizes only when it starts, and lays out the pages as Chromium does.
journey!(every_page_fits_a_phone_and_a_desk in chromium);
fn every_page_fits_a_phone_and_a_desk(stage: &Stage) {
    let browser = at_sign_in(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    fits(&browser, "sign-in");
    says_who(&browser, USER);
    browser.sees_heading(ENTER_PASSWORD);
    browser.press("Continue");
    browser.sees("Enter your password.");
    fits(&browser, "password");
    gives_password(&browser, PASSWORD);
    browser.sees_heading(ENTER_CODE);
    fits(&browser, "code");
    gives_code(stage, &browser);
    browser.sees_heading(SET_UP);
    fits(&browser, "set-up");
    browser.press("Create a passkey");
    browser.sees_heading(CREATED);
    fits(&browser, "created");
    browser.press("Continue");
    browser.sees_heading(SIGNED_IN);
    fits(&browser, "signed-in");
    lets_prompts_wait(&browser, &device);
    signs_out(&browser);
    gets_to_passkey_page(&browser);
    fits(&browser, "passkey");
    browser.press("Log in with passkey");
    browser.sees("Confirm with your fingerprint, face, PIN or security key.");
    browser.can_press("Cancel");
    fits(&browser, "prompt");

    opens_sign_in(&browser);
    stage.backend().fault(Operation::Identify, Fault::Unavailable, Some(1));
    // A very long name mustn't widen the page, either.
    says_who(&browser, &format!("{}@example.test", "a".repeat(120)));
    SIGN_IN_UNAVAILABLE.is_seen_in(&browser);
    fits(&browser, "error");
    browser.press("Try again");
    browser.sees("Signing in as aaa");
    fits(&browser, "long-name");
}
