//! What only another platform reports, played in place of an authenticator that can't be had here. The words are
//! those of the browsers.

use std::rc::Rc;

use latchkey_tests::{Browser, Capabilities, Script, Setup, Stage};

use crate::states::State;
use crate::steps::{SET_UP, SIGN_IN};

/// Where a prompt is opened.
#[derive(Clone, Copy)]
pub(super) enum Prompt {
    SignIn,
    /// Somebody has to be signed in already.
    SetUp,
}

impl Prompt {
    /// Opens the page anew, so that nothing of an earlier failure is in sight, and then the prompt.
    #[track_caller]
    pub(super) fn opens_in(self, browser: &Browser, script: Script) {
        let (address, heading, button) = match self {
            Self::SignIn => ("/", SIGN_IN, "Log in with passkey"),
            Self::SetUp => ("/set-up", SET_UP, "Create a passkey"),
        };
        browser.opens(address);
        browser.sees_heading(heading);
        browser.plays(script);
        browser.press(button);
    }

    /// Plays failures, one after the other, each of which leads to this state. Each has a name that tells it from the
    /// others where one of them doesn't.
    #[track_caller]
    pub(super) fn fails_in(self, browser: &Browser, state: &State, failures: &[(&str, Script)]) {
        for (name, script) in failures {
            println!("{name}:");
            self.opens_in(browser, *script);
            browser.has_played();
            state.is_seen_in(browser);
        }
    }
}

/// A browser whose prompts are played.
pub(super) fn scripted_browser(stage: &Stage) -> Rc<Browser> {
    stage.scripted_browser(Capabilities::Own, &Setup::default())
}
