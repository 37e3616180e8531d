//! Steps that several causes share.

use std::rc::Rc;

use latchkey_tests::{Browser, Stage, wait_long_until};

use crate::steps::{PROMPT, at_sign_in_hesitantly, opens_sign_in};

/// Goes to the sign-in page and opens the prompt there.
#[track_caller]
pub(super) fn asks_for_prompt(browser: &Browser) {
    opens_sign_in(browser);
    browser.press("Log in with passkey");
}

/// Makes another script in the page request a credential.
#[track_caller]
pub(super) fn another_script_asks(browser: &Browser) {
    browser.script(
        "navigator.credentials.get({ publicKey: { challenge: new Uint8Array(32) } }).catch(() => {})",
        &[],
    );
}

/// Opens a browser on the sign-in page whose prompts wait until the app's own timeout, the shortest that an
/// integrator can set.
#[track_caller]
pub(super) fn with_a_prompt_that_nobody_answers(stage: &Stage) -> Rc<Browser> {
    stage.alters_page("\"promptTimeoutS\": 60", "\"promptTimeoutS\": 15");
    at_sign_in_hesitantly(stage)
}

#[track_caller]
pub(super) fn waits_for_the_end_of_the_prompt(browser: &Browser) {
    browser.sees_heading(PROMPT);
    wait_long_until("the prompt to time out", || !browser.visible_text().contains(PROMPT));
}
